"""Marks as CSV: one table per submission, one per task."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from course import marks as marks_of
from course import roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from course.config import Calendar
    from course.marks import Marks
    from course.nbgrader_steps import Nbgrader

TOTALS = (
    "student_id",
    "name",
    "assignment",
    "status",
    "submitted",
    "hours_late",
    "earned",
    "penalty",
    "score",
    "max_score",
    "percent",
    "passed",
)
CELLS = (
    "student_id",
    "name",
    "assignment",
    "notebook",
    "task",
    "points",
    "max_points",
    "marked_by_hand",
    "open",
)


def totals(
    every: Iterable[Marks], calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Sequence[object]]:
    """Yield one row per student and assignment, those who did not hand in too.

    ``status`` is ``graded``, ``open`` (a person has to mark something), ``ungraded`` (handed in,
    not graded or not gradable) or ``missing``. `names` says what the roster calls each id.
    """
    zone = ZoneInfo(calendar.timezone)
    for marks in every:
        whole = marks.max_points
        for each in marks.submissions:
            percent = 100 * each.score / whole if whole else 0.0
            yield (
                each.student,
                each.name,
                marks.assignment,
                "open" if each.open else "graded",
                _local(each.timestamp, zone),
                round(each.seconds_late / 3600, 2),
                each.earned,
                each.penalty,
                each.score,
                whole,
                round(percent, 2),
                "yes" if percent >= calendar.pass_mark else "no",
            )
        absent = [(student.id, student.name, "missing") for student in marks.missing]
        absent += [(student, names.get(student, ""), "ungraded") for student in marks.ungraded]
        for student, name, status in absent:
            head = (student, name, marks.assignment, status)
            yield (*head, "", "", 0.0, 0.0, 0.0, whole, 0.0, "no")


def cells(every: Iterable[Marks]) -> Iterator[Sequence[object]]:
    """Yield one row per student and task."""
    for marks in every:
        for each in marks.submissions:
            for cell in each.cells:
                yield (
                    each.student,
                    each.name,
                    marks.assignment,
                    cell.task.notebook,
                    cell.task.grade_id,
                    "" if cell.points is None else cell.points,
                    cell.task.max_points,
                    "yes" if cell.task.by_hand else "no",
                    "yes" if cell.points is None or cell.needs_review else "no",
                )


def write_all(nbgrader: Nbgrader, folder: Path, assignment: str | None = None) -> Exported:
    """Write ``marks.csv`` and ``marks-tasks.csv`` of every assignment, or of one."""
    course = nbgrader.course
    every = marks_of.read(nbgrader, assignment)
    names = {student.id: student.name for student in roster.read(course)}
    by_student, by_task = folder / "marks.csv", folder / "marks-tasks.csv"
    return Exported(
        by_student,
        write(by_student, TOTALS, totals(every, course.calendar, names)),
        by_task,
        write(by_task, CELLS, cells(every)),
    )


class Exported(NamedTuple):
    """The two files, and how many rows each has."""

    marks: Path
    rows: int
    tasks: Path
    task_rows: int


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table for spreadsheets: quoted where needed, UTF-8 with its mark for Excel.

    The file is complete or not there: an interruption leaves the old one.

    Returns
    -------
    int
        How many rows were written.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(buffer.getvalue(), encoding="utf-8-sig", newline="")
    fresh.replace(path)
    return count


def _cell(value: object) -> object:
    """Keep a spreadsheet from reading a student's text as a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return f"{value:.10g}" if isinstance(value, float) else value


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
