"""Cells that were moved go back to the order of the release."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from autograder.messages import repair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.repair.draft import Draft
    from autograder.report import Repair


def mend(draft: Draft) -> list[Repair]:
    """Move as few nbgrader cells as possible; the student's own cells stay where they are."""
    marked = [(item, released) for item, released in draft.marked() if item.place is not None]
    places = [item.place for item, _ in marked if item.place is not None]
    staying = rising(places)
    notes: list[Repair] = []
    moved = [pair for index, pair in enumerate(marked) if index not in staying]
    for item, _ in moved:
        draft.items.remove(item)
    for item, released in sorted(moved, key=lambda pair: pair[0].place or 0):
        draft.insert(item)
        notes.append(repair("reordered", released.grade_id))
    return notes


def rising(numbers: Sequence[int]) -> set[int]:
    """Return the indices of a longest increasing subsequence.

    Examples
    --------
    >>> sorted(rising([1, 5, 2, 3]))
    [0, 2, 3]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else -1)
        tails[length:] = [number, *tails[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
    chain: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.add(index)
        index = before[index]
    return chain
