"""nbgrader's own steps, run on a course folder from Python.

Each function does what the stock command of the same name does. What nbgrader logs is kept
and its last complaint becomes our one line.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import autograder.notebook_format  # noqa: F401 - first: the next ones then load faster

# isort: split
from nbgrader import converters
from nbgrader.api import Gradebook
from nbgrader.auth import Authenticator
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from course import new_gradebook
from course.errors import FINDINGS, CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from course.config import Course

CONFIG = "nbgrader_config.py"


class _Kept(logging.Handler):
    """Keeps what is logged, for the error message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def reason(self) -> str:
        """Return the first error line: later ones point at log files."""
        errors = [r for r in self.records if r.levelno >= logging.ERROR]
        return " ".join(errors[0].getMessage().split())[:300] if errors else ""


class Nbgrader:
    """nbgrader, configured for one course folder.

    Parameters
    ----------
    course : Course
        The folder, with its ``nbgrader_config.py``.

    Raises
    ------
    CrmlabError
        The folder has no ``nbgrader_config.py``.
    """

    def __init__(self, course: Course) -> None:
        if not (course.root / CONFIG).is_file():
            raise CrmlabError(
                Text(f"课程文件夹里没有 {CONFIG}", f"the course folder has no {CONFIG}"),
                course.root,
                Text(
                    f"从另一个课程文件夹复制，或运行 crmlab init {course.root}",
                    f"copy it from another course folder, or run crmlab init {course.root}",
                ),
            )
        self.course = course
        self.config: Config = PyFileConfigLoader(CONFIG, str(course.root)).load_config()
        new_gradebook.ensure(self.directory("").db_url)

    def directory(self, assignment: str, student: str = "*") -> CourseDirectory:
        """Return nbgrader's view of the folder for one assignment."""
        found = CourseDirectory(config=self.config)
        found.assignment_id, found.student_id = assignment, student
        return found

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """Open the gradebook; it is closed at the end."""
        directory = self.directory("")
        with Gradebook(directory.db_url, directory.course_id) as opened:
            yield opened

    def generate_assignment(self, assignment: str) -> None:
        """Make the students' version of ``source/ASSIGNMENT`` and enter it in the gradebook."""
        self._convert(converters.GenerateAssignment, assignment, force=True)

    def generate_feedback(
        self, assignment: str, *, leave_out: Iterable[str] = (), on_page: Callable[[str], None]
    ) -> None:
        """Write the feedback pages of what is autograded.

        Parameters
        ----------
        assignment : str
            The assignment.
        leave_out : iterable of str
            Students whose pages stay as they are.
        on_page : callable
            Told each student whose page is written.
        """
        feedback = Config()
        feedback.HTMLExporter.template_name = "feedback"
        feedback.CourseDirectory.student_id_exclude = ",".join(leave_out)

        def written(*, notebooks: list[str], **_: Any) -> None:
            on_page(Path(notebooks[0]).parent.parent.name)

        self._convert(
            converters.GenerateFeedback,
            assignment,
            extra=feedback,
            force=True,
            post_convert_hook=written,
        )

    def release_assignment(self, assignment: str) -> None:
        """Put the students' version into the exchange."""
        self._exchange("ReleaseAssignment", assignment, force=True)

    def collect(self, assignment: str) -> None:
        """Fetch what students handed in, newer submissions too."""
        self._exchange("Collect", assignment, update=True)

    def release_feedback(self, assignment: str, student: str = "*") -> None:
        """Put the feedback pages into the exchange."""
        self._exchange("ReleaseFeedback", assignment, student)

    def _convert(
        self,
        kind: type[converters.BaseConverter],
        assignment: str,
        student: str = "*",
        extra: Config | None = None,
        **traits: Any,
    ) -> None:
        config = self.config.copy()
        config.merge(extra or Config())
        directory = CourseDirectory(config=config)
        directory.assignment_id, directory.student_id = assignment, student
        step = kind(coursedir=directory, config=config)
        self._run(step, assignment, traits)

    def _exchange(self, name: str, assignment: str, student: str = "*", **traits: Any) -> None:
        factory = ExchangeFactory(config=self.config)
        step = getattr(factory, name)(
            coursedir=self.directory(assignment, student),
            authenticator=Authenticator(config=self.config),
            config=self.config,
        )
        self._run(step, assignment, traits)

    def _run(self, step: Any, assignment: str, traits: dict[str, Any]) -> None:
        for name, value in traits.items():
            setattr(step, name, value)
        kept = _Kept()
        step.log.addHandler(kept)
        try:
            step.start()
        except (NbGraderException, ExchangeError, SystemExit) as error:
            reason = kept.reason() or str(error)
            raise CrmlabError(
                Text(f"nbgrader 报告：{reason}", f"nbgrader says: {reason}"),
                assignment,
                Text("改正后再运行一次", "put it right and run this again"),
                exit_code=FINDINGS,
            ) from error
        finally:
            step.log.removeHandler(kept)
