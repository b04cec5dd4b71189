"""Tries a lab as a class will meet it: every scripted student, each with data of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from autograder.report import Report
    from course.fixtures import Fixture
    from course.labs.schema import Lab


@dataclass(frozen=True)
class Fault:
    """Something in a lab that a class must not meet.

    Attributes
    ----------
    where
        The fixture or the grade id.
    text
        What is wrong.
    seeds
        The data with which it is: none where it is the same with any.
    """

    where: str
    text: Text
    seeds: tuple[int, ...] = ()


def extremes(students: Iterable[Fixture]) -> list[Fixture]:
    """Return the students who changed nothing: the reference as it is, the release as it is."""
    return [
        one for one in students if not (one.cells or one.edits or one.late) and one.base != "key"
    ]


def marks(
    lab: Lab,
    students: list[Fixture],
    source: Path,
    release: Path,
    out_dir: Path,
    *,
    jobs: int,
    step: Callable[[], None],
) -> list[Fault]:
    """Grade scripted students by the engine; return where a mark is not the stated one.

    Parameters
    ----------
    lab, students
        The lab and its fixtures.
    source, release
        The lab's two notebooks.
    out_dir
        Where submissions are written.
    jobs
        How many are graded at a time.
    step
        Called after each.
    """
    import autograder
    from autograder.grading import default_runner
    from autograder.sandbox.requirements import missing
    from course import fixtures
    from course.labs.release import RULES

    runner = default_runner(source.parent, rules=RULES, sandbox=not missing())

    def grade(student: Fixture) -> Report:
        path = fixtures.hand_in(student, release.parent, source.parent, out_dir / student.name)
        report = autograder.grade(
            source,
            path,
            limits=lab.limits,
            rules=RULES,
            runner=runner,
            student=student.name,
        )
        step()
        return report

    # the first alone: it warms the engine that the others share
    first = [grade(student) for student in students[:1]]
    with ThreadPoolExecutor(jobs) as pool:
        reports = [*first, *pool.map(grade, students[1:])]
    return [
        fault
        for student, report in zip(students, reports, strict=True)
        for fault in _differences(student, report)
    ]


def _differences(student: Fixture, report: Report) -> Iterator[Fault]:
    cells = {cell.grade_id: cell for cell in report.cells}
    for grade_id in sorted({*cells} ^ {*student.expect}):
        text = Text(f"样例与笔记本的题目不一致：{grade_id}", f"not in both: {grade_id}")
        yield Fault(f"{student.name}: {grade_id}", text)
    for grade_id, cell in cells.items():
        given = student.manual.get(grade_id, 0.0) if cell.verdict.open else cell.points
        stated = student.expect.get(grade_id, given)
        if given != stated:
            lost = [one for one in cell.findings if not one.passed]
            why = Text("", "") if not lost else Text(f"；{lost[0].zh}", f"; {lost[0].en}")
            text = Text(
                f"得 {given} 分，样例写的是 {stated:g}{why.zh}",
                f"got {given}, the fixture says {stated:g}{why.en}",
            )
            yield Fault(f"{student.name}: {grade_id}", text)
        if cell.verdict is not (said := student.verdicts.get(grade_id, cell.verdict)):
            text = Text(
                f"判定是 {cell.verdict.value}，样例写的是 {said.value}",
                f"the verdict is {cell.verdict.value}, the fixture says {said.value}",
            )
            yield Fault(f"{student.name}: {grade_id}", text)
        name = student.misconceptions.get(grade_id)
        if name is not None and name not in [one.name for one in cell.findings]:
            text = Text(f"反馈没有指出 {name}", f"the feedback does not name {name}")
            yield Fault(f"{student.name}: {grade_id}", text)
        if student.base == "stub" and grade_id.removesuffix("-check") not in student.cells:
            yield from _given_away(student, grade_id, cell.points)


def _given_away(student: Fixture, grade_id: str, points: float | None) -> Iterator[Fault]:
    if points:
        text = Text(f"没有作答却得了 {points:g} 分", f"{points:g} points for nothing")
        yield Fault(f"{student.name}: {grade_id}", text)
