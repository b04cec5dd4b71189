"""No question of a paper tells the answer to a blank of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank import overlap
from question_bank.linting import Finding
from question_bank.lints import _shown
from question_bank.marking.text import read
from question_bank.types.fill_in import Blank, FillIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


PAPER_ONLY = True
_LEAST = 2


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Look for the first accepted answer of each blank in the other questions."""
    for item, position, blank, other in _leaks(bank):
        text = Text(
            f"{other} 泄露了答案“{blank.accept[0]}”，不要放在同一张试卷",
            f"{other} tells the answer {blank.accept[0]!r}; keep them apart",
        )
        yield Finding(item, text, ("blanks", position))


def pairs(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield the ids of items that one paper should not hold together."""
    for item, _, _, other in _leaks(bank):
        yield item.id, other


def _leaks(bank: Bank) -> Iterator[tuple[FillIn, int, Blank, str]]:
    ids = [item.id for item in bank]
    shown = [f"{_shown.everything(item, 'zh')} {_shown.everything(item, 'en')}" for item in bank]
    asked = [
        (item, position, blank, answer)
        for item in bank
        if isinstance(item, FillIn)
        for position, blank in enumerate(item.blanks)
        if len(answer := read(blank.accept[0]).text) >= _LEAST
    ]
    told = overlap.holding(shown, [answer for *_, answer in asked])
    for item, position, blank, answer in asked:
        for other in told.get(answer, ()):
            if ids[other] != item.id:
                yield item, position, blank, ids[other]
