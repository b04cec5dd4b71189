"""The semester's cast, its names, and the comparison of marks with what fixtures state."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.verdict import Verdict
from course import fixtures
from course.assignments import SHIPPED
from course.config import LatePolicy
from course.fixtures import Fixture
from course.marks import CellMark, Marks, Submission, Task
from course.semester import cast, names
from course.semester.compare import compare
from crm_models.text import Text

POLICY = LatePolicy(grace="15min", percent_per_day=10, zero_after_days=7)


@given(st.integers(1, 300), st.integers(1, 40), st.sampled_from(["rfm", "midterm"]))
def test_every_fixture_is_played_as_often_as_any_other(size, count, assignment):
    class_list = [student.id for student in names.students(size)]
    played = [SimpleNamespace(name=str(number)) for number in range(count)]
    dealt = cast.deal(assignment, played, class_list)
    assert list(dealt) == class_list
    often = Counter(each.name for each in dealt.values())
    assert max(often.values()) - min(often.values(), default=0) <= 1
    assert len(often) == min(size, count)
    assert dealt == cast.deal(assignment, played, class_list)


def test_students_play_other_parts_in_other_assignments():
    class_list = [student.id for student in names.students(64)]
    played = [SimpleNamespace(name=str(number)) for number in range(16)]
    one, two = (cast.deal(name, played, class_list) for name in ("rfm", "clv"))
    assert sum(one[student] is two[student] for student in class_list) < 16


def test_the_shipped_fixtures_fit_into_the_class():
    for folder in SHIPPED.iterdir():
        if (folder / "fixtures").is_dir():
            assert len(fixtures.load_all(folder)) <= 64, folder.name


def test_a_class_of_any_size_has_names_of_its_own():
    every = names.students(names.LARGEST)
    assert len({student.name for student in every}) == len(every)
    assert len({student.id for student in every}) == len(every)
    assert names.students(10) == every[:10]


@pytest.fixture
def part(tmp_path):
    """A fixture with a late hand-in, a verdict and a misconception."""
    return Fixture(
        name="late",
        path=tmp_path / "late.yaml",
        title=Text("迟", "late"),
        base="stub",
        late="26h",
        manual={"why": 4},
        expect={"total-check": 6, "why": 4},
        verdicts={"total-check": "PARTIAL"},
        misconceptions={"total-check": "rfm.recency_reversed"},
        total=10,
    )


def marked(**changed):
    """The gradebook's view of that fixture, as it should be or changed."""
    points = {"total-check": 6.0, "why": 4.0} | changed.pop("points", {})
    review = changed.pop("review", ())
    cells = tuple(
        CellMark(Task("tiny", cell, 10.0, by_hand=cell == "why"), given, cell in review)
        for cell, given in points.items()
    )
    stamp = datetime(2026, 3, 1, tzinfo=UTC)
    right = Submission("s1", "陈思远", stamp, 26 * 3600.0, 2.0, cells)
    done = dataclasses.replace(right, **changed)
    return Marks("tiny", tuple(cell.task for cell in cells), (done,), ())


def report(verdict=Verdict.PARTIAL, name="rfm.recency_reversed"):
    cell = SimpleNamespace(
        grade_id="total-check", verdict=verdict, findings=(SimpleNamespace(name=name),)
    )
    return {"s1": [SimpleNamespace(cells=(cell,))]}


def told(outcome):
    return [(each.cell, each.text.en) for each in outcome.differences]


def test_what_is_as_stated_has_no_difference(part):
    outcome = compare(marked(), {"s1": part}, POLICY, report())
    assert outcome.differences == ()
    assert (outcome.students, outcome.fixtures, outcome.marks, outcome.equal) == (1, 1, 2, 2)


@pytest.mark.parametrize(
    ("changed", "cell", "text", "equal"),
    [
        ({"points": {"total-check": 6.5}}, "total-check", "got 6.5, the fixture says 6", 1),
        ({"points": {"why": None}}, "why", "it waits for a person's mark", 1),
        ({"review": ("why",)}, "why", "it waits for a person's mark", 1),
        ({"points": {"more": 1.0}}, "more", "the fixture does not state it", 2),
        ({"penalty": 1.0}, "", "1 taken off for lateness, 2 is due", 2),
        ({"seconds_late": 60.0}, "", "60 s late, the fixture says 93600", 2),
    ],
)
def test_each_way_of_being_wrong_is_told(part, changed, cell, text, equal):
    outcome = compare(marked(**changed), {"s1": part}, POLICY, report())
    assert told(outcome) == [(cell, text)]
    assert outcome.equal == equal
    assert outcome.differences[0].where.startswith("tiny s1 (late)")


def test_a_cell_that_is_not_there_is_told(part):
    found = marked()
    (done,) = found.submissions
    short = dataclasses.replace(done, cells=done.cells[:1])
    lacking = dataclasses.replace(found, submissions=(short,))
    outcome = compare(lacking, {"s1": part}, POLICY, report())
    assert told(outcome) == [("why", "the assignment has no such cell")]


def test_verdicts_and_misconceptions_are_compared(part):
    outcome = compare(marked(), {"s1": part}, POLICY, report(Verdict.FAIL, "another"))
    assert told(outcome) == [
        ("total-check", "the verdict is FAIL, the fixture says PARTIAL"),
        ("total-check", "the feedback does not name rfm.recency_reversed"),
    ]


def test_what_is_not_graded_is_right_for_a_broken_file_alone(part):
    nothing = Marks("tiny", (), (), (), ungraded=("s1",))
    assert told(compare(nothing, {"s1": part}, POLICY, {})) == [("", "it was not graded")]
    changes = {"edits": ({"corrupt": 0.5},), "expect": {"total-check": 0}, "total": 0}
    broken = part.model_copy(update=changes | {"manual": {}})
    outcome = compare(nothing, {"s1": broken}, POLICY, {})
    assert (told(outcome), outcome.marks, outcome.equal) == ([], 1, 1)
    worth = broken.model_copy(update={"expect": {"total-check": 3}, "total": 3})
    outcome = compare(nothing, {"s1": worth}, POLICY, {})
    assert (told(outcome), outcome.equal) == ([("", "unreadable, the fixture says 3")], 0)
    lost = Marks("tiny", (), (), ())
    assert told(compare(lost, {"s1": broken}, POLICY, {})) == [("", "nothing was collected")]
