"""No two items ask the same: same options, same key and similar wording is one item twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.marking.text import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context


_OVERLAP = 0.4


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Compare the wording of items that share options and key."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in bank:
        groups.setdefault(_signature(item), []).append(item)
    for items in groups.values():
        grams = [_grams(item.stem.zh) for item in items]
        for later in range(1, len(items)):
            for earlier in range(later):
                common = len(grams[later] & grams[earlier])
                union = len(grams[later] | grams[earlier])
                if union and common / union >= _OVERLAP:
                    other = items[earlier].id
                    text = Text(
                        f"与 {other} 几乎相同，请删去一道", f"almost the same as {other}; drop one"
                    )
                    yield Finding(items[later], text)
                    break


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


def _grams(text: str) -> set[str]:
    plain = read(text).text
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
