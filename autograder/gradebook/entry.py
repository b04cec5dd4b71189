"""Enters one graded submission, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from autograder.gradebook.tables import (
    COMMENT,
    GRADE,
    STUDENT,
    SUBMISSION,
    SUBMITTED,
    connect,
    new_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Table

    from autograder.gradebook.known import KnownAssignment, KnownNotebook

    Penalty = Callable[[str, float, float], float | None]


# Made once: putting a statement together takes longer than running it.
FIND_SUBMISSION = select(SUBMISSION).where(
    SUBMISSION.c.assignment_id == bindparam("assignment"),
    SUBMISSION.c.student_id == bindparam("student"),
)
FIND_SUBMITTED = select(SUBMITTED.c.id).where(
    SUBMITTED.c.assignment_id == bindparam("submission"),
    SUBMITTED.c.notebook_id == bindparam("notebook"),
)
FIND_GRADES = select(GRADE).where(GRADE.c.notebook_id == bindparam("submitted"))
FIND_CELLS = {
    table: select(table.c.cell_id).where(table.c.notebook_id == bindparam("submitted"))
    for table in (GRADE, COMMENT)
}
NEW_SUBMISSION, NEW_SUBMITTED = insert(SUBMISSION), insert(SUBMITTED)
NEW_CELLS = {table: insert(table) for table in (GRADE, COMMENT)}
SET_TIMESTAMP = (
    update(SUBMISSION).where(SUBMISSION.c.id == bindparam("key")).values(timestamp=bindparam("at"))
)
SET_PENALTY = (
    update(SUBMITTED)
    .where(SUBMITTED.c.id == bindparam("key"))
    .values(late_submission_penalty=bindparam("taken"))
)
SET_GRADE = (
    update(GRADE)
    .where(GRADE.c.id == bindparam("key"))
    .values(auto_score=bindparam("auto"), needs_manual_grade=bindparam("open"))
)
SET_COMMENT = (
    update(COMMENT)
    .where(COMMENT.c.notebook_id == bindparam("submitted"), COMMENT.c.cell_id == bindparam("cell"))
    .values(auto_comment=bindparam("said"))
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What one notebook got.

    Attributes
    ----------
    scores
        Points by cell; `None`: a person gives them.
    comments
        nbgrader's remark by cell; `None`: none.
    """

    scores: Mapping[str, float | None] = field(default_factory=dict)
    comments: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One graded submission; a notebook that was not handed in is `None`."""

    student: str
    timestamp: datetime | None
    notebooks: Mapping[str, Marks | None]


def enter_students(db_url: str, students: Iterable[str]) -> None:
    """Enter the students whom the gradebook does not know."""
    with connect(db_url).begin() as connection:
        known = set(connection.execute(select(STUDENT.c.id)).scalars())
        if new := [{"id": student} for student in students if student not in known]:
            connection.execute(insert(STUDENT), new)


def enter(db_url: str, assignment: KnownAssignment, entry: Entry, penalty: Penalty) -> None:
    """Enter a submission's points in one transaction.

    Scores and comments of people are never touched; a grade that a person changed asks for
    another look.

    Parameters
    ----------
    db_url, assignment
        Where to enter.
    entry
        What to enter.
    penalty
        Points to take off for lateness, from student, score and seconds after the deadline;
        only asked for late submissions.
    """
    with connect(db_url).begin() as connection:
        submission, late = _submission(connection, assignment, entry)
        for name, book in assignment.notebooks.items():
            submitted = _submitted(connection, submission, book)
            if name not in entry.notebooks:
                continue
            marks = entry.notebooks[name]
            score = _grade(connection, submitted, book, marks)
            if marks is None:
                continue
            _comment(connection, submitted, book, marks)
            taken = penalty(entry.student, score, late) if late > 0 else None
            if taken is not None:
                taken = min(max(taken, 0.0), score)
            connection.execute(SET_PENALTY, {"key": submitted, "taken": taken})


def _submission(
    connection: Connection, assignment: KnownAssignment, entry: Entry
) -> tuple[str, float]:
    """Return the submission's key, made if need be, and how many seconds late it is."""
    wanted = {"assignment": assignment.id, "student": entry.student}
    row = connection.execute(FIND_SUBMISSION, wanted).one_or_none()
    if row is None:
        key = new_key()
        values = {"id": key, "assignment_id": assignment.id, "student_id": entry.student}
        connection.execute(NEW_SUBMISSION, {**values, "timestamp": entry.timestamp})
        timestamp, extension = entry.timestamp, None
    else:
        key, timestamp, extension = row.id, entry.timestamp or row.timestamp, row.extension
        connection.execute(SET_TIMESTAMP, {"key": key, "at": timestamp})
    if timestamp is None or assignment.duedate is None:
        return key, 0.0
    late = timestamp - (assignment.duedate + (extension or timedelta()))
    return key, max(0.0, late.total_seconds())


def _submitted(connection: Connection, submission: str, book: KnownNotebook) -> str:
    """Return the key of a submitted notebook, made with its grades and comments if need be."""
    wanted = {"submission": submission, "notebook": book.id}
    key: str | None = connection.execute(FIND_SUBMITTED, wanted).scalar_one_or_none()
    there: dict[Table, set[str]] = {GRADE: set(), COMMENT: set()}
    if key is None:
        key = new_key()
        values = {"id": key, "assignment_id": submission, "notebook_id": book.id}
        connection.execute(NEW_SUBMITTED, values)
    else:
        for table, find in FIND_CELLS.items():
            there[table].update(connection.execute(find, {"submitted": key}).scalars())
    for table, cells in ((GRADE, book.graded), (COMMENT, book.commented)):
        new = [cell for cell in cells.values() if cell not in there[table]]
        if rows := [{"notebook_id": key, "cell_id": cell} for cell in new]:
            connection.execute(NEW_CELLS[table], rows)
    return key


def _grade(
    connection: Connection, submitted: str, book: KnownNotebook, marks: Marks | None
) -> float:
    """Enter the points; return the notebook's score with what people gave."""
    names = {key: name for name, key in book.graded.items()}
    total = 0.0
    changes = []
    for row in connection.execute(FIND_GRADES, {"submitted": submitted}):
        name = names.get(row.cell_id)
        auto, open_ = row.auto_score, row.needs_manual_grade
        if name is not None and (marks is None or name in marks.scores):
            auto = 0.0 if marks is None else marks.scores[name]
            open_ = marks is not None and (row.manual_score is not None or auto is None)
            changes.append({"key": row.id, "auto": auto, "open": open_})
        given = row.manual_score if row.manual_score is not None else auto
        total += (given or 0.0) + (row.extra_credit or 0.0)
    if changes:
        connection.execute(SET_GRADE, changes)
    return total


def _comment(connection: Connection, submitted: str, book: KnownNotebook, marks: Marks) -> None:
    changes = [
        {"submitted": submitted, "cell": book.commented[name], "said": said}
        for name, said in marks.comments.items()
        if name in book.commented
    ]
    if changes:
        connection.execute(SET_COMMENT, changes)
