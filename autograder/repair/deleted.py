"""What was deleted is put back as it was released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.messages import repair
from autograder.notebook_format import new_code_cell, new_markdown_cell, new_raw_cell
from autograder.repair.draft import Item

if TYPE_CHECKING:
    from autograder.repair.draft import Draft
    from autograder.report import Repair

_NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


def mend(draft: Draft) -> list[Repair]:
    """Put back every nbgrader cell of the release that has no counterpart."""
    notes: list[Repair] = []
    for place, released in enumerate(draft.release):
        if not released.grade_id or place in draft.matching.pairs:
            continue
        cell = _NEW[released.cell_type](released.text)
        draft.insert(Item(cell, place, None))
        notes.append(repair("deleted", released.grade_id))
    return notes
