"""Scripted students: reading them, and writing what they hand in."""

import json

import nbformat
import pytest

from course import fixtures
from course.errors import CrmlabError

STUDENT = """\
title: {zh: 学生, en: student}
base: solution
late: 26h
manual: {why: 1}
expect: {total-check: 3, why: 1}
total: 4
"""


@pytest.fixture
def student(tmp_path):
    """Read a fixture of the lab ``tiny``, with a text replaced or added."""

    def read(old="", new="", name="one"):
        folder = tmp_path / "tiny" / "fixtures"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.yaml"
        path.write_text(STUDENT.replace(old, new) if old else STUDENT + new, encoding="utf-8")
        return fixtures.load(path)

    return read


@pytest.fixture
def handed_in(student, tiny, tmp_path):
    """Hand in as a student; return the submitted notebook."""
    release, source = tmp_path / "release", tmp_path / "source"
    for folder in (release, source):
        folder.mkdir()
    nbformat.write(tiny(), source / "tiny.ipynb")
    stub = tiny()
    stub.cells[0].source, stub.cells[2].source = "raise NotImplementedError()", "在这里作答"
    stub.cells[1].source = "assert total"
    nbformat.write(stub, release / "tiny.ipynb")
    (release / "data.csv").write_text("a\n1\n", encoding="utf-8")

    def hand_in(old="", new=""):
        out = tmp_path / "out"
        path = fixtures.hand_in(student(old, new), release, source, out)
        assert (out / "data.csv").read_text(encoding="utf-8") == "a\n1\n"
        return path

    return hand_in


@pytest.fixture
def submitted(handed_in):
    """Return the submitted notebook of a student."""
    return lambda old="", new="": nbformat.read(handed_in(old, new), as_version=4)


def ids(notebook):
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]


def test_everything_said_is_read(student):
    one = student()
    assert (one.name, one.late.total_seconds(), one.total) == ("one", 26 * 3600, 4)


def test_all_are_read_in_order_of_their_names(student, tmp_path):
    for name in ("b", "a", "c"):
        student(name=name)
    assert [one.name for one in fixtures.load_all(tmp_path / "tiny")] == ["a", "b", "c"]


def test_an_assignment_without_fixtures_says_so(tmp_path):
    with pytest.raises(CrmlabError, match="fixtures"):
        fixtures.load_all(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "field", "what"),
    [
        ("total: 4", "total: 5", "one.yaml", "add up to 4"),
        ("{why: 1}", "{why: 2}", "one.yaml", "differ"),
        ("base: solution", "base: half", "base", "Input should be"),
        ("late: 26h", "late: soon", "late", "duration"),
        ("late: 26h", "edits: [{explode: x}]", "edits", "an edit is one of"),
        ("late: 26h", "edits: [{delete: x, retype: x}]", "edits", "an edit is one of"),
        ("late: 26h", "verdicts: {total-check: GOOD}", "verdicts.total-check", "PASS"),
        ("expect: {total-check: 3, why: 1}", "expect: {}", "expect", "at least 1"),
        ("title:", "name: x\ntitle:", "name", "by the program"),
    ],
)
def test_what_is_wrong_is_one_line_with_file_and_field(student, old, new, field, what):
    with pytest.raises(CrmlabError) as caught:
        student(old, new)
    assert what in caught.value.line("en")
    assert field in caught.value.where
    assert "one.yaml" in caught.value.where
    assert "\n" not in caught.value.line("zh")


def test_the_solved_base_has_the_references_answers(submitted):
    notebook = submitted()
    assert [cell.source for cell in notebook.cells] == ["total = 3 + 4", "assert total", "因为"]


def test_the_stub_base_is_the_release(submitted):
    notebook = submitted("base: solution", "base: stub")
    assert notebook.cells[0].source == "raise NotImplementedError()"


def test_what_the_student_wrote_replaces_the_answer(submitted):
    notebook = submitted(new='cells: {total: "total = 8"}\n')
    assert notebook.cells[0].source == "total = 8"
    assert notebook.cells[2].source == "因为"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("{duplicate: total-check}", ["total", "total-check", "total-check", "why"]),
        ("{delete: total-check}", ["total", "why"]),
        ("{strip_metadata: total}", [None, "total-check", "why"]),
        ('{strip_metadata: "*"}', [None, None, None]),
        ("{rename: {total: sum}}", ["sum", "total-check", "why"]),
        ("{append: x = 1}", ["total", "total-check", "why", None]),
        ("{insert: {total-check: x = 1}}", ["total", None, "total-check", "why"]),
    ],
)
def test_edits_change_the_structure(submitted, edit, expected):
    notebook = submitted(new=f"edits: [{edit}]\n")
    assert ids(notebook) == expected
    nbformat.validate(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_a_code_cell_can_become_text_and_text_code(submitted):
    notebook = submitted(new="edits: [{retype: total}, {retype: why}]\n")
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code", "code"]
    nbformat.validate(notebook)


def test_a_cell_can_be_split(submitted):
    notebook = submitted(new='cells: {total: "a = 3\\ntotal = a + 4"}\nedits: [{split: total}]\n')
    assert [cell.source for cell in notebook.cells[:2]] == ["a = 3", "total = a + 4"]
    assert ids(notebook)[:2] == ["total", None]


def test_the_kernel_can_be_another(submitted):
    assert submitted(new="edits: [{kernel: xpython}]\n").metadata.kernelspec.name == "xpython"


def test_a_file_can_break_off(handed_in):
    path = handed_in(new="edits: [{corrupt: 0.5}]\n")
    with pytest.raises(json.JSONDecodeError):
        json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "new", ['cells: {sum: "x"}\n', "edits: [{delete: sum}]\n", "edits: [{rename: {sum: x}}]\n"]
)
def test_a_cell_that_is_not_there_is_named(handed_in, new):
    with pytest.raises(CrmlabError, match="sum"):
        handed_in(new=new)


def test_answers_to_what_is_no_quiz_are_refused(handed_in):
    with pytest.raises(CrmlabError, match="C3-001"):
        handed_in(new="answers: {C3-001: A}\n")


def test_a_folder_without_a_notebook_is_named(student, tmp_path):
    with pytest.raises(CrmlabError, match="nothing"):
        fixtures.hand_in(student(), tmp_path / "nothing", tmp_path, tmp_path / "out")
