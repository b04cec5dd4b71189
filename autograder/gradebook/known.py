"""What the gradebook knows of an assignment: its notebooks, their cells, points and texts."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select

from autograder.gradebook.tables import (
    ASSIGNMENT,
    BASE_CELL,
    GRADE_CELLS,
    NOTEBOOK,
    SOURCE_CELL,
    TASK_CELLS,
    connect,
    exists,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


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
    engine = connect(db_url)
    if not inspect(engine).has_table(ASSIGNMENT.name):
        return None
    with engine.connect() as connection:
        query = select(ASSIGNMENT).where(ASSIGNMENT.c.name == assignment)
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        query = select(NOTEBOOK).where(NOTEBOOK.c.assignment_id == row.id)
        notebooks = [_notebook(connection, found) for found in connection.execute(query).all()]
    return KnownAssignment(row.id, row.duedate, {book.name: book for book in notebooks})


def assignment_names(db_url: str) -> list[str]:
    """Return the names of all assignments, sorted; none if there is no gradebook."""
    if not exists(db_url) or not inspect(connect(db_url)).has_table(ASSIGNMENT.name):
        return []
    with connect(db_url).connect() as connection:
        return sorted(connection.execute(select(ASSIGNMENT.c.name)).scalars())


def _notebook(connection: Connection, row: Any) -> KnownNotebook:
    def keys(kind: str) -> dict[str, str]:
        query = select(BASE_CELL).where(BASE_CELL.c.notebook_id == row.id, BASE_CELL.c.type == kind)
        return {cell.name: cell.id for cell in connection.execute(query)}

    grades, solutions, tasks = keys("GradeCell"), keys("SolutionCell"), keys("TaskCell")
    points: dict[str, float] = {}
    for table, named in ((GRADE_CELLS, grades), (TASK_CELLS, tasks)):
        wanted = select(table).where(table.c.id.in_(named.values()))
        scores = {cell.id: cell.max_score for cell in connection.execute(wanted)}
        points |= {name: scores[key] for name, key in named.items()}
    cells = {}
    query = select(SOURCE_CELL).where(SOURCE_CELL.c.notebook_id == row.id)
    for cell in connection.execute(query):
        meta = {
            "schema_version": 3,
            "grade_id": cell.name,
            "grade": cell.name in grades,
            "solution": cell.name in solutions,
            "locked": cell.locked,
            "task": cell.name in tasks,
        }
        if cell.name in points:
            meta["points"] = points[cell.name]
        cells[cell.name] = KnownCell(
            cell.name, cell.cell_type, cell.source or "", cell.checksum, {"nbgrader": meta}
        )
    spec = json.loads(row.kernelspec) if row.kernelspec else {}
    return KnownNotebook(row.id, row.name, spec, cells, grades | tasks, solutions | tasks)
