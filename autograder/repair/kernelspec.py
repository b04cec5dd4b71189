"""The kernel is the release's, whatever the student's editor wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.messages import repair

if TYPE_CHECKING:
    from autograder.repair.draft import Draft
    from autograder.report import Repair


def mend(draft: Draft) -> list[Repair]:
    """Say whether the submission names another kernel; the draft carries the source's."""
    wanted = draft.source.metadata.get("kernelspec", {}).get("name")
    spec = draft.submission.metadata.get("kernelspec")
    named = spec.get("name") if isinstance(spec, dict) else None
    if wanted is None or named is None or named == wanted:
        return []
    return [repair("kernelspec", name=str(named)[:40], wanted=wanted)]
