"""What students are given: no solution, hidden test, mark scheme or misconception."""

from __future__ import annotations

import nbformat
import pytest

from course import fixtures, labs
from course.labs import regions
from crm_models import misconceptions

from .conftest import NAMES

TELLTALES = ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "hidden_tests", "misconception")


def lines(text: str) -> set[str]:
    """Return the lines that are long enough to give something away."""
    return {line.strip() for line in text.split("\n") if len(line.strip()) > 12}


def secrets(assignment) -> set[str]:
    """Return the lines of solutions, hidden tests and mark schemes that stand nowhere else."""
    hidden, shown = set(), set()
    for cell in nbformat.read(assignment.source, as_version=4).cells:
        visible = cell.source
        for begin, end in (
            (regions.BEGIN_SOLUTION, regions.END_SOLUTION),
            (regions.BEGIN_HIDDEN, regions.END_HIDDEN),
            (regions.BEGIN_SCHEME, regions.END_SCHEME),
        ):
            visible = regions.without(visible, begin, end)
        shown |= lines(visible)
        hidden |= lines(cell.source) - lines(visible)
    return hidden - shown


@pytest.mark.parametrize("name", NAMES)
def test_the_released_folder_keeps_its_secrets(assignment, name):
    released = assignment(name)
    told = secrets(released)
    assert len(told) > 20
    for path in released.release.parent.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            cells = nbformat.read(path, as_version=4).cells
            text = "\n".join(cell.source for cell in cells)
            assert not lines(text) & told, path.name
            assert not any(cell.get("outputs") for cell in cells)
        assert not [word for word in TELLTALES if word in text], path.name
        for wrong in misconceptions.everything():
            assert wrong.name not in text
            assert wrong.message.zh not in text
            assert wrong.message.en not in text


def test_the_search_for_secrets_finds_what_leaks(assignment):
    leaked = nbformat.read(assignment("rfm").source, as_version=4)
    text = "\n".join(cell.source for cell in leaked.cells)
    assert lines(text) & secrets(assignment("rfm"))


@pytest.mark.parametrize("name", NAMES)
def test_the_release_is_locked_where_the_text_is_the_instructors(assignment, name):
    cells = nbformat.read(assignment(name).release, as_version=4).cells
    tests = [c for c in cells if c.metadata.get("nbgrader", {}).get("grade")]
    assert tests
    for cell in tests:
        assert cell.metadata["deletable"] is False
        assert cell.metadata.get("editable", True) is cell.metadata["nbgrader"]["solution"]


@pytest.mark.slow
def test_visible_tests_pass_the_reference_and_nothing_passes_the_stub(assignment, tmp_path):
    """What ``Validate`` says in JupyterLab, where there are no hidden tests."""
    import autograder
    from autograder.kernel_runner import KernelRunner

    lab = assignment("rfm")
    student = fixtures.load(lab.folder / "fixtures" / "full.yaml")
    reference = fixtures.hand_in(student, lab.release.parent, lab.source.parent, tmp_path)
    limits = labs.load(lab.folder).limits
    for submission, share in ((reference, 1), (lab.release, 0)):
        report = autograder.grade(lab.release, submission, limits=limits, runner=KernelRunner())
        checks = [cell for cell in report.cells if cell.grade_id.endswith("-check")]
        assert len(checks) == 21
        assert [(c.grade_id, c.points) for c in checks] == [
            (c.grade_id, share * c.max_points) for c in checks
        ]
