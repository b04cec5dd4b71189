"""What the judge does with a notebook, place by place."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.released import released_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from autograder.binding import Statement
    from autograder.released import ReleasedCell, Rules

SOLUTION, GRADE, SETUP = "solution", "grade", "setup"


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell of the source and what it is to the judge."""

    index: int
    kind: str
    grade_id: str
    points: float
    code: str
    binds: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The cell's top-level statements."""
        from autograder.binding import statements_of

        return statements_of(self.code)


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the judge runs code with the student's values.

    Attributes
    ----------
    index
        The cell of the source.
    kind
        ``"grade"``: the cell is graded. ``"setup"``: statements of an instructor's cell that
        depend on the student are run again with the student's values.
    names
        The student's names that are taken here, with their origins.
    """

    index: int
    kind: str
    grade_id: str
    points: float
    names: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        fields = ("index", "kind", "grade_id", "points", "names")
        return {name: getattr(self, name) for name in fields}


def cells_of(source: NotebookNode, rules: Rules | None = None) -> list[Cell]:
    """Return the code cells of a source notebook with their kinds."""
    found = []
    for index, cell in enumerate(released_cells(source, rules)):
        if cell.cell_type == "code" and cell.full.strip():
            found.append(_cell(index, cell))
    return found


def _cell(index: int, cell: ReleasedCell) -> Cell:
    binds = cell.metadata.get("autograder", {}).get("binds", ())
    kind = SETUP
    # A locked cell may say that it binds what the student made, such as a form's answers.
    if cell.solution or binds:
        kind = SOLUTION
    elif cell.grade:
        kind = GRADE
    return Cell(index, kind, cell.grade_id, cell.points, cell.full, tuple(binds))


def shows_own_value(cell: Cell, student: Mapping[str, str]) -> bool:
    """Whether a grade cell ends in a student's value as such, which is no score.

    nbgrader reads a number there as points; it must come out of the instructor's code.
    """
    statements = cell.statements
    try:
        last = ast.parse(statements[-1].code).body[-1] if statements else None
    except SyntaxError:
        return False
    root: Any = last.value if isinstance(last, ast.Expr) else None
    while isinstance(root, (ast.Attribute, ast.Subscript, ast.Call)):
        root = root.func if isinstance(root, ast.Call) else root.value
    return isinstance(root, ast.Name) and root.id in student
