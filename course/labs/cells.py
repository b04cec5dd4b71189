"""Expands the short metadata of a lab's cells into nbgrader's.

========================  =====================================================
``solves: recency``       the student writes here; grade id ``recency``
``checks: recency``       marks it, worth ``points``; grade id ``recency-check``
``answers: strategy``     the student writes, a person marks it; ``points``
``readonly: setup``       locked: restored before grading
``lang: zh`` / ``en``     only in that language's edition
========================  =====================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROLES = ("solves", "checks", "answers", "readonly")
_KEPT = ("tags", "nbgrader", "autograder", "slideshow", "jupyter")
_OURS = ("lang", "points", *ROLES)
_GRADE_ID = re.compile(r"^[A-Za-z][A-Za-z0-9_-]{0,54}$")


@dataclass(frozen=True)
class Place:
    """Where a cell stands in the source, for messages."""

    notebook: str
    number: int

    def error(self, zh: str, en: str, todo_zh: str, todo_en: str) -> CrmlabError:
        """Return the error for this cell."""
        where = f"{self.notebook}: cell {self.number}"
        return CrmlabError(Text(zh, en), where, Text(todo_zh, todo_en))


def expand(cell: NotebookNode, place: Place) -> None:
    """Replace the short metadata of one cell by nbgrader's, in place."""
    meta: dict[str, Any] = dict(cell.metadata)
    unknown = [key for key in meta if key not in _OURS + _KEPT]
    if unknown:
        raise place.error(
            f"不认识的单元格元数据 {unknown[0]!r}",
            f"unknown cell metadata {unknown[0]!r}",
            f"可用的有 {'、'.join(_OURS + _KEPT)}",
            f"known are {', '.join(_OURS + _KEPT)}",
        )
    cell.metadata = {key: meta[key] for key in _KEPT if key in meta}
    roles = [role for role in ROLES if role in meta]
    if len(roles) > 1:
        raise place.error(
            f"一个单元格只能有一种角色，这里有 {'、'.join(roles)}",
            f"a cell has one role, this one has {', '.join(roles)}",
            "请拆成几个单元格",
            "split it into several cells",
        )
    points = meta.get("points")
    if not roles:
        if points is not None:
            raise place.error(
                "有分值，却没有 checks 或 answers",
                "there are points but neither 'checks' nor 'answers'",
                "请补上角色或删去 points",
                "add the role or remove 'points'",
            )
        return
    cell.metadata["nbgrader"] = _nbgrader(roles[0], str(meta[roles[0]]), points, cell, place)


def _nbgrader(
    role: str, name: str, points: object, cell: NotebookNode, place: Place
) -> dict[str, Any]:
    if not _GRADE_ID.match(name):
        raise place.error(
            f"名称 {name!r} 只能用字母、数字、- 和 _",
            f"the name {name!r} may only hold letters, digits, - and _",
            "请改名",
            "rename it",
        )
    graded = role in ("checks", "answers")
    if graded != _is_positive(points):
        raise place.error(
            f"{role}: {name} 的 points 应当{'是正数' if graded else '省去'}",
            f"the points of {role}: {name} should be {'above zero' if graded else 'left out'}",
            "请改正 points",
            "correct 'points'",
        )
    if role in ("solves", "checks") and cell.cell_type != "code":
        raise place.error(
            f"{role}: {name} 应当是代码单元格",
            f"{role}: {name} should be a code cell",
            "请写成 {code-cell}",
            "write it as a {code-cell}",
        )
    made: dict[str, Any] = {
        "grade": graded,
        "grade_id": f"{name}-check" if role == "checks" else name,
        "locked": role in ("checks", "readonly"),
        "schema_version": 3,
        "solution": role in ("solves", "answers"),
        "task": False,
    }
    if graded:
        made["points"] = points
    return made


def _is_positive(points: object) -> bool:
    return isinstance(points, int | float) and not isinstance(points, bool) and points > 0


def cell_id(cell: NotebookNode, number: int) -> str:
    """Return a cell's stable id: its grade id, else its kind and place in the source.

    Examples
    --------
    >>> import nbformat
    >>> cell_id(nbformat.v4.new_markdown_cell("..."), 7)
    'markdown-007'
    """
    meta = cell.metadata.get("nbgrader")
    return str(meta["grade_id"]) if meta else f"{cell.cell_type}-{number:03d}"
