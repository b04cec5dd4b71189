"""Tests and other locked cells get the instructor's text back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.messages import repair

if TYPE_CHECKING:
    from autograder.repair.draft import Draft
    from autograder.report import Repair


def mend(draft: Draft) -> list[Repair]:
    """Put the source's full text into every locked cell; say where the released one was edited."""
    notes: list[Repair] = []
    for item, released in draft.marked():
        if not released.locked:
            continue
        if item.cell.source.strip() not in (released.text.strip(), released.full.strip()):
            notes.append(repair("edited", released.grade_id))
        item.cell.source = released.full
        if released.text != released.full:
            item.cell.metadata = {"autograder": {"released": released.text}}
        else:
            item.cell.metadata = {}
    return notes
