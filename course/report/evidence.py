"""The autograder's reports, read back from beside the autograded notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.nbgrader_plugin.records import read_records

if TYPE_CHECKING:
    from pathlib import Path

    from course.report.gather import Evidence


def read(root: Path, assignment: str) -> Evidence:
    """Return every student's reports of one assignment.

    Parameters
    ----------
    root : Path
        The course folder.
    assignment : str
        The assignment.
    """
    found: Evidence = {}
    for folder in sorted((root / "autograded").glob(f"*/{assignment}")):
        reports = [record.report for record in read_records(folder).values()]
        if reports:
            found[folder.parent.name] = reports
    return found
