"""The coverage table names only what exists, and leaves out nothing that is taught."""

import ast
import importlib
import re
import runpy
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from crm_models import misconceptions

ROOT = Path(__file__).parents[1]
coverage = runpy.run_path(str(ROOT / "docs" / "coverage.py"))
TABLE = coverage["read"]()
ROWS = TABLE["rows"]
EVERYTHING = ROWS + TABLE["beyond"]
PLAN = {"A1": 36, "A2": 13, "A3": 12, "A4": 28, "A5": 25}
FIELDS = {"id", "tier", "name", "computed", "shown_by", "lab", "partly"}


def find(name):
    """Return the object of a dotted name within crm_models; AttributeError if there is none."""
    parts = name.split(".")
    found = importlib.import_module("crm_models")
    for depth, part in enumerate(parts, start=1):
        try:
            found = importlib.import_module("crm_models." + ".".join(parts[:depth]))
        except ModuleNotFoundError:
            found = getattr(found, part)
    return found


@cache
def definitions(file):
    """Return the source of what a file defines, by name; methods also as TestClass::test_name."""
    source = (ROOT / file).read_text("utf-8")
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            for each in filter(lambda part: isinstance(part, ast.FunctionDef), node.body):
                text = ast.get_source_segment(source, each)
                found[each.name] = found[f"{node.name}::{each.name}"] = text
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = ast.get_source_segment(source, node)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = ast.get_source_segment(source, node)
    return found


def words_of(path):
    """Return the words of a test and of the fixtures, helpers and constants it is made from."""
    file, _, test = path.partition("::")
    known, words, ahead = definitions(file), set(), {test}
    while ahead:
        new = set(re.findall(r"\w+", "\n".join(known[name] for name in ahead))) - words
        words |= new
        ahead = new & known.keys()
    return words


def missing_tests(paths):
    """Return those of the paths that name no test."""
    missing = []
    for path in paths:
        file, _, name = path.partition("::")
        named_so = name.rpartition("::")[2].startswith("test_")
        if not (named_so and (ROOT / file).is_file() and name in definitions(file)):
            missing.append(path)
    return missing


def test_every_row_of_the_plan_is_there_once_and_in_order():
    expected = [f"{part}-{n:02}" for part, last in PLAN.items() for n in range(1, last + 1)]
    assert [row["id"] for row in ROWS] == expected
    assert Counter(row["tier"] for row in ROWS) == {"N": 31, "F": 30, "Q": 53}


@pytest.mark.parametrize("row", EVERYTHING, ids=lambda row: row.get("id", row["name"]["en"]))
def test_a_row_names_what_exists(row):
    assert row.keys() <= FIELDS
    assert row["name"].keys() == {"zh", "en"}
    computed, shown_by = row.get("computed", []), row.get("shown_by", [])
    for name in computed:
        find(name)
    assert missing_tests(shown_by) == []
    assert bool(computed) == bool(shown_by), "what is computed is shown by a test"
    assert "partly" not in row or computed


@pytest.mark.parametrize("row", EVERYTHING, ids=lambda row: row.get("id", row["name"]["en"]))
def test_the_tests_of_a_row_use_what_it_names(row):
    used = set().union(*map(words_of, row.get("shown_by", [])))
    unused = [name for name in row.get("computed", []) if name.rpartition(".")[2] not in used]
    assert unused == []


def test_labs_and_rows_know_each_other():
    named = {task for row in EVERYTHING for task in row.get("lab", [])}
    assert named == set(coverage["lab_tasks"]())


def test_items_cite_rows_that_exist():
    assert coverage["citing_items"]().keys() <= {row["id"] for row in ROWS}


def test_whatever_has_named_mistakes_is_in_the_table():
    """A function with misconceptions is taught; no row may say that there is none."""
    computed = {name for row in EVERYTHING for name in row.get("computed", [])}
    assert {each.target for each in misconceptions.everything()} <= computed


def test_the_page_is_up_to_date():
    written = coverage["PAGE"].read_text("utf-8")
    assert written == coverage["page"](), "run .venv/bin/python docs/coverage.py"


def test_what_does_not_exist_is_noticed():
    with pytest.raises(AttributeError):
        find("rfm.computes")
    assert find("clv.npv")([1], rate=0) == 1
    good = "tests/test_coverage.py::test_what_does_not_exist_is_noticed"
    assert missing_tests([good, good + "_not", "tests/test_none.py::test_x"]) == [
        good + "_not",
        "tests/test_none.py::test_x",
    ]
