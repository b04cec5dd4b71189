"""However a notebook comes, it is read, or one line says why not."""

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import validate

sys.path.insert(0, str(Path(__file__).parent))
from notebooks import full

from autograder.reading import UnreadableNotebookError, read_notebook

TEXT = json.dumps(full(), ensure_ascii=False)


def sources(nb):
    return [cell.source for cell in nb.cells]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_are_understood(tmp_path, encoding):
    path = tmp_path / "a.ipynb"
    path.write_text(TEXT, encoding=encoding)
    assert sources(read_notebook(path).notebook) == sources(full())


@pytest.mark.parametrize("minor", [0, 1, 2, 3, 4, 5])
def test_every_minor_format_is_read(minor):
    nb = json.loads(TEXT)
    nb["nbformat_minor"] = minor
    for cell in nb["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        if minor < 5:
            del cell["id"]
    read = read_notebook(nb)
    validate(read.notebook)
    assert sources(read.notebook) == sources(full())


def test_format_3_is_read():
    cells = [{"cell_type": "code", "input": "x = 1", "outputs": [], "language": "python"}]
    nb = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    assert sources(read_notebook(nb).notebook) == ["x = 1"]


def test_ids_are_made_unique_and_outputs_dropped():
    nb = json.loads(TEXT)
    for cell in nb["cells"]:
        cell["id"] = "same"
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 2**19}]
    read = read_notebook(nb)
    validate(read.notebook)
    assert {note.kind for note in read.repairs} == {"cell_ids", "outputs"}
    assert all(not cell.get("outputs") for cell in read.notebook.cells)


def test_outputs_stay_where_asked_and_valid():
    nb = json.loads(TEXT)
    place = next(i for i, cell in enumerate(nb["cells"]) if cell["cell_type"] == "code")
    nb["cells"][place]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": ["a", "b"]}
    ]
    kept = read_notebook(nb, keep_outputs=True).notebook.cells[place]
    assert kept.outputs[0].text == "ab"
    nb["cells"][place]["outputs"] = [{"output_type": "stream"}]
    assert read_notebook(nb, keep_outputs=True).notebook.cells[place].outputs == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"{", "line 1 is not JSON"),
        (b"[1]", "no list of cells"),
        (b'{"cells": 3}', "no list of cells"),
        (b"\xff\x00\xfa", "UTF-8"),
        (b"[" * 100_000, "nested"),
        (b'{"nbformat": 5, "cells": []}', "too new"),
    ],
)
def test_what_is_no_notebook_is_refused_in_one_line(tmp_path, data, says):
    path = tmp_path / "a.ipynb"
    path.write_bytes(data)
    with pytest.raises(UnreadableNotebookError, match=says) as caught:
        read_notebook(path)
    assert "a.ipynb" in caught.value.text.zh
    assert "\n" not in str(caught.value)


def test_links_folders_and_pipes_are_refused(tmp_path):
    real = tmp_path / "real.ipynb"
    real.write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.ipynb").symlink_to(real)
    (tmp_path / "folder.ipynb").mkdir()
    os.mkfifo(tmp_path / "pipe.ipynb")
    for name in ("link", "folder", "pipe", "absent"):
        with pytest.raises(UnreadableNotebookError):
            read_notebook(tmp_path / f"{name}.ipynb")
    assert sources(read_notebook(tmp_path / "link.ipynb", follow_links=True).notebook)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "metadata", "source", "cell_type", "id", "outputs", "nbformat"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_is_a_valid_notebook_or_a_clear_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "a.ipynb"
    path.write_text(json.dumps(data), encoding="utf-8")
    try:
        read = read_notebook(path)
    except UnreadableNotebookError:
        return
    validate(read.notebook)
