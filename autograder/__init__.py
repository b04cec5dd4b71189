"""Grades Jupyter notebooks: repairs them, runs them, judges them, reports.

>>> import autograder
>>> report = autograder.grade("source.ipynb", "submitted.ipynb")  # doctest: +SKIP

`autograder.check` is the API for grade cells, `autograder.nbgrader_plugin` puts the engine into
an nbgrader course. Importing this package is cheap: grade cells do it in every notebook.
"""

from typing import TYPE_CHECKING, Any

from autograder.limits import Limits
from autograder.report import CellReport, Finding, Repair, Report
from autograder.verdict import Verdict

if TYPE_CHECKING:
    from autograder.grading import grade

__all__ = ["CellReport", "Finding", "Limits", "Repair", "Report", "Verdict", "grade"]


def __getattr__(name: str) -> Any:
    # `grade` brings nbformat along, which costs more than everything else here
    if name == "grade":
        from autograder.grading import grade

        return grade
    raise AttributeError(name)
