"""What grading a submission of a course gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.gradebook import Marks
    from autograder.messages import Pair
    from autograder.report import Report


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """What became of one submission.

    Attributes
    ----------
    student
        Who handed it in.
    status
        ``"graded"``; ``"skipped"``: graded before and unchanged; ``"failed"``: not graded, and
        what had been graded before is still there.
    reports
        One per notebook, by the notebook's name.
    error
        Why it failed: one line in each language.
    seconds
        Wall time; no part of a comparison.
    log
        Where it failed, for whoever mends it.
    """

    student: str
    status: str
    reports: dict[str, Report] = field(default_factory=dict)
    error: Pair | None = None
    seconds: float = field(default=0.0, compare=False)
    log: str = field(default="", compare=False)

    @property
    def points(self) -> float:
        """Points given by the machine."""
        return round(sum(report.points for report in self.reports.values()), 10)

    @property
    def max_points(self) -> float:
        """Points to be had."""
        return round(sum(report.max_points for report in self.reports.values()), 10)

    @property
    def complete(self) -> bool:
        """Whether no mark is open any more."""
        return bool(self.reports) and all(report.complete for report in self.reports.values())


@dataclass(frozen=True, slots=True)
class Made:
    """A result and what the writer needs to put it in place; travels from worker to writer.

    Attributes
    ----------
    result
        What became of the submission.
    aside
        The folder to be moved to ``autograded/``; `None` if there is nothing to enter.
    timestamp
        When it was handed in, as its file says; may be empty.
    marks
        By notebook, for the gradebook; `None` for a notebook that was not handed in.
    """

    result: SubmissionResult
    aside: Path | None = None
    timestamp: str = ""
    marks: dict[str, Marks | None] = field(default_factory=dict)
