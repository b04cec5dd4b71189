"""Enters one graded submission, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from autograder.gradebook.database import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from autograder.gradebook.database import Database, Row
    from autograder.gradebook.known import KnownAssignment, KnownNotebook

    Penalty = Callable[[str, float, float], float | None]

STUDENTS = "SELECT id FROM student"
NEW_STUDENT = "INSERT INTO student (id) VALUES (:id)"
SUBMISSION = """
    SELECT id, timestamp, extension FROM submitted_assignment
    WHERE assignment_id = :assignment AND student_id = :student"""
NEW_SUBMISSION = """
    INSERT INTO submitted_assignment (id, assignment_id, student_id, timestamp)
    VALUES (:id, :assignment, :student, :timestamp)"""
SET_TIMESTAMP = "UPDATE submitted_assignment SET timestamp = :timestamp WHERE id = :id"
SUBMITTED = """
    SELECT id FROM submitted_notebook
    WHERE assignment_id = :submission AND notebook_id = :notebook"""
NEW_SUBMITTED = """
    INSERT INTO submitted_notebook (id, assignment_id, notebook_id, flagged)
    VALUES (:id, :submission, :notebook, :flagged)"""
SET_PENALTY = "UPDATE submitted_notebook SET late_submission_penalty = :taken WHERE id = :id"
GRADES = """
    SELECT id, cell_id, auto_score, manual_score, extra_credit, needs_manual_grade FROM grade
    WHERE notebook_id = :submitted"""
NO_GRADE: Row = {
    "id": None,
    "auto_score": None,
    "manual_score": None,
    "extra_credit": None,
    "needs_manual_grade": True,
}
NEW_GRADE = """
    INSERT INTO grade (id, notebook_id, cell_id, auto_score, needs_manual_grade)
    VALUES (:id, :submitted, :cell, :auto, :open)"""
SET_GRADE = "UPDATE grade SET auto_score = :auto, needs_manual_grade = :open WHERE id = :id"
COMMENTS = "SELECT id, cell_id FROM comment WHERE notebook_id = :submitted"
NEW_COMMENT = """
    INSERT INTO comment (id, notebook_id, cell_id, auto_comment)
    VALUES (:id, :submitted, :cell, :said)"""
SET_COMMENT = "UPDATE comment SET auto_comment = :said WHERE id = :id"


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
    with writing(db_url) as database:
        known = {row["id"] for row in database.rows(STUDENTS)}
        database.run(NEW_STUDENT, [{"id": each} for each in students if each not in known])


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
    with writing(db_url) as database:
        submission, late = _submission(database, assignment, entry)
        for name, book in assignment.notebooks.items():
            marks = entry.notebooks[name]
            submitted = _submitted(database, submission, book)
            score = _grade(database, submitted, book, marks)
            _comment(database, submitted, book, marks)
            if marks is None:
                continue
            taken = penalty(entry.student, score, late) if late > 0 else None
            if taken is not None:
                taken = min(max(taken, 0.0), score)
            database.run(SET_PENALTY, [{"id": submitted, "taken": taken}])


def _submission(database: Database, assignment: KnownAssignment, entry: Entry) -> tuple[str, float]:
    """Return the submission's key, made if need be, and how many seconds late it is."""
    whose = {"assignment": assignment.id, "student": entry.student}
    found = database.rows(SUBMISSION, **whose)
    if not found:
        key, timestamp, extension = new_key(), entry.timestamp, None
        database.run(NEW_SUBMISSION, [{**whose, "id": key, "timestamp": timestamp}])
    else:
        (row,) = found
        key, timestamp = row["id"], entry.timestamp or row["timestamp"]
        extension = row["extension"]
        database.run(SET_TIMESTAMP, [{"id": key, "timestamp": timestamp}])
    if timestamp is None or assignment.duedate is None:
        return key, 0.0
    late = timestamp - (assignment.duedate + (extension or timedelta()))
    return key, max(0.0, late.total_seconds())


def _submitted(database: Database, submission: str, book: KnownNotebook) -> str:
    """Return the key of a submitted notebook, made if need be."""
    which = {"submission": submission, "notebook": book.id}
    for row in database.rows(SUBMITTED, **which):
        found: str = row["id"]
        return found
    key = new_key()
    database.run(NEW_SUBMITTED, [{**which, "id": key, "flagged": False}])
    return key


def _grade(database: Database, submitted: str, book: KnownNotebook, marks: Marks | None) -> float:
    """Enter the points; return the notebook's score with what people gave."""
    there = {row["cell_id"]: row for row in database.rows(GRADES, submitted=submitted)}
    new, changed = [], []
    for name, cell in book.graded.items():
        row = there.setdefault(cell, dict(NO_GRADE))
        if marks is None or name in marks.scores:
            auto = 0.0 if marks is None else marks.scores[name]
            row["auto_score"] = auto
            row["needs_manual_grade"] = marks is not None and (
                row["manual_score"] is not None or auto is None
            )
        values = {"auto": row["auto_score"], "open": row["needs_manual_grade"]}
        if row["id"] is None:
            new.append({**values, "id": new_key(), "submitted": submitted, "cell": cell})
        else:
            changed.append({**values, "id": row["id"]})
    database.run(NEW_GRADE, new)
    database.run(SET_GRADE, changed)
    return sum(map(_score, there.values()))


def _score(row: Row) -> float:
    """Return what a grade is worth: a person's mark counts before the machine's."""
    given = row["manual_score"] if row["manual_score"] is not None else row["auto_score"]
    return (given or 0.0) + (row["extra_credit"] or 0.0)


def _comment(database: Database, submitted: str, book: KnownNotebook, marks: Marks | None) -> None:
    there = {row["cell_id"]: row["id"] for row in database.rows(COMMENTS, submitted=submitted)}
    new, changed = [], []
    for name, cell in book.commented.items():
        said = None if marks is None else marks.comments.get(name)
        if cell not in there:
            new.append({"id": new_key(), "submitted": submitted, "cell": cell, "said": said})
        elif marks is not None and name in marks.comments:
            changed.append({"id": there[cell], "said": said})
    database.run(NEW_COMMENT, new)
    database.run(SET_COMMENT, changed)


def new_key() -> str:
    """Return a key for a new row, as nbgrader makes them."""
    return uuid4().hex
