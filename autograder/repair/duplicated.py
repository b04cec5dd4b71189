"""A copied cell keeps its metadata in JupyterLab: one copy is meant, the others are text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.matching import untouched
from autograder.messages import repair

if TYPE_CHECKING:
    from autograder.repair.draft import Draft
    from autograder.report import Repair


def mend(draft: Draft) -> list[Repair]:
    """Drop copies of what was released; copies that were worked on stay as plain cells.

    A copy of the stub must not stay: run after the answer, it would undo it.
    """
    notes: list[Repair] = []
    by_name = {released.grade_id: released for released in draft.release}
    names = dict.fromkeys(draft.matching.copies.values())
    for name in names:
        released = by_name[name]
        given = [i for i, other in draft.matching.copies.items() if other == name]
        for item in list(draft.items):
            full = released.locked and item.cell.source.strip() == released.full.strip()
            if item.given in given and (full or untouched(released, item.cell)):
                draft.items.remove(item)
        notes.append(repair("duplicated", name, count=len(given) + 1))
    return notes
