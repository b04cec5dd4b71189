"""One case of nbgrader's own suite with the engine on; all of it: ``make nbgrader-suite``."""

import sys
from pathlib import Path

import pytest

from autograder.sandbox.requirements import missing

sys.path.insert(0, str(Path(__file__).parent))
from run import listed, run_cases

ROOT = Path(__file__).parents[3]
PASSES = "test_hidden_tests_single_notebook"  # a hidden test deletes a name before a call


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason="no isolation on this machine")
def test_a_case_passes():
    assert run_cases([PASSES]) == {PASSES: "PASSED"}


def test_the_list_names_cases_that_there_are():
    import nbgrader

    suite = Path(nbgrader.__file__).parent / "tests" / "apps" / "test_nbgrader_autograde.py"
    text = suite.read_text(encoding="utf-8")
    assert all(f"def {case}(" in text for case in listed())


def test_the_page_lists_them():
    page = (ROOT / "docs" / "autograder.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `test_")]
    assert {case for row in rows for case in row.split("`")[1::2] if "test_" in case} == listed()
