"""The seam between grading and execution: what runs notebooks is plugged in here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nbformat import NotebookNode

    from autograder.limits import Limits
    from autograder.report import Finding
    from autograder.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running one grade cell said.

    Attributes
    ----------
    verdict
        What became of the cell.
    points
        Points in ``[0, max_points]``; `None` where the verdict is open (MANUAL, INTERNAL).
    findings
        What to tell the student.
    output
        The grade cell's outputs for the reader, as nbformat output nodes.
    line
        The line of the cell in which an error ended it; 0 if none did. For readers who may see
        the whole cell.
    """

    verdict: Verdict
    points: float | None
    findings: tuple[Finding, ...] = ()
    output: tuple[NotebookNode, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What running one submission said.

    Attributes
    ----------
    notebook
        The submission with the outputs of every cell, for the reader.
    outcomes
        By grade_id, one per autograded cell of the source. Cells without an outcome were not
        reached and are reported as INTERNAL: a runner must account for all of them.
    isolation
        ``"none"``, or the name of the mechanism that kept the student's code apart.
    seed
        Seed of the student's variant, where the source draws one.
    notes
        Findings about the notebook as a whole.
    timings
        Seconds by stage; never part of a comparison.
    """

    notebook: NotebookNode
    outcomes: Mapping[str, Outcome]
    isolation: str
    seed: str = ""
    notes: tuple[Finding, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)


class Runner(Protocol):
    """Runs a submission and says what its grade cells gave. Knows nothing of files or databases."""

    def run(
        self,
        source: NotebookNode,
        submission: NotebookNode,
        *,
        folder: Path | None,
        limits: Limits,
        student: str = "",
    ) -> RunResult:
        """Run one submission.

        Parameters
        ----------
        source
            The instructor's notebook, reference solution and hidden tests included.
        submission
            The student's notebook with the release's structure (`autograder.repair`): its
            locked cells carry the source's full text, hidden tests included. Where the text
            that the student was given differs, it stands in
            ``cell.metadata["autograder"]["released"]``.
        folder
            The submission's folder with the assignment's data files, already the student's own
            copy; the working directory of the run. `None`: an empty one.
        limits
            What the submission may use.
        student
            Who handed it in: where students have data of their own, on whose it is run.

        Returns
        -------
        RunResult
            With an outcome for every autograded cell of the source. Student code that fails,
            hangs or dies is an outcome, never an exception.
        """
        ...
