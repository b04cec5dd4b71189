"""Matches a submission's cells to the release's: by grade id, then text, then likeness, then place.

Nothing in a submission is trusted: its metadata only help to find which cell is which.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nbformat import NotebookNode

    from autograder.released import ReleasedCell

ALIKE = 0.6  # the least likeness of two texts that are taken for the same cell
LONGEST = 20_000  # characters compared at most


@dataclass(frozen=True, slots=True)
class Matching:
    """Which submitted cell is which released cell.

    Attributes
    ----------
    pairs
        Place in the submission by place in the release.
    how
        By place in the release: ``"id"``, ``"text"``, ``"likeness"`` or ``"place"``.
    copies
        Submitted cells that carry a released cell's id but were not taken for it.
    """

    pairs: dict[int, int]
    how: dict[int, str]
    copies: dict[int, str]


def match(release: Sequence[ReleasedCell], cells: Sequence[NotebookNode]) -> Matching:
    """Match every released cell to at most one submitted cell, and the other way round."""
    pairs: dict[int, int] = {}
    how: dict[int, str] = {}
    copies: dict[int, str] = {}

    def take(found: Iterable[tuple[int, int]], by: str) -> None:
        for place, given in found:
            pairs[place], how[place] = given, by

    claimed = [grade_id_of(cell) for cell in cells]
    for place, released in enumerate(release):
        candidates = [i for i, name in enumerate(claimed) if name and name == released.grade_id]
        if candidates:
            best = _best_copy(released, [cells[i] for i in candidates])
            take([(place, candidates[best])], "id")
            copies.update((i, released.grade_id) for k, i in enumerate(candidates) if k != best)
    free = [i for i in range(len(cells)) if i not in pairs.values() and i not in copies]
    take(_same_text(release, cells, pairs, free), "text")
    free = [i for i in free if i not in pairs.values()]
    take(_alike(release, cells, pairs, free), "likeness")
    free = [i for i in free if i not in pairs.values()]
    take(_by_place(release, cells, pairs, free), "place")
    return Matching(pairs, how, copies)


def grade_id_of(cell: NotebookNode) -> str:
    """Return the grade_id that a submitted cell claims, or an empty string."""
    meta = cell.metadata.get("nbgrader")
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else ""


def _best_copy(released: ReleasedCell, copies: Sequence[NotebookNode]) -> int:
    """Return which of several copies is meant: the last one that was worked on."""
    if released.locked:
        return 0
    worked_on = [i for i, cell in enumerate(copies) if not untouched(released, cell)]
    return worked_on[-1] if worked_on else 0


def untouched(released: ReleasedCell, cell: NotebookNode) -> bool:
    """Whether an answer is empty or still as it was released.

    A cell whose own checksum fits its text counts as such too: courses have stubs of their own,
    and claiming it falsely wins nothing.
    """
    if _bare(cell.source) in ("", _bare(released.text)):
        return True
    meta = cell.metadata.get("nbgrader")
    claimed = meta.get("checksum") if isinstance(meta, dict) else None
    return claimed is not None and claimed == released.checksum(cell.source)


def _bare(text: str) -> str:
    """Return a text without the white space that editors change."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _same_text(
    release: Sequence[ReleasedCell],
    cells: Sequence[NotebookNode],
    pairs: dict[int, int],
    free: list[int],
) -> list[tuple[int, int]]:
    """Match what was left as it was given, each to the next such cell."""
    found: list[tuple[int, int]] = []
    rest = {place: _bare(cells[place].source) for place in free}
    texts = [_bare(released.text) for released in release]
    last = -1
    for place, text in enumerate(texts):
        if place in pairs:
            last = pairs[place]
            continue
        # a stub that several answers share says nothing: those are matched by place
        if not text or (release[place].solution and texts.count(text) > 1):
            continue
        same = [given for given, other in rest.items() if other == text]
        if same:
            given = next((i for i in same if i > last), same[0])
            del rest[given]
            found.append((place, given))
            last = given
    return found


def _alike(
    release: Sequence[ReleasedCell],
    cells: Sequence[NotebookNode],
    pairs: dict[int, int],
    free: list[int],
) -> list[tuple[int, int]]:
    """Match the most alike first."""
    scores: list[tuple[float, int, int]] = []
    for place, released in enumerate(release):
        if place in pairs:
            continue
        for given in free:
            score = _likeness(released, cells[given])
            if score >= ALIKE:
                scores.append((-score, place, given))
    found: dict[int, int] = {}
    for _, place, given in sorted(scores):
        if place not in found and given not in found.values():
            found[place] = given
    return list(found.items())


def _likeness(released: ReleasedCell, cell: NotebookNode) -> float:
    """Return how alike a released cell and a submitted one are, 0 to 1."""
    text = cell.source[:LONGEST]
    if not text.strip():
        return 0.0
    score = _ratio(released.text[:LONGEST], text)
    if released.solution and released.cell_type == "code":
        score = max(score, _ratio(released.full[:LONGEST], text))
        wanted, bound = names_bound(released.full), names_bound(text)
        if wanted and bound:
            score = max(score, len(wanted & bound) / len(wanted | bound))
    return score if released.cell_type == cell.cell_type else score * 0.95


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def names_bound(code: str) -> frozenset[str]:
    r"""Return the names that a cell's code defines at its top level; none if it is no Python.

    Examples
    --------
    >>> sorted(names_bound("import numpy as np\ndef f(x):\n    y = 1\nz = 2"))
    ['f', 'np', 'z']
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                names.update(part.id for part in ast.walk(target) if isinstance(part, ast.Name))
    return frozenset(names)


def _by_place(
    release: Sequence[ReleasedCell],
    cells: Sequence[NotebookNode],
    pairs: dict[int, int],
    free: list[int],
) -> list[tuple[int, int]]:
    """Match answers to what stands between the same two neighbours, where that is not in doubt."""
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(release):
        if place in pairs or not release[place].grade_id:
            place += 1
            continue
        end = place
        while end < len(release) and end not in pairs:
            end += 1
        low = max((pairs[i] for i in range(place) if i in pairs), default=-1)
        high = min((pairs[i] for i in range(end, len(release)) if i in pairs), default=len(cells))
        for kind in ("code", "markdown"):
            missing = [
                i for i in range(place, end) if release[i].solution and release[i].cell_type == kind
            ]
            inside = [i for i in free if low < i < high and cells[i].cell_type == kind]
            inside = [i for i in inside if cells[i].source.strip()]
            if kind == "markdown" and len(inside) > len(missing):
                # of written answers the longest are meant
                longest = sorted(inside, key=lambda i: -len(cells[i].source))[: len(missing)]
                inside = sorted(longest)
            if missing and len(missing) == len(inside):
                found.extend(zip(missing, inside, strict=True))
        place = end
    return found
