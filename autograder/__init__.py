"""Grades Jupyter notebooks: repairs them, runs them, judges them, reports.

>>> import autograder
>>> report = autograder.grade("source.ipynb", "submitted.ipynb")  # doctest: +SKIP

`autograder.check` is the API for grade cells, `autograder.nbgrader_plugin` puts the engine into
an nbgrader course. Importing this package is cheap: grade cells do it in every notebook.
"""

from autograder.limits import Limits
from autograder.report import CellReport, Finding, Repair, Report
from autograder.verdict import Verdict

__all__ = ["CellReport", "Finding", "Limits", "Repair", "Report", "Verdict"]
