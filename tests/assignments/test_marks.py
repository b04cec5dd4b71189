"""Every scripted student gets exactly the marks that the fixture states."""

from __future__ import annotations

import hashlib

import pytest

import autograder
from autograder.grading import default_runner
from autograder.released import Rules
from autograder.sandbox.requirements import missing
from course import fixtures, labs
from course.demo import cast as casting
from course.nbgrader_settings import CODE_STUB, TEXT_STUB

from .conftest import NAMES, every_fixture

RULES = Rules(code_stub={"python": CODE_STUB}, text_stub=TEXT_STUB)


@pytest.fixture(scope="session")
def graded(assignment, tmp_path_factory):
    """Grade a student's submission; students with equal submissions share one run."""
    reports: dict[str, autograder.Report] = {}

    def grade(name, student):
        work = assignment(name)
        out = tmp_path_factory.mktemp(student.name)
        path = fixtures.hand_in(student, work.release.parent, work.source.parent, out)
        files = sorted(file for file in out.rglob("*") if file.is_file())
        key = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
        if key not in reports:
            is_lab = (work.folder / "lab.yaml").is_file()
            limits = labs.load(work.folder).limits if is_lab else None
            runner = default_runner(work.source.parent, rules=RULES, sandbox=not missing())
            reports[key] = autograder.grade(
                work.source, path, limits=limits, rules=RULES, runner=runner
            )
        return reports[key]

    return grade


# The demo's class goes all the way to the gradebook in tests/e2e/test_demo.py; the others here.
IN_THE_DEMO = {pair for played in casting.read().students.values() for pair in played.items()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "student"),
    [
        pytest.param(name, student, id=f"{name}-{student.name}")
        for name, student in every_fixture()
        if (name, student.name) not in IN_THE_DEMO
    ],
)
def test_marks_verdicts_and_named_misconceptions_are_as_stated(graded, name, student):
    report = graded(name, student)
    cells = {cell.grade_id: cell for cell in report.cells}
    marks = {
        grade_id: student.manual.get(grade_id) if cell.verdict.open else cell.points
        for grade_id, cell in cells.items()
    }
    said = {grade_id: [f.zh for f in cell.findings] for grade_id, cell in cells.items()}
    assert marks == student.expect, said
    assert sum(marks.values()) == student.total
    for grade_id, verdict in student.verdicts.items():
        assert cells[grade_id].verdict is verdict
    for grade_id, misconception in student.misconceptions.items():
        assert misconception in [finding.name for finding in cells[grade_id].findings]


@pytest.mark.parametrize(("name", "student"), every_fixture(), ids=lambda v: getattr(v, "name", v))
def test_every_graded_cell_is_stated(assignment, name, student):
    import nbformat

    source = nbformat.read(assignment(name).source, as_version=4)
    metas = [cell.metadata.get("nbgrader", {}) for cell in source.cells]
    points = {meta["grade_id"]: meta["points"] for meta in metas if meta.get("grade")}
    assert set(student.expect) == set(points)
    assert all(mark <= points[grade_id] for grade_id, mark in student.expect.items())


def test_every_assignment_has_scripted_students():
    assert {name for name, _ in every_fixture()} == set(NAMES)
