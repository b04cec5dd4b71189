"""Reads a course written as YAML: an nbgrader source notebook and what students make of it.

A cell is one mapping: ``text`` (markdown), ``plain`` (code), ``locked``, ``solution``, ``test`` or
``manual`` with its grade_id, the last two with ``points``, and ``code`` or ``text``. A submission
holds answers by grade_id; what it leaves out stays as released. Its ``marks`` are those that stock
nbgrader gives (``python -m benchmarks courses`` compares), 0 where nothing is said.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.released import released_cells

SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}
ROLES = {
    "solution": {"solution": True, "grade": False, "locked": False},
    "locked": {"solution": False, "grade": False, "locked": True},
    "test": {"solution": False, "grade": True, "locked": True},
    "manual": {"solution": True, "grade": True, "locked": False},
}


@dataclass(frozen=True)
class Written:
    """A source notebook, its data files, and submissions with the marks that they deserve."""

    name: str
    source: Any
    files: dict[str, str]
    submissions: dict[str, Any]
    marks: dict[str, dict[str, float]]


def courses() -> list[Written]:
    """Return the courses beside this file."""
    return [written(path) for path in sorted(Path(__file__).parent.glob("*.yaml"))]


def written(path: Path) -> Written:
    """Read one course."""
    text = yaml.safe_load(path.read_text(encoding="utf-8"))
    nb = new_notebook(cells=[cell(entry) for entry in text["cells"]], metadata={"kernelspec": SPEC})
    return _handed_in(path.stem, nb, text.get("files", {}), text["submissions"])


def _handed_in(name: str, nb: Any, files: dict[str, str], submissions: dict[str, Any]) -> Written:
    points = {
        item.grade_id: item.points for item in released_cells(nb) if item.grade and not item.manual
    }
    handed_in, marks = {}, {}
    for student, entry in submissions.items():
        handed_in[student] = submission(nb, entry["cells"])
        said = points if entry["marks"] == "all" else entry["marks"]
        marks[student] = {**dict.fromkeys(points, 0.0), **said}
    return Written(name, nb, files, handed_in, marks)


def cell(entry: dict[str, Any]) -> Any:
    """Return one cell of the source."""
    role = next((role for role in ROLES if role in entry), "")
    if not role:
        if "plain" in entry:
            return new_code_cell(entry["plain"].rstrip())
        return new_markdown_cell(entry["text"])
    nbgrader = {"schema_version": 3, "grade_id": entry[role], "task": False, **ROLES[role]}
    if "points" in entry:
        nbgrader["points"] = entry["points"]
    make = new_code_cell if "code" in entry else new_markdown_cell
    text = entry.get("code", entry.get("text")).rstrip()
    return make(text, metadata={"nbgrader": nbgrader})


def submission(source: Any, answers: dict[str, str]) -> Any:
    """Return the release with these answers."""
    nb = copy.deepcopy(source)
    for given, released in zip(nb.cells, released_cells(nb), strict=True):
        given.source = answers.get(released.grade_id, released.text)
    unknown = set(answers) - {released.grade_id for released in released_cells(nb)}
    if unknown:
        raise KeyError(f"no such cells: {sorted(unknown)}")
    return nb


def quickstart() -> list[Written]:
    """Return the notebooks of ``nbgrader quickstart``, as nbgrader ships them."""
    folder = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "source" / "ps1"
    text = yaml.safe_load(Path(__file__).with_name("quickstart.yml").read_text(encoding="utf-8"))
    made = []
    for path in sorted(folder.glob("*.ipynb")):
        nb = nbformat.read(path, as_version=4)
        nb.metadata["kernelspec"] = SPEC  # theirs is called "python", a name of no kernel here
        made.append(_handed_in(path.stem, nb, {}, text[path.stem]))
    return made
