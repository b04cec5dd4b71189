"""The release's structure, read from the instructor's source notebook.

What students were given follows from the source by nbgrader's rules: solution regions become
stubs, hidden tests and mark schemes are cut out.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from autograder.messages import Pair

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode


class SourceNotebookError(ValueError):
    """A source notebook that cannot be graded with; the instructor mends it."""

    def __init__(self, text: Pair) -> None:
        super().__init__(f"{text.zh} / {text.en}")
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a release is made from a source; the defaults are nbgrader's."""

    solution: tuple[str, str] = ("BEGIN SOLUTION", "END SOLUTION")
    hidden_tests: tuple[str, str] = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
    mark_scheme: tuple[str, str] = ("BEGIN MARK SCHEME", "END MARK SCHEME")
    autotest: str = "AUTOTEST"
    code_stub: Mapping[str, str] = field(
        default_factory=lambda: {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
    )
    text_stub: str = "YOUR ANSWER HERE"


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """One cell of the release.

    Attributes
    ----------
    grade_id
        nbgrader's name of the cell; empty for a plain cell.
    cell_type, grade, solution, locked, task, points
        nbgrader's description; ``locked`` is true where the text is the instructor's.
    full
        The source's text, with solution and hidden tests.
    text
        The text as students were given it.
    metadata
        The source's metadata, ``nbgrader`` included.
    """

    grade_id: str
    cell_type: str
    grade: bool
    solution: bool
    locked: bool
    task: bool
    points: float
    full: str
    text: str
    metadata: Mapping[str, Any]

    @property
    def manual(self) -> bool:
        """Whether a human gives the mark."""
        return self.task or (self.grade and (self.solution or self.cell_type != "code"))

    @property
    def graded(self) -> bool:
        """Whether the cell carries points."""
        return self.grade or self.task

    def checksum(self, text: str | None = None) -> str:
        """Return nbgrader's checksum of the cell with its released text, or another."""
        flags = (self.grade, self.solution, self.locked)
        text = self.text if text is None else text
        parts = [text, self.cell_type, *(str(flag) for flag in flags), self.grade_id]
        if self.grade:
            parts.append(str(float(self.points)))
        # MD5 is nbgrader's choice; it tells a change, it protects nothing
        return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def released_cells(source: NotebookNode, rules: Rules | None = None) -> tuple[ReleasedCell, ...]:
    r"""Return the cells that students were given, with what the source says of them.

    Raises
    ------
    SourceNotebookError
        Unbalanced regions, two cells with one grade_id, or autotests not yet instantiated.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> meta = {"nbgrader": {"grade_id": "a", "solution": True}}
    >>> cell = new_code_cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", metadata=meta)
    >>> print(released_cells(new_notebook(cells=[cell]))[0].text)
    # YOUR CODE HERE
    raise NotImplementedError()
    """
    rules = rules or Rules()
    language = source.metadata.get("kernelspec", {}).get("language", "python")
    stub = rules.code_stub.get(language, next(iter(rules.code_stub.values()), ""))
    cells = tuple(_cell(cell, rules, stub) for cell in source.cells)
    names = [cell.grade_id for cell in cells if cell.grade_id]
    for name in names:
        if names.count(name) > 1:
            raise SourceNotebookError(
                Pair(
                    f"源笔记本里有两个单元格的 grade_id 是 {name}，请改掉一个。",
                    f"Two cells of the source have the grade_id {name}; rename one.",
                )
            )
    return cells


def _cell(cell: NotebookNode, rules: Rules, stub: str) -> ReleasedCell:
    meta = cell.metadata.get("nbgrader", {})
    grade, solution, task = (bool(meta.get(key)) for key in ("grade", "solution", "task"))
    locked = not solution and (grade or bool(meta.get("locked")))
    name = str(meta.get("grade_id", "")) if grade or solution or locked or task else ""
    text = cut_region(cell.source, rules.mark_scheme, name)
    text = cut_region(text, rules.hidden_tests, name)
    if solution:
        filler = stub if cell.cell_type == "code" else rules.text_stub
        replaced = cut_region(text, rules.solution, name, filler)
        text = filler if replaced == text else replaced
    if name and cell.cell_type == "code" and _directive(cell.source, rules.autotest):
        raise SourceNotebookError(
            Pair(
                f"单元格 {name} 里的 {rules.autotest} 还没有展开成测试；"
                "请先运行 nbgrader generate_source_with_tests，用它的结果作源笔记本。",
                f"The {rules.autotest} in cell {name} is not a test yet; run nbgrader "
                "generate_source_with_tests first and grade with its result.",
            )
        )
    return ReleasedCell(
        grade_id=name,
        cell_type=cell.cell_type,
        grade=grade,
        solution=solution,
        locked=locked,
        task=task,
        points=float(meta.get("points", 0) or 0) if grade or task else 0.0,
        full=cell.source,
        text=text,
        metadata=cell.metadata,
    )


def cut_region(text: str, marks: tuple[str, str], name: str, filler: str | None = None) -> str:
    """Return ``text`` without the regions between the marks, ``filler`` in their place.

    Raises
    ------
    SourceNotebookError
        A mark without its counterpart; ``name`` says in which cell.
    """
    begin, end = marks
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):
        if begin in line:
            if inside:
                raise _unbalanced(begin, name)
            inside = True
            if filler is not None:
                indent = line[: len(line) - len(line.lstrip())]
                kept.extend(indent + part for part in filler.split("\n"))
        elif end in line:
            inside = False
        elif not inside:
            kept.append(line)
    if inside:
        raise _unbalanced(begin, name)
    return "\n".join(kept)


def _unbalanced(mark: str, name: str) -> SourceNotebookError:
    return SourceNotebookError(
        Pair(
            f"源笔记本单元格 {name} 里的 {mark} 没有配对的结束标记。",
            f"{mark} in cell {name} of the source has no matching end.",
        )
    )


def _directive(text: str, mark: str) -> bool:
    """Whether a comment line asks for a generated test."""
    return (
        bool(mark)
        and re.search(rf"^\s*#+\s*(HASHED )?{re.escape(mark)}\b", text, re.MULTILINE) is not None
    )
