"""Gives a clumsy submission the release's structure again; the content stays the student's.

Each kind of repair is one module with a function ``mend(draft)``, which changes the draft and
says what it did. They run in the order of `STEPS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.matching import match, untouched
from autograder.notebook_format import from_dict
from autograder.released import Rules, released_cells
from autograder.repair import (
    deleted,
    duplicated,
    edited,
    kernelspec,
    points,
    renamed,
    reordered,
    retyped,
)
from autograder.repair.draft import Draft

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from autograder.released import ReleasedCell
    from autograder.repair.draft import Item
    from autograder.report import Repair

STEPS = (kernelspec, points, renamed, duplicated, deleted, retyped, edited, reordered)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A submission that has the release's structure, and what was done to it."""

    notebook: NotebookNode
    repairs: tuple[Repair, ...]
    untouched: frozenset[str]
    """Ids of the answers that are still as they were released."""


def repair_notebook(
    source: NotebookNode, submission: NotebookNode, rules: Rules | None = None
) -> Repaired:
    """Repair a submission.

    Parameters
    ----------
    source
        The instructor's notebook (`autograder.reading.read_notebook`).
    submission
        The student's, read likewise; it is not changed.
    rules
        How the release was made from the source.

    Returns
    -------
    Repaired
        With every nbgrader cell of the source exactly once, in the source's order, with the
        source's metadata and, where locked, the source's full text. All other metadata of the
        submission are dropped: a tag could skip a test.

    Raises
    ------
    SourceNotebookError
        The source itself is at fault.
    """
    release = released_cells(source, rules)
    given = from_dict(submission)
    draft = Draft(release, source, given, match(release, given.cells))
    notes = [note for step in STEPS for note in step.mend(draft)]
    used: set[str] = set()
    blank = frozenset(
        released.grade_id
        for item, released in draft.marked()
        if released.solution and untouched(released, item.cell)
    )
    cells = [_finished(draft, item, used) for item in draft.items]
    kept = {
        key: source.metadata[key]
        for key in ("kernelspec", "language_info")
        if key in source.metadata
    }
    notebook = from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": kept, "cells": cells})
    return Repaired(notebook, tuple(notes), blank)


def _finished(draft: Draft, item: Item, used: set[str]) -> dict[str, Any]:
    """Return a cell with a fresh skin: only what the release or this package says of it."""
    released = draft.released(item)
    cell = dict(item.cell)
    metadata: dict[str, Any] = {}
    if released is not None:
        ours = released.metadata.get("autograder", {})
        both = {**ours, **cell["metadata"].get("autograder", {})} if released.locked else {**ours}
        if both:
            metadata["autograder"] = both
        if released.locked:
            metadata |= {"deletable": False, "editable": False}
        text = released.full if released.locked else released.text
        metadata["nbgrader"] = described(released, text)
    name = str(cell.get("id", ""))
    if not name or name in used:
        name = next(n for k in range(10**6) if (n := f"repaired-{k}") not in used)
    used.add(name)
    return {**cell, "id": name, "metadata": metadata}


def described(released: ReleasedCell, text: str) -> dict[str, Any]:
    """Return nbgrader's metadata, schema version 3, of a cell whose checksum is that of ``text``.

    nbgrader compares locked cells with the text that stands in them and answers with the stub.
    """
    meta = {
        "schema_version": 3,
        "grade_id": released.grade_id,
        "grade": released.grade,
        "solution": released.solution,
        "locked": released.locked,
        "task": released.task,
        "cell_type": released.cell_type,
        "checksum": released.checksum(text),
    }
    if released.graded:
        meta["points"] = released.points
    return meta
