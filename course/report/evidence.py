"""The autograder's reports, read back from where grading keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from course.report.gather import Evidence


def read(root: Path, assignment: str) -> Evidence:
    return {}
