"""One report per graded cell, out of what running a submission gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.messages import finding
from autograder.report import CellReport
from autograder.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.released import ReleasedCell
    from autograder.runner import Outcome


def judged(
    release: tuple[ReleasedCell, ...],
    outcomes: Mapping[str, Outcome],
    untouched: frozenset[str],
) -> tuple[CellReport, ...]:
    """Return one report per graded cell of the release, in its order.

    Parameters
    ----------
    release
        The cells of the release.
    outcomes
        What the runner said of the autograded ones.
    untouched
        Answers that are still as released.
    """
    reports: list[CellReport] = []
    answers: list[str] = []
    for cell in release:
        if cell.solution and not cell.grade:
            answers.append(cell.grade_id)
        if not cell.graded:
            continue
        if cell.manual:
            blank = cell.solution and cell.grade_id in untouched
            manual = CellReport(
                cell.grade_id, Verdict.MANUAL, None, cell.points, (finding("manual"),)
            )
            reports.append(unanswered(cell) if blank else manual)
            continue
        outcome = outcomes.get(cell.grade_id)
        if outcome is None:
            said = (finding("internal", detail="no outcome"),)
            reports.append(CellReport(cell.grade_id, Verdict.INTERNAL, None, cell.points, said))
        elif outcome.points == 0 and answers and untouched.issuperset(answers):
            reports.append(unanswered(cell))
        else:
            reports.append(
                CellReport(
                    cell.grade_id, outcome.verdict, outcome.points, cell.points, outcome.findings
                )
            )
        answers = []
    return tuple(reports)


def unanswered(cell: ReleasedCell) -> CellReport:
    """Return the report of a task to which there is no answer."""
    said = (finding("missing", points=0.0, max_points=cell.points),)
    return CellReport(cell.grade_id, Verdict.MISSING, 0.0, cell.points, said)
