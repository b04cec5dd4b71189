"""Marks read from the gradebook, penalties for lateness, CSV."""

import csv
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import export, marks, roster
from course.late import penalty

LATE = "\n  tiny: {title: {zh: 小, en: t}, release: 2026-02-01 08:00, due: 2026-03-01 18:00}\n"


@pytest.fixture
def due(folder):
    """Give ``tiny`` a deadline at 10:00 UTC on the first of March."""
    calendar = folder / "calendar.yaml"
    calendar.write_text(calendar.read_text("utf-8") + LATE, encoding="utf-8")
    from course import config, release
    from course.nbgrader_steps import Nbgrader

    nbgrader = Nbgrader(config.find(str(folder)))
    release.release(nbgrader, "tiny")
    return nbgrader


def test_marks_come_in_the_notebook_s_order_with_open_ones_marked(nbgrader, enter):
    enter("s2026002", 3, None)
    enter("s2026001", 1.5, 2)
    (found,) = marks.read(nbgrader)
    assert [task.grade_id for task in found.tasks] == ["total-check", "why"]
    assert [task.by_hand for task in found.tasks] == [False, True]
    assert found.max_points == 5
    first, second = found.submissions
    assert (first.student, first.name, first.earned, first.open) == (
        "s2026001",
        "陈思远",
        3.5,
        False,
    )
    assert (second.earned, second.open, second.cells[1].points) == (3, True, None)
    assert len(found.missing) == 14


def test_what_could_not_be_graded_is_neither_missing_nor_a_zero(folder, nbgrader, enter, crmlab):
    enter("s2026001", None, None)
    (folder / "submitted" / "s2026001" / "tiny").mkdir(parents=True)
    (folder / "submitted" / "visitor" / "tiny").mkdir(parents=True)
    (found,) = marks.read(nbgrader)
    assert found.submissions == ()
    assert found.ungraded == ("s2026001", "visitor")
    assert "s2026001" not in [student.id for student in found.missing]
    crmlab("export", "--course", folder)
    status = {row["student_id"]: (row["name"], row["status"]) for row in rows(folder / "marks.csv")}
    assert status["s2026001"] == ("陈思远", "ungraded")
    assert status["visitor"] == ("", "ungraded")


def test_a_late_penalty_follows_marks_given_later(due, enter):
    enter("s2026001", 3, None, timestamp="2026-03-02 12:00:00 UTC")
    (found,) = marks.read(due)
    assert found.submissions[0].penalty == pytest.approx(0.6)
    enter("s2026001", 3, 2, timestamp="2026-03-02 12:00:00 UTC")
    (found,) = marks.read(due)
    assert found.submissions[0].penalty == pytest.approx(1.0)
    assert found.submissions[0].score == pytest.approx(4.0)


def test_grace_and_extensions_cost_nothing(due, enter):
    enter("s2026001", 3, 2, timestamp="2026-03-01 10:14:00 UTC")
    enter("s2026002", 3, 2, timestamp="2026-03-02 12:00:00 UTC")
    with due.gradebook() as gradebook:
        gradebook.grant_extension("tiny", "s2026002", days=2)
    (found,) = marks.read(due)
    assert [each.penalty for each in found.submissions] == [0, 0]


@given(
    score=st.floats(0, 100),
    seconds=st.floats(0, 30 * 86400),
    percent=st.floats(0, 100),
    grace=st.floats(0, 7200),
    limit=st.none() | st.floats(0.5, 20),
)
def test_a_penalty_is_between_nothing_and_everything_and_grows(
    score, seconds, percent, grace, limit
):
    rule = {"grace_seconds": grace, "percent_per_day": percent, "zero_after_days": limit}
    off = penalty(score, seconds, **rule)
    assert 0 <= off <= score + 1e-4
    assert off <= penalty(score, seconds + 86400, **rule) + 1e-4
    if seconds <= grace:
        assert off == 0
    elif limit is not None and seconds > limit * 86400:
        assert off == score
    else:
        assert off == pytest.approx(
            min(1, percent / 100 * math.ceil(seconds / 86400)) * score, abs=1e-4
        )


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_export_writes_a_row_per_student_and_one_per_task(folder, enter, crmlab):
    enter("s2026001", 3, 2)
    enter("s2026016", 0, None)
    code, out, _ = crmlab("export", "--course", folder, "--json")
    assert code == 0
    assert json.loads(out)["rows"] == 16
    by_student = {row["student_id"]: row for row in rows(folder / "marks.csv")}
    assert by_student["s2026001"] == {
        "student_id": "s2026001",
        "name": "陈思远",
        "assignment": "tiny",
        "status": "graded",
        "submitted": "2026-03-01 18:00:00",
        "hours_late": "0",
        "earned": "5",
        "penalty": "0",
        "score": "5",
        "max_score": "5",
        "percent": "100",
        "passed": "yes",
    }
    assert by_student["s2026016"]["name"] == "Mary O’Neil, Jr."
    assert (by_student["s2026016"]["status"], by_student["s2026016"]["passed"]) == ("open", "no")
    assert by_student["s2026002"]["status"] == "missing"
    points = {(r["student_id"], r["task"]): r["points"] for r in rows(folder / "marks-tasks.csv")}
    assert points["s2026001", "why"] == "2"
    assert points["s2026016", "why"] == ""
    assert (folder / "marks.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_whatever_a_text_holds_comes_back(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("csv") / "out.csv"
    try:
        export.write(path, ("a", "b"), table)
    except UnicodeEncodeError:  # lone surrogates are no text
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        back = list(csv.reader(file))[1:]
    guarded = [[("'" + v) if v[:1] in tuple("=+-@\t\r") and v else v for v in row] for row in table]
    assert back == guarded


@pytest.mark.parametrize(
    ("last", "first", "full"),
    [
        ("欧阳", "文博", "欧阳文博"),
        ("阿依努尔·买买提", "", "阿依努尔·买买提"),
        ("Lee", "Ann", "Ann Lee"),
        (None, None, ""),
    ],
)
def test_names_are_said_in_the_order_of_their_script(last, first, full):
    assert roster.full_name(last, first) == full
