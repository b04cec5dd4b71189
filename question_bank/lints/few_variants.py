"""Variants differ: when most seeds print the same numbers, neighbours can copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.problems import BankError
from question_bank.variants import PLACEHOLDER, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context

_SEEDS, _LEAST = 12, 4


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Draw a dozen variants and count how many print different values."""
    for item in bank:
        names = sorted({found[1] for found in PLACEHOLDER.finditer(_text(item))})
        if item.generator is None or not names:
            continue
        try:
            values = [drawn(item, seed) for seed in range(_SEEDS)]
            different = len({tuple(each[name] for name in names) for each in values})
        except (BankError, KeyError):
            continue  # the lint about variants says so
        if different < _LEAST:
            text = Text(
                f"{_SEEDS} 个种子只印出 {different} 种不同的数据",
                f"{_SEEDS} seeds print {different} different sets of values only",
            )
            yield Finding(item, text, ("generator",))


def _text(item: Item) -> str:
    options = (option.text.zh for option in getattr(item, "options", ()))
    return " ".join((item.stem.zh, *options))
