"""``crmlab grade``: one notebook, nothing written."""

import json

import nbformat
import pytest


@pytest.fixture
def pair(folder, tmp_path):
    """Source and a submission of ``tiny`` whose total is as given."""
    source = folder / "source" / "tiny" / "tiny.ipynb"

    def make(answer):
        notebook = nbformat.read(folder / "release" / "tiny" / "tiny.ipynb", as_version=4)
        notebook.cells[0].source = answer
        notebook.cells[2].source = "因为三加四"
        submission = tmp_path / "tiny.ipynb"
        nbformat.write(notebook, submission)
        return source, submission

    return make


def test_the_right_answer_and_its_twin_that_loses(pair, crmlab, folder):
    before = sorted(folder.rglob("*"))
    code, out, _ = crmlab("grade", *pair("total = 7"), "--json")
    assert code == 0
    assert json.loads(out)["points"] == 3
    code, out, _ = crmlab("grade", *pair("total = 8"), "--lang", "en")
    assert code == 1
    assert "Total 0 / 5" in out
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"cells": 1}', "\udcff"])
def test_what_is_no_notebook_gets_one_line(pair, crmlab, tmp_path, content):
    source, submission = pair("total = 7")
    if content is None:
        submission.unlink()
    else:
        submission.write_bytes(content.encode("utf-8", "surrogateescape"))
    for words in ([source, submission], [submission, source]):
        code, out, err = crmlab("grade", *words, "--lang", "en")
        assert code in (1, 2)
        assert out == ""
        assert err.count("\n") == 1
        assert "tiny.ipynb" in err
        assert "Traceback" not in err
