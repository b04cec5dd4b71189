"""A cell turned from code into text, or the other way, gets its type back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.messages import repair

if TYPE_CHECKING:
    from autograder.repair.draft import Draft
    from autograder.report import Repair


def mend(draft: Draft) -> list[Repair]:
    """Give every nbgrader cell the release's type."""
    notes: list[Repair] = []
    for item, released in draft.marked():
        if item.cell.cell_type == released.cell_type:
            continue
        notes.append(
            repair(
                "retyped",
                released.grade_id,
                given=item.cell.cell_type,
                wanted=released.cell_type,
            )
        )
        item.cell.cell_type = released.cell_type
        if released.cell_type == "code":
            item.cell.pop("attachments", None)
            item.cell.outputs, item.cell.execution_count = [], None
        else:
            item.cell.pop("outputs", None)
            item.cell.pop("execution_count", None)
    return notes
