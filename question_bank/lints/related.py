"""No paper holds two questions on the same material, as `related` names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context

PAPER_ONLY = True


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find questions whose material another one of the paper has too."""
    for item, position, other in _met(bank):
        text = Text(
            f"与 {other} 用同一份材料，不要放在同一张试卷",
            f"is on the same material as {other}; keep them apart",
        )
        yield Finding(item, text, ("related", position))


def pairs(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield the ids of items that one paper should not hold together."""
    for item, _, other in _met(bank):
        yield item.id, other


def _met(bank: Bank) -> Iterator[tuple[Item, int, str]]:
    here = {item.id for item in bank}
    for item in bank:
        for position, other in enumerate(item.related):
            if other in here and other != item.id:
                yield item, position, other
