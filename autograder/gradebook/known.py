"""What the gradebook knows of an assignment: its notebooks, their cells, points and texts."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from autograder.gradebook.database import reading, sqlite_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from autograder.gradebook.database import Database, Row

ASSIGNMENTS = "SELECT name FROM assignment ORDER BY name"
ASSIGNMENT = "SELECT id, duedate FROM assignment WHERE name = :name"
NOTEBOOKS = "SELECT id, name, kernelspec FROM notebook WHERE assignment_id = :assignment"
CELLS = """
    SELECT base_cell.id, name, type, COALESCE(grade_cells.max_score, task_cells.max_score) AS points
    FROM base_cell
    LEFT JOIN grade_cells ON grade_cells.id = base_cell.id
    LEFT JOIN task_cells ON task_cells.id = base_cell.id
    WHERE notebook_id = :notebook"""
TEXTS = """
    SELECT name, cell_type, locked, source, checksum FROM source_cell
    WHERE notebook_id = :notebook"""
KINDS = {"grade": "GradeCell", "solution": "SolutionCell", "task": "TaskCell"}


@dataclass(frozen=True, slots=True)
class KnownCell:
    """One cell as it was when the assignment was generated."""

    name: str
    cell_type: str
    source: str
    checksum: str
    metadata: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KnownNotebook:
    """One notebook of an assignment.

    Attributes
    ----------
    cells
        Its nbgrader cells by name, in their order.
    graded, commented
        The gradebook's keys of the cells that have a grade, and that have a comment, by name.
    """

    id: str
    name: str
    kernelspec: dict[str, Any]
    cells: Mapping[str, KnownCell] = field(default_factory=dict)
    graded: Mapping[str, str] = field(default_factory=dict)
    commented: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownAssignment:
    """An assignment and its notebooks by name."""

    id: str
    duedate: datetime | None
    notebooks: Mapping[str, KnownNotebook]


def read_assignment(db_url: str, assignment: str) -> KnownAssignment | None:
    """Return an assignment; `None` if the gradebook has none of this name, or does not exist."""
    if not exists(db_url):
        return None
    with reading(db_url) as database:
        if not database.has("assignment"):
            return None
        for row in database.rows(ASSIGNMENT, name=assignment):
            books = [
                _notebook(database, found)
                for found in database.rows(NOTEBOOKS, assignment=row["id"])
            ]
            return KnownAssignment(row["id"], row["duedate"], {book.name: book for book in books})
    return None


def assignment_names(db_url: str) -> list[str]:
    """Return the names of all assignments, sorted; none if there is no gradebook."""
    if not exists(db_url):
        return []
    with reading(db_url) as database:
        if not database.has("assignment"):
            return []
        return [row["name"] for row in database.rows(ASSIGNMENTS)]


def exists(db_url: str) -> bool:
    """Whether there is a gradebook to connect to: SQLite would make an empty file."""
    path = sqlite_path(db_url)
    return path is None or path.is_file()


def _notebook(database: Database, row: Row) -> KnownNotebook:
    found = database.rows(CELLS, notebook=row["id"])
    keys = {
        kind: {cell["name"]: cell["id"] for cell in found if cell["type"] == name}
        for kind, name in KINDS.items()
    }
    points = {cell["name"]: cell["points"] for cell in found if cell["points"] is not None}
    cells = {}
    for cell in database.rows(TEXTS, notebook=row["id"]):
        name = cell["name"]
        meta = {"schema_version": 3, "grade_id": name, "locked": bool(cell["locked"])}
        meta |= {kind: name in named for kind, named in keys.items()}
        if name in points:
            meta["points"] = points[name]
        cells[name] = KnownCell(
            name, cell["cell_type"], cell["source"] or "", cell["checksum"], {"nbgrader": meta}
        )
    return KnownNotebook(
        row["id"],
        row["name"],
        json.loads(row["kernelspec"]) if row["kernelspec"] else {},
        cells,
        graded=keys["grade"] | keys["task"],
        commented=keys["solution"] | keys["task"],
    )
