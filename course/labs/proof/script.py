"""A source notebook as code that runs many times: read and compiled once."""

from __future__ import annotations

import ast
import linecache
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat

from autograder.released import released_cells
from course.labs.regions import handed_in
from course.labs.release import RULES

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

    from autograder.released import ReleasedCell

SOLUTION, CHECK, SETUP = "solution", "check", "setup"


@dataclass(frozen=True)
class Cell:
    """A code cell of the source.

    Attributes
    ----------
    name
        Its grade id, or its place.
    kind
        ``"solution"``, ``"check"`` or ``"setup"``.
    points
        What a check is worth.
    body
        The instructor's text, up to a last expression.
    last
        The last expression of a check, where it ends in one: its points.
    steps
        What runs for a student who changed nothing: the released text, and of the instructor's
        cells each statement by itself, since one that fails does not stop the next.
    """

    name: str
    kind: str
    points: float
    body: CodeType
    last: CodeType | None
    steps: tuple[CodeType, ...]

    def run(self, names: dict[str, Any]) -> float:
        """Run the instructor's text; return the points of a check.

        Raises
        ------
        Exception
            Whatever the cell raises.
        """
        exec(self.body, names)  # noqa: S102 - the instructor's own notebook
        value = None if self.last is None else eval(self.last, names)  # noqa: S307 - as above
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        return self.points

    def run_released(self, names: dict[str, Any]) -> None:
        """Run what a student who changed nothing has here; what fails leaves its names unbound."""
        for step in self.steps:
            try:
                exec(step, names)  # noqa: S102 - as above
            except Exception:  # noqa: BLE001, S112 - an unsolved task raises, and may raise anything
                continue


@dataclass(frozen=True)
class Script:
    """The code cells of a source notebook in order, and the modules that they import."""

    source: Path
    cells: tuple[Cell, ...]
    imports: CodeType


def read(source: Path) -> Script:
    """Read and compile a source notebook."""
    notebook = nbformat.read(source, as_version=4)
    made, imports = [], ast.Module([], [])
    for number, cell in enumerate(released_cells(notebook, RULES), start=1):
        if cell.cell_type != "code" or not cell.full.strip():
            continue
        tree = ast.parse(handed_in(cell.full))
        imports.body += [
            node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        made.append(_cell(cell, f"{cell.grade_id or number}", tree))
    return Script(source, tuple(made), compile(imports, "<imports>", "exec"))


def _cell(cell: ReleasedCell, name: str, tree: ast.Module) -> Cell:
    kind = SOLUTION if cell.solution else CHECK if cell.grade else SETUP
    file = f"<{name}>"
    text = handed_in(cell.full)
    # a check may look at the text of a function
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    given = ast.parse(cell.text)
    single = [given] if kind == SOLUTION else [ast.Module([node], []) for node in given.body]
    steps = tuple(compile(module, file, "exec") for module in single)
    end = tree.body[-1] if kind == CHECK and tree.body else None
    last = None
    if isinstance(end, ast.Expr):
        last = compile(ast.Expression(end.value), file, "eval")
        tree.body.pop()
    return Cell(name, kind, cell.points, compile(tree, file, "exec"), last, steps)
