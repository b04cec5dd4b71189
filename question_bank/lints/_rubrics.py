"""Every rubric of a bank with its place: of prose one, of a case one for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.rubric import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.walk import Path


def rubrics(bank: Bank) -> Iterator[tuple[Item, Prose, Path]]:
    """Yield the item, what is marked with the rubric, and where that stands in the item."""
    for item in bank:
        for position, (part, _) in enumerate(item.parts()):
            if isinstance(part, Prose):
                yield item, part, () if part is item else ("questions", position)
