"""``nbgrader validate``, set up by configuration alone: what grading will say of visible tests."""

import json
import sys
import warnings
from pathlib import Path

import pytest
from traitlets.config import Config

sys.path.insert(0, str(Path(__file__).parent))
from notebooks import full, release

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from nbgrader.validator import Validator

from autograder.nbgrader_plugin import configure


@pytest.fixture
def validate(tmp_path, monkeypatch):
    """Return what nbgrader's validator says of a notebook, by the cell that it is about."""
    monkeypatch.setattr(Validator, "__init__", Validator.__init__)  # put back afterwards
    config = Config()
    configure(config)

    def run(notebook):
        path = tmp_path / "lab.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        failed = Validator(config=config).validate(str(path)).get("failed", [])
        return {each["source"].splitlines()[0]: each["raw_error"] for each in failed}

    return run


VISIBLE = "assert isinstance(survival, float)"


def test_a_right_answer_passes_and_its_wrong_twin_is_shown_the_line(validate):
    assert VISIBLE not in validate(full())
    said = validate(full({"survival": "survival = 'none'"}))[VISIBLE]
    assert f"-> 1 {VISIBLE}" in said


def test_a_warning_costs_nothing_and_a_missing_answer_is_named(validate):
    noisy = full({"survival": "import sys\nprint('hm', file=sys.stderr)\nsurvival = 0.72"})
    assert VISIBLE not in validate(noisy)
    assert "survival" in validate(release())[VISIBLE]


def test_it_is_put_in_place_once(validate):
    before = Validator.__init__
    configure(Config())
    assert Validator.__init__ is before
    assert before.by_engine
