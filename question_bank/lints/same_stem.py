"""No two questions of a paper begin alike: students take the second one for a misprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.lints import _shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context

PAPER_ONLY = True


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find stems that stand twice."""
    for item, other in _same(bank):
        text = Text(f"题干与 {other} 相同", f"the stem equals that of {other}")
        yield Finding(item, text, ("stem",))


def pairs(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield the ids of items that one paper should not hold together."""
    for item, other in _same(bank):
        yield item.id, other


def _same(bank: Bank) -> Iterator[tuple[Item, str]]:
    seen: dict[str, list[str]] = {}
    for item in bank:
        earlier = seen.setdefault(_shown.stem(item, "zh"), [])
        for other in earlier:
            yield item, other
        earlier.append(item.id)
