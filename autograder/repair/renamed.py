"""A cell whose grade id was changed or lost is found by what it says and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.matching import grade_id_of
from autograder.messages import repair

if TYPE_CHECKING:
    from autograder.repair.draft import Draft
    from autograder.report import Repair


def mend(draft: Draft) -> list[Repair]:
    """Say which cells were recognised without their id."""
    notes: list[Repair] = []
    for item, released in draft.marked():
        if item.given is None or draft.matching.how[item.place or 0] == "id":
            continue
        claimed = grade_id_of(draft.submission.cells[item.given])
        if claimed:
            notes.append(repair("renamed", released.grade_id, claimed=claimed[:40]))
        else:
            notes.append(repair("metadata", released.grade_id))
    return notes
