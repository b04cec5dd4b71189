"""No two items ask the same: same options, same key and similar wording is one item twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.marking.text import read
from question_bank.overlap import bigrams, similar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context


# Without options the key alone says little: then the wording has to be closer.
_WITH_OPTIONS, _WITHOUT = 0.4, 0.5


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Compare the wording of items that share options and key."""
    for item, other in _alike(bank):
        text = Text(f"与 {other} 几乎相同，请删去一道", f"almost the same as {other}; drop one")
        yield Finding(item, text)


def pairs(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield the ids of items that one paper should not hold together."""
    for item, other in _alike(bank):
        yield item.id, other


def _alike(bank: Bank) -> Iterator[tuple[Item, str]]:
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in bank:
        groups.setdefault(_signature(item), []).append(item)
    for items in groups.values():
        if len(items) > 1:
            least = _WITH_OPTIONS if getattr(items[0], "options", ()) else _WITHOUT
            for later, earlier in similar([bigrams(item.stem.zh) for item in items], least):
                yield items[later], items[earlier].id


def _signature(item: Item) -> tuple[object, ...]:
    options = frozenset(read(option.text.zh).text for option in getattr(item, "options", ()))
    right = frozenset(
        read(option.text.zh).text for option in getattr(item, "options", ()) if option.correct
    )
    return (item.type, options, right or _key(item))


def _key(item: Item) -> object:
    for field in ("value", "correct", "blanks", "model"):
        if hasattr(item, field):
            return getattr(item, field)
    return None
