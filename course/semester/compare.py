"""Compares what the gradebook holds with what the fixtures state, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.late import penalty
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from autograder.report import CellReport
    from course.config import LatePolicy
    from course.fixtures.schema import Fixture
    from course.marks import Marks, Submission
    from course.report.gather import Evidence


@dataclass(frozen=True)
class Difference:
    """Something that is not as a fixture states.

    Attributes
    ----------
    assignment, student, fixture
        Whose work, and which part was played.
    cell
        Grade id; empty where it concerns the whole submission.
    text
        What came out, and what is stated.
    """

    assignment: str
    student: str
    fixture: str
    cell: str
    text: Text

    @property
    def where(self) -> str:
        """Assignment, student, fixture and cell in one line."""
        return f"{self.assignment} {self.student} ({self.fixture}) {self.cell}".rstrip()


@dataclass(frozen=True)
class Outcome:
    """How an assignment went.

    Attributes
    ----------
    assignment
        Its name.
    students, fixtures
        How many handed in, and how many different fixtures they played.
    marks, equal
        Marks of cells that are stated, and those that came out exactly so.
    differences
        Marks, penalties, verdicts and named misconceptions that did not.
    """

    assignment: str
    students: int
    fixtures: int
    marks: int
    equal: int
    differences: tuple[Difference, ...]


def compare(
    marks: Marks, parts: Mapping[str, Fixture], policy: LatePolicy, evidence: Evidence
) -> Outcome:
    """Compare one assignment's marks with its fixtures.

    Parameters
    ----------
    marks
        What the gradebook holds.
    parts
        The fixture of each student.
    policy
        What lateness costs.
    evidence
        The autograder's reports: verdicts and named misconceptions.
    """
    submissions = {each.student: each for each in marks.submissions}
    stated = equal = 0
    found: list[Difference] = []
    for student, fixture in parts.items():
        stated += len(fixture.expect)
        submission = submissions.get(student)
        if submission is None:
            texts = [("", text) for text in _ungraded(student, fixture, marks)]
            equal += 0 if texts else len(fixture.expect)
        else:
            wrong = list(_marks(submission, fixture))
            equal += len(fixture.expect.keys() - {cell for cell, _ in wrong})
            cells = {
                cell.grade_id: cell for report in evidence.get(student, []) for cell in report.cells
            }
            texts = [*wrong, *_late(submission, fixture, policy), *_told(cells, fixture)]
        found += [
            Difference(marks.assignment, student, fixture.name, cell, text) for cell, text in texts
        ]
    played = len({fixture.name for fixture in parts.values()})
    return Outcome(marks.assignment, len(parts), played, stated, equal, tuple(found))


def _ungraded(student: str, fixture: Fixture, marks: Marks) -> Iterator[Text]:
    """Judge an empty place in the gradebook: right for a broken file that is worth nothing."""
    if student not in marks.ungraded:
        yield Text("没有收到", "nothing was collected")
    elif not fixture.unreadable:
        yield Text("没能批改", "it was not graded")
    elif fixture.total:
        text = f"{fixture.total:g}"
        yield Text(f"文件读不了，样例写的是 {text} 分", f"unreadable, the fixture says {text}")


def _marks(submission: Submission, fixture: Fixture) -> Iterator[tuple[str, Text]]:
    got = {cell.task.grade_id: cell for cell in submission.cells}
    for grade_id in sorted({*got} | {*fixture.expect}):
        cell, stated = got.get(grade_id), fixture.expect.get(grade_id)
        if cell is None:
            yield grade_id, Text("作业里没有这一题", "the assignment has no such cell")
        elif stated is None:
            yield grade_id, Text("样例没有写这一题", "the fixture does not state it")
        elif cell.points is None or cell.needs_review:
            yield grade_id, Text("还等人评分", "it waits for a person's mark")
        elif cell.points != stated:
            yield (
                grade_id,
                Text(
                    f"得 {cell.points:g} 分，样例写的是 {stated:g}",
                    f"got {cell.points:g}, the fixture says {stated:g}",
                ),
            )


def _late(
    submission: Submission, fixture: Fixture, policy: LatePolicy
) -> Iterator[tuple[str, Text]]:
    seconds = fixture.late.total_seconds()
    if submission.seconds_late != seconds:
        yield (
            "",
            Text(
                f"迟交 {submission.seconds_late:g} 秒，样例写的是 {seconds:g}",
                f"{submission.seconds_late:g} s late, the fixture says {seconds:g}",
            ),
        )
    due = penalty(
        fixture.total,
        seconds,
        grace_seconds=policy.grace.total_seconds(),
        percent_per_day=policy.percent_per_day,
        zero_after_days=policy.zero_after_days,
    )
    if abs(submission.penalty - due) > 1e-6:
        yield (
            "",
            Text(
                f"迟交扣 {submission.penalty:g} 分，应扣 {due:g}",
                f"{submission.penalty:g} taken off for lateness, {due:g} is due",
            ),
        )


def _told(cells: Mapping[str, CellReport], fixture: Fixture) -> Iterator[tuple[str, Text]]:
    """Compare what the student is told: the verdict, and the misconception by its name."""
    for grade_id, verdict in fixture.verdicts.items():
        given = cells[grade_id].verdict.value if grade_id in cells else "–"
        if given != verdict.value:
            yield (
                grade_id,
                Text(
                    f"判定是 {given}，样例写的是 {verdict.value}",
                    f"the verdict is {given}, the fixture says {verdict.value}",
                ),
            )
    for grade_id, name in fixture.misconceptions.items():
        findings = cells[grade_id].findings if grade_id in cells else ()
        if name not in [finding.name for finding in findings]:
            yield grade_id, Text(f"反馈没有指出 {name}", f"the feedback does not name {name}")
