"""The graded structure of an assignment: what must not change once work is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nbgrader.api import Assignment


@dataclass(frozen=True)
class Cell:
    """What nbgrader knows of a cell: its points (None when ungraded) and its type."""

    points: float | None
    cell_type: str
    solution: bool


Structure = dict[tuple[str, str], Cell]


def of_folder(folder: Path) -> Structure:
    """Read the structure of a folder of source notebooks, by notebook and grade id."""
    import nbformat

    found: Structure = {}
    for path in sorted(folder.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            meta = cell.metadata.get("nbgrader")
            if meta and (meta.get("grade") or meta.get("solution")):
                points = float(meta["points"]) if meta.get("grade") else None
                key = (path.stem, meta["grade_id"])
                found[key] = Cell(points, cell.cell_type, bool(meta.get("solution")))
    return found


def of_gradebook(assignment: Assignment) -> Structure:
    """Read the structure that the gradebook holds."""
    found: Structure = {}
    for notebook in assignment.notebooks:
        solutions = {cell.name for cell in notebook.solution_cells}
        kinds = {cell.name: cell.cell_type for cell in notebook.source_cells}
        for name in solutions:
            found[notebook.name, name] = Cell(None, kinds.get(name, ""), solution=True)
        for graded in notebook.grade_cells:
            found[notebook.name, graded.name] = Cell(
                float(graded.max_score), graded.cell_type, graded.name in solutions
            )
    return found


def differences(old: Mapping[tuple[str, str], Cell], new: Structure) -> list[str]:
    """Name what differs: ``+`` added, ``-`` removed, ``~`` changed points or type."""
    added = [f"+{grade_id}" for _, grade_id in sorted(new.keys() - old.keys())]
    removed = [f"-{grade_id}" for _, grade_id in sorted(old.keys() - new.keys())]
    changed = [f"~{key[1]}" for key in sorted(old.keys() & new.keys()) if old[key] != new[key]]
    return added + removed + changed
