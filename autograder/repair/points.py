"""Points and roles are the release's, whatever the submission's metadata claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.messages import repair

if TYPE_CHECKING:
    from autograder.repair.draft import Draft
    from autograder.report import Repair


def mend(draft: Draft) -> list[Repair]:
    """Say which cells claim other points, or claim to be tested or answered otherwise."""
    notes: list[Repair] = []
    for item, released in draft.marked():
        if item.given is None:
            continue
        meta = draft.submission.cells[item.given].metadata.get("nbgrader")
        if not isinstance(meta, dict) or "grade_id" not in meta:
            continue
        claimed = meta.get("points")
        if released.graded and claimed is not None and not _same(claimed, released.points):
            notes.append(repair("points", released.grade_id, wanted=released.points))
        roles = (released.grade, released.solution, released.task)
        if tuple(bool(meta.get(key)) for key in ("grade", "solution", "task")) != roles:
            notes.append(repair("roles", released.grade_id))
    return notes


def _same(claimed: object, points: float) -> bool:
    return isinstance(claimed, (int, float)) and float(claimed) == points
