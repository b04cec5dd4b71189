"""Clumsy edits: each is mended, each is reported, none costs what was answered."""

import copy
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nbformat import validate
from nbformat.v4 import new_code_cell, new_markdown_cell

sys.path.insert(0, str(Path(__file__).parent))
import notebooks
from notebooks import SOLUTIONS, cell_of, full, release

from autograder.reading import read_notebook
from autograder.released import ReleasedCell, Rules, SourceNotebookError, released_cells
from autograder.repair import repair_notebook

SOURCE = read_notebook(notebooks.source()).notebook


def mended(nb):
    made = repair_notebook(SOURCE, read_notebook(nb).notebook)
    validate(made.notebook)
    return made


def structure(nb):
    return [
        (
            cell.metadata.nbgrader.grade_id,
            cell.cell_type,
            cell.metadata.nbgrader.grade,
            cell.metadata.nbgrader.get("points"),
            cell.source if cell.metadata.nbgrader.locked else None,
        )
        for cell in nb.cells
        if cell.metadata.get("nbgrader")
    ]


WHOLE = structure(mended(full()).notebook)


def kinds(nb):
    return {(note.kind, note.grade_id) for note in mended(nb).repairs}


def test_an_honest_notebook_needs_no_repair():
    assert mended(full()).repairs == ()
    assert mended(full()).untouched == frozenset()
    assert mended(release()).untouched == {"mean", "survival", "why", "plot"}
    assert "BEGIN HIDDEN" in cell_of(mended(full()).notebook, "mean-check").source


def edit(nb, kind, name):
    """Make one clumsy edit; the words are those of the fixtures."""
    cell = cell_of(nb, name)
    place = nb.cells.index(cell)
    if kind == "duplicate":
        nb.cells.insert(place + 1, copy.deepcopy(cell))
    elif kind == "delete":
        nb.cells.remove(cell)
    elif kind == "retype":
        other = new_markdown_cell if cell.cell_type == "code" else new_code_cell
        nb.cells[place] = other(cell.source, metadata=cell.metadata)
    elif kind == "rename":
        cell.metadata.nbgrader.grade_id = "cell-123"
    elif kind == "points":
        cell.metadata.nbgrader.points = 500
    elif kind == "roles":
        cell.metadata.nbgrader.grade = not cell.metadata.nbgrader.grade
    elif kind == "move":
        nb.cells.append(nb.cells.pop(place))
    elif kind == "strip_metadata":
        cell.metadata = {}
    elif kind == "edit":
        cell.source = "# 通过 | pass"


@pytest.mark.parametrize(
    ("kind", "name", "reported"),
    [
        ("duplicate", "mean-check", "duplicated"),
        ("duplicate", "mean", "duplicated"),
        ("delete", "mean-check", "deleted"),
        ("delete", "setup", "deleted"),
        ("retype", "mean", "retyped"),
        ("retype", "survival-check", "retyped"),
        ("retype", "why", "retyped"),
        ("rename", "survival-check", "renamed"),
        ("rename", "mean", "renamed"),
        ("points", "mean-check", "points"),
        ("roles", "mean-check", "roles"),
        ("move", "mean", "reordered"),
        ("move", "survival-check", "reordered"),
        ("strip_metadata", "mean-check", "metadata"),
        ("strip_metadata", "survival", "metadata"),
        ("strip_metadata", "why", "metadata"),
        ("edit", "survival-check", "edited"),
        ("edit", "setup", "edited"),
    ],
)
def test_one_slip_is_mended_and_reported(kind, name, reported):
    nb = full()
    edit(nb, kind, name)
    assert kinds(nb) == {(reported, name)}
    made = mended(nb)
    assert structure(made.notebook) == WHOLE
    for answer, text in SOLUTIONS.items():
        assert cell_of(made.notebook, answer).source == text


SLIPS = st.tuples(
    st.sampled_from(["duplicate", "retype", "rename", "points", "roles", "move", "strip_metadata"]),
    st.sampled_from(["setup", "mean", "mean-check", "survival", "survival-check", "why", "plot"]),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([("move", "survival"), ("move", "survival-check")], [])
@given(
    st.lists(SLIPS, max_size=8),
    st.lists(
        st.sampled_from(
            [
                "delete mean-check",
                "delete survival-check",
                "delete setup",
                "strip all",
                "spec",
                "scratch",
            ]
        ),
        max_size=3,
    ),
)
def test_any_slips_leave_the_marks_structure_whole(slips, more):
    nb = full()
    for kind, name in slips:
        try:
            edit(nb, kind, name)
        except StopIteration:
            continue  # an earlier slip took the cell's name away
    for slip in more:
        if slip.startswith("delete"):
            nb.cells = [
                cell
                for cell in nb.cells
                if cell.metadata.get("nbgrader", {}).get("grade_id") != slip.split()[1]
            ]
        elif slip == "strip all":
            for cell in nb.cells:
                cell.metadata = {}
        elif slip == "spec":
            nb.metadata.kernelspec = {"name": "colab", "display_name": "x"}
        else:
            nb.cells.insert(1, new_code_cell("scratch = 1"))
    made = mended(nb)
    assert structure(made.notebook) == WHOLE
    texts = [cell.source for cell in made.notebook.cells]
    for text in SOLUTIONS.values():
        assert text in texts


def test_metadata_stripped_from_all_cells_costs_nothing():
    nb = full()
    for cell in nb.cells:
        cell.metadata = {"colab": {"id": "x"}}
    made = mended(nb)
    assert structure(made.notebook) == WHOLE
    for answer, text in SOLUTIONS.items():
        assert cell_of(made.notebook, answer).source == text
    assert made.untouched == frozenset()


def test_a_copied_stub_does_not_undo_the_answer():
    nb = full()
    stub = copy.deepcopy(cell_of(release(), "mean"))
    nb.cells.insert(nb.cells.index(cell_of(nb, "mean-check")), stub)
    made = mended(nb)
    assert [c.source for c in made.notebook.cells if "def mean" in c.source] == [SOLUTIONS["mean"]]


def test_a_deleted_answer_does_not_undo_what_stands_elsewhere():
    own = "globals()['mean'] = lambda v: sum(v) / len(v)"
    nb = full()
    place = nb.cells.index(cell_of(nb, "mean"))
    nb.cells[place] = new_code_cell("x = 1")
    nb.cells.insert(place + 1, new_code_cell("y = 2"))
    nb.cells.insert(place + 2, new_code_cell(own))
    made = mended(nb)
    cells = made.notebook.cells
    names = [c.metadata.get("nbgrader", {}).get("grade_id") or c.source for c in cells]
    assert structure(made.notebook) == WHOLE
    assert names.index("mean-check") > names.index(own)


def test_nothing_of_a_submissions_metadata_survives():
    nb = full()
    for cell in nb.cells:
        cell.metadata["tags"] = ["skip-execution"]
    cell_of(nb, "mean-check").metadata["autograder"] = {"binds": ["answers"], "released": "1"}
    for cell in mended(nb).notebook.cells:
        assert set(cell.metadata) <= {"nbgrader", "autograder", "deletable", "editable"}
        assert "binds" not in cell.metadata.get("autograder", {})


def test_attachments_of_a_written_answer_survive():
    nb = full()
    cell_of(nb, "why")["attachments"] = {"a.png": {"image/png": "aGk="}}
    assert cell_of(mended(nb).notebook, "why").attachments["a.png"]


def test_checksums_and_released_texts_are_nbgraders(tmp_path):
    from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions, ComputeChecksums

    nb, resources = notebooks.source(), {}
    for step in (ClearSolutions, ClearHiddenTests, ComputeChecksums):
        nb, resources = step().preprocess(nb, resources)
    for theirs, ours in zip(nb.cells, released_cells(notebooks.source()), strict=True):
        assert ours.text == theirs.source
        if ours.grade_id:
            assert ours.checksum() == theirs.metadata.nbgrader.checksum


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda nb: cell_of(nb, "mean").update(source="### BEGIN SOLUTION\nx"), "matching end"),
        (lambda nb: nb.cells.append(copy.deepcopy(cell_of(nb, "why"))), "grade_id"),
        (lambda nb: cell_of(nb, "mean-check").update(source="### AUTOTEST mean([1])"), "AUTOTEST"),
        (lambda nb: cell_of(nb, "mean-check").update(source="# HASHED AUTOTEST x"), "AUTOTEST"),
    ],
)
def test_a_source_at_fault_is_refused(change, says):
    nb = notebooks.source()
    change(nb)
    with pytest.raises(SourceNotebookError, match=says):
        released_cells(nb)


def test_a_courses_own_stub_is_recognised():
    rules = Rules(code_stub={"python": "# 在这里写代码\nraise NotImplementedError()"})
    given_out = released_cells(SOURCE, rules)
    nb = release()
    for cell, released in zip(nb.cells, given_out, strict=True):
        if isinstance(released, ReleasedCell) and released.solution:
            cell.source = released.text
            cell.metadata.nbgrader.checksum = released.checksum()
    assert {"mean", "survival"} <= mended(nb).untouched
