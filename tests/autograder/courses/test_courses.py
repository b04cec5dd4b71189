"""Are courses that nobody wrote for this autograder graded as nbgrader grades them?

The marks in the courses' files are stock nbgrader's: ``python -m benchmarks courses`` compares.
"""

import sys
from pathlib import Path

import pytest

from autograder.engine import EngineRunner
from autograder.grading import grade_fully
from autograder.sandbox.requirements import missing

sys.path.insert(0, str(Path(__file__).parent))
import written

COURSES = [*written.quickstart(), *written.courses()]
HANDED_IN = [(course, student) for course in COURSES for student in course.submissions]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The data files of all courses."""
    made = tmp_path_factory.mktemp("courses")
    for course in COURSES:
        for name, text in course.files.items():
            (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def marks(folder):
    """Grade a notebook of a course; return its autograded cells' points."""
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    with EngineRunner(source_folder=folder) as engine:

        def run(course, nb):
            report = grade_fully(course.source, nb, runner=engine, folder=folder).report
            return {cell.grade_id: cell.points for cell in report.cells if cell.grade_id in auto}

        auto = {name for course in COURSES for said in course.marks.values() for name in said}
        yield run


@pytest.mark.parametrize(
    ("course", "student"), HANDED_IN, ids=[f"{c.name}-{s}" for c, s in HANDED_IN]
)
def test_every_mark_is_nbgraders(marks, course, student):
    assert marks(course, course.submissions[student]) == course.marks[student]


@pytest.mark.parametrize("course", COURSES, ids=[course.name for course in COURSES])
def test_the_reference_has_full_marks_and_the_release_none(marks, course):
    full = marks(course, course.source)
    assert all(points > 0 for points in full.values())
    released = marks(course, written.submission(course.source, {}))
    assert released == dict.fromkeys(full, 0.0)
    for said in course.marks.values():
        assert set(said) == set(full)
        assert all(points <= full[name] for name, points in said.items())


def test_each_course_has_good_partial_and_wrong_work():
    for course in written.courses():
        totals = sorted(sum(said.values()) for said in course.marks.values())
        assert totals[0] < totals[1] < totals[-1]
