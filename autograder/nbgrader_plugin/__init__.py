"""Puts the engine into an nbgrader course: one line in ``nbgrader_config.py``.

>>> from traitlets.config import get_config
>>> c = get_config()
>>> from autograder.nbgrader_plugin import configure
>>> configure(c)

From then on stock ``nbgrader autograde``, the formgrader's button, ``nbgrader validate`` and
``nbgrader generate_feedback`` repair, run, score and report by this package's rules; nbgrader's
converters, gradebook, late penalties and manual marks stay as they are.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traitlets.config import Config

HERE = "autograder.nbgrader_plugin"
REPORT_SUFFIX = ".report.json"

IGNORE = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", f"*{REPORT_SUFFIX}"]


def configure(c: Config) -> None:
    """Set everything that nbgrader needs to grade with this package.

    Parameters
    ----------
    c
        The configuration object of ``nbgrader_config.py``. Options set before or after this
        call are kept, the lists of preprocessors excepted.
    """
    c.Autograde.exporter_class = f"{HERE}.exporter.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = [
        f"{HERE}.sanitize.RepairSubmission",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{HERE}.execute.Execute",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        f"{HERE}.scores.SaveScores",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        f"{HERE}.feedback.HideTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    if (validator := sys.modules.get("nbgrader.validator")) is not None:
        from autograder.nbgrader_plugin.validate import install

        install(validator)
    if "ignore" not in c.CourseDirectory:
        c.CourseDirectory.ignore = list(IGNORE)
