"""Where a question is filed: its chapter and section, and a folder for variants of one item."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import Carried


def places(pieces: Sequence[Carried]) -> list[tuple[str, ...]]:
    """Return the path of every question: several variants of an item share a folder.

    A system that draws a question at random from a folder then gives every student a variant.
    """
    variants = Counter(each.question.item.id for each in pieces)
    return [
        (*each.question.path, each.question.item.id)
        if variants[each.question.item.id] > 1
        else each.question.path
        for each in pieces
    ]
