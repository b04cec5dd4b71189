"""No question of a paper prints the number that another one asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.numeric import Numeric
from question_bank.variants import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context

PAPER_ONLY = True


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Compare keys and printed values of the items that share a generator."""
    for item, other in _leaks(bank):
        text = Text(
            f"{other} 印出了本题要求的数（{item.value}），不要放在同一张试卷",
            f"{other} prints the number asked for here ({item.value}); keep them apart",
        )
        yield Finding(item, text, ("value",))


def pairs(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield the ids of items that one paper should not hold together."""
    for item, other in _leaks(bank):
        yield item.id, other


def _leaks(bank: Bank) -> Iterator[tuple[Numeric, str]]:
    printed: dict[tuple[str, str], list[str]] = {}
    for item in bank:
        if item.generator:
            for name in {found[1] for found in PLACEHOLDER.finditer(item.stem.zh)}:
                printed.setdefault((item.generator, name), []).append(item.id)
    for item in bank:
        if isinstance(item, Numeric) and item.generator and isinstance(item.value, str):
            for other in printed.get((item.generator, item.value), ()):
                if other != item.id:
                    yield item, other
