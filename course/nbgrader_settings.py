"""How nbgrader is set up in a course folder: everything stays inside the folder."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import nbgrader_plugin
from course.config import CALENDAR, Calendar, read_calendar

if TYPE_CHECKING:
    from traitlets.config import Config

CODE_STUB = "# 在这里写代码 | YOUR CODE HERE\nraise NotImplementedError()"
TEXT_STUB = "在这里作答 | YOUR ANSWER HERE"


def configure(c: Config, folder: Path) -> None:
    """Set up nbgrader for the course in `folder`.

    Parameters
    ----------
    c : Config
        The configuration object to fill in.
    folder : Path
        The course folder, which holds ``calendar.yaml``.
    """
    root = folder.resolve()
    calendar = read_calendar(root / CALENDAR)
    c.CourseDirectory.course_id = calendar.course
    c.CourseDirectory.root = str(root)
    # The usual exchange is a system folder that only an administrator can write.
    c.Exchange.root = str(root / "exchange")
    c.Exchange.assignment_dir = str(root / "student")
    c.Exchange.cache = str(root / "student" / ".submitted")
    # On one machine every submission belongs to the same account.
    c.ExchangeCollect.check_owner = False
    c.NbGraderAPI.timezone = calendar.timezone
    c.ClearSolutions.code_stub = {"python": CODE_STUB}
    c.ClearSolutions.text_stub = TEXT_STUB
    _late(c, calendar)
    _feedback(c)
    _new_gradebooks_work()
    # nbgrader enters a submission in an order that SQLAlchemy 2 remarks on; it is entered right.
    warnings.filterwarnings("ignore", message=r"Object of type <\w+> not in session")
    # Seconds for one cell; an endless loop costs the class this long. nbgrader allows 30.
    c.Execute.timeout = 10
    nbgrader_plugin.configure(c)


def _late(c: Config, calendar: Calendar) -> None:
    policy = calendar.late
    c.AssignLatePenalties.plugin_class = "course.late.LatePenalty"
    c.LatePenalty.grace_seconds = policy.grace.total_seconds()
    c.LatePenalty.percent_per_day = policy.percent_per_day
    c.LatePenalty.zero_after_days = policy.zero_after_days


def _feedback(c: Config) -> None:
    # nbgrader's own template for the formgrader, ours for the pages that students get.
    # Not imported: that takes seconds, and reading a configuration should not.
    spec = find_spec("nbgrader")
    found = Path(spec.origin).parent if spec is not None and spec.origin is not None else Path()
    stock = found / "server_extensions" / "formgrader" / "templates"
    ours = Path(__file__).parent / "templates"
    c.HTMLExporter.extra_template_basedirs = [str(ours), str(stock)]


def _new_gradebooks_work() -> None:
    # nbgrader stamps a new gradebook with the program alembic, which it looks for on PATH:
    # not there when the virtual environment is used without being activated.
    if shutil.which("alembic") is None:
        scripts = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)])
    logging.getLogger("alembic").setLevel(logging.WARNING)
