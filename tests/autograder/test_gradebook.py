"""The gradebook: the same by SQLite directly and by SQLAlchemy; nbgrader reads what is entered."""

import os
import sys
import warnings
from datetime import datetime, timedelta
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from nbgrader.api import Gradebook

from autograder.gradebook import (
    Entry,
    GradebookError,
    Marks,
    assignment_names,
    enter,
    enter_students,
    read_assignment,
)

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
DUE = datetime(2025, 3, 1, 10)  # noqa: DTZ001 - as nbgrader keeps it
DRIVERS = ("sqlite:///", "sqlite+pysqlite:///")


@pytest.fixture
def path(tmp_path, monkeypatch):
    # nbgrader stamps a new gradebook with the program alembic, found on PATH
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", "course") as gradebook:
        gradebook.add_assignment("lab", duedate=DUE)
        gradebook.add_notebook("nb", "lab")
        gradebook.add_grade_cell("check", "nb", "lab", max_score=4, cell_type="code")
        gradebook.add_grade_cell("why", "nb", "lab", max_score=2, cell_type="markdown")
        gradebook.add_solution_cell("why", "nb", "lab")
        gradebook.add_task_cell("plan", "nb", "lab", max_score=3, cell_type="markdown")
        gradebook.add_source_cell("check", "nb", "lab", cell_type="code", source="x", locked=True)
    return tmp_path / "gradebook.db"


@pytest.fixture(params=DRIVERS)
def url(request, path):
    return f"{request.param}{path}"


def put(url, marks, *, at=DUE, penalty=lambda *_: None):
    enter_students(url, ["anna"])
    enter(url, read_assignment(url, "lab"), Entry("anna", at, {"nb": marks}), penalty)


def entered(path):
    """Return what nbgrader finds, and the penalty."""
    with Gradebook(f"sqlite:///{path}", "course") as gradebook:
        (done,) = gradebook.assignment_submissions("lab")
        (book,) = done.notebooks
        grades = {
            grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for grade in book.grades
        }
        comments = {comment.name: comment.comment for comment in book.comments}
        return grades, comments, book.late_submission_penalty, done.timestamp


MARKS = Marks({"check": 2.5, "why": None, "plan": None}, {"why": "No response.", "plan": None})
GRADES = {"check": (2.5, None, False), "why": (None, None, True), "plan": (None, None, True)}
COMMENTS = {"why": "No response.", "plan": None}


def test_what_is_known_of_an_assignment(url, path):
    (book,) = read_assignment(url, "lab").notebooks.values()
    assert book.graded.keys() == {"check", "why", "plan"}
    assert book.commented.keys() == {"why", "plan"}
    assert book.cells["check"].metadata["nbgrader"] == {
        "schema_version": 3,
        "grade_id": "check",
        "locked": True,
        "grade": True,
        "solution": False,
        "task": False,
        "points": 4,
    }
    assert read_assignment(url, "lab") == read_assignment(f"{DRIVERS[0]}{path}", "lab")
    assert read_assignment(url, "lab").duedate == DUE
    assert read_assignment(url, "other") is None
    assert assignment_names(url) == ["lab"]
    assert assignment_names(f"{url}?timeout=60") == ["lab"]


def test_marks_are_entered_and_entered_again(url, path):
    put(url, MARKS)
    assert entered(path) == (GRADES, COMMENTS, None, DUE)
    put(url, Marks({**MARKS.scores, "check": 4.0}, {"why": None, "plan": None}))
    assert entered(path)[:2] == (GRADES | {"check": (4.0, None, False)}, dict.fromkeys(COMMENTS))


def test_a_notebook_that_was_not_handed_in_is_worth_nothing(url, path):
    put(url, None)
    assert entered(path)[0] == dict.fromkeys(GRADES, (0.0, None, False))


def test_people_are_not_written_over_and_are_asked_again(url, path):
    put(url, MARKS)
    with Gradebook(f"sqlite:///{path}", "course") as gradebook:
        gradebook.find_grade("check", "nb", "lab", "anna").manual_score = 3.0
        gradebook.find_comment("why", "nb", "lab", "anna").manual_comment = "不错"
        gradebook.db.commit()
    put(url, MARKS)
    grades, comments, *_ = entered(path)
    assert grades == GRADES | {"check": (2.5, 3.0, True)}
    assert comments == COMMENTS | {"why": "不错"}


def test_lateness_is_counted_from_the_deadline_or_its_extension(url, path):
    asked = []

    def penalty(*told):
        asked.append(told)
        return 9.0

    put(url, MARKS, at=DUE + timedelta(hours=1), penalty=penalty)
    assert asked == [("anna", 2.5, 3600.0)]
    assert entered(path)[2] == 2.5  # never more than there is
    with Gradebook(f"sqlite:///{path}", "course") as gradebook:
        gradebook.grant_extension("lab", "anna", minutes=45)
    put(url, MARKS, at=DUE + timedelta(hours=1), penalty=penalty)
    assert asked[1:] == [("anna", 2.5, 900.0)]
    with Gradebook(f"sqlite:///{path}", "course") as gradebook:
        gradebook.grant_extension("lab", "anna", hours=2)
    put(url, MARKS, at=DUE + timedelta(hours=1), penalty=penalty)
    assert len(asked) == 2
    assert entered(path)[2] is None


def test_all_is_entered_or_nothing(url, path):
    put(url, MARKS)

    def fails(*_):
        raise ZeroDivisionError

    late = DUE + timedelta(days=1)
    with pytest.raises(ZeroDivisionError):
        put(url, Marks({"check": 4.0, "why": 2.0, "plan": 1.0}), at=late, penalty=fails)
    assert entered(path) == (GRADES, COMMENTS, None, DUE)


def test_what_is_no_gradebook_is_named(tmp_path):
    odd = tmp_path / "gradebook.db"
    assert read_assignment(f"sqlite:///{odd}", "lab") is None
    odd.write_bytes(b"no database at all, though long enough to be one " * 40)
    for driver in DRIVERS:
        with pytest.raises(GradebookError, match="not a database"):
            read_assignment(f"{driver}{odd}", "lab")
    odd.write_bytes(b"")
    assert assignment_names(f"sqlite:///{odd}") == []
