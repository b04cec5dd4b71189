"""Imports between the rooms point one way (the table in CONTRIBUTING.md)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "crm_models": set(),
    "question_bank": {"crm_models"},
    "autograder": set(),
    "course": {"crm_models", "question_bank", "autograder"},
}
GENERATED = {"source", "release", "submitted", "autograded", "feedback", "student", "exchange"}


def rooms_imported(source: str) -> set[str]:
    """Name the rooms that a module's text imports, at any depth of the code."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
    return {name.partition(".")[0] for name in names} & MAY_IMPORT.keys()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_point_one_way(room):
    wrong = [
        f"{path.relative_to(ROOT)} imports {other}"
        for path in sorted((ROOT / room).rglob("*.py"))
        if not GENERATED & set(path.relative_to(ROOT / room).parts)
        for other in sorted(rooms_imported(path.read_text("utf-8")) - MAY_IMPORT[room] - {room})
    ]
    assert wrong == []


def test_an_import_inside_a_function_is_seen():
    assert rooms_imported("def f():\n    from course.cli import main\n") == {"course"}
