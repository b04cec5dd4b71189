"""Is the right file found in what was handed in, and is the rest told?"""

import json
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import notebooks
from notebooks import full

from autograder.reading import UnreadableNotebookError, read_notebook
from autograder.repair import repair_notebook
from autograder.repair.files import find_notebook

TEXT = json.dumps(full(), ensure_ascii=False)


def hand_in(folder, *names):
    for number, name in enumerate(names):
        (folder / name).write_text(f"{TEXT} {' ' * number}", encoding="utf-8")


def kinds(notes):
    return [note.kind for note in notes]


@pytest.mark.parametrize(
    "name",
    [
        "final (1).ipynb",
        "实验一 最终版.ipynb",
        "-rf.ipynb",
        "[lab]*?.ipynb",
        "LAB.ipynb",
        "x" * 249 + ".ipynb",
    ],
)
def test_the_only_notebook_is_it_whatever_its_name(tmp_path, name):
    hand_in(tmp_path, name)
    path, notes = find_notebook(tmp_path, "lab")
    assert path.name == name
    assert kinds(notes) == ["file_name"]
    assert len(read_notebook(path).notebook.cells) == len(full().cells)


def test_other_notebooks_are_told_and_not_taken(tmp_path):
    hand_in(tmp_path, "lab.ipynb", "scratch.ipynb", "x" * 249 + ".ipynb")
    path, notes = find_notebook(tmp_path, "lab")
    assert path.name == "lab.ipynb"
    assert kinds(notes) == ["extra_notebooks"]
    assert "scratch.ipynb" in notes[0].en


def test_two_strange_names_are_no_candidate(tmp_path):
    hand_in(tmp_path, "one.ipynb", "two.ipynb")
    with pytest.raises(UnreadableNotebookError, match="lab"):
        find_notebook(tmp_path, "lab")


def test_links_and_hidden_files_are_no_notebooks(tmp_path):
    hand_in(tmp_path, "mine.ipynb", ".hidden.ipynb")
    (tmp_path / "lab.ipynb").symlink_to(tmp_path / ".hidden.ipynb")
    os.mkfifo(tmp_path / "pipe.ipynb")
    path, _ = find_notebook(tmp_path, "lab")
    assert path.name == "mine.ipynb"


@pytest.mark.parametrize(("encoding", "told"), [("utf-8-sig", ["bom"]), ("utf-8", [])])
def test_a_byte_order_mark_is_told(tmp_path, encoding, told):
    path = tmp_path / "lab.ipynb"
    path.write_text(TEXT, encoding=encoding)
    assert kinds(read_notebook(path).repairs) == told


@pytest.mark.parametrize("minor", [0, 1, 2, 3, 4, 5])
def test_every_format_4_is_one_notebook(minor):
    nb = json.loads(TEXT)
    nb["nbformat_minor"] = minor
    for cell in nb["cells"]:
        cell.pop("id")
        if minor == 5:
            cell["id"] = f"c{nb['cells'].index(cell)}"
    read = read_notebook(nb)
    assert read.repairs == ()  # usual, and nobody's slip
    source = read_notebook(notebooks.source()).notebook
    assert repair_notebook(source, read.notebook).repairs == ()


def test_a_format_before_4_is_told():
    cells = [{"cell_type": "code", "input": "x = 1", "outputs": [], "language": "python"}]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    assert kinds(read_notebook(old).repairs) == ["nbformat"]


def test_the_kernel_is_the_sources_and_that_is_told():
    source = read_notebook(notebooks.source()).notebook
    nb = full()
    nb.metadata["kernelspec"] = {"name": "colab", "display_name": "Colab", "language": "python"}
    made = repair_notebook(source, read_notebook(nb).notebook)
    assert kinds(made.repairs) == ["kernelspec"]
    assert made.notebook.metadata.kernelspec == source.metadata.kernelspec
