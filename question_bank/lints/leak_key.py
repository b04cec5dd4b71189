"""No stem of a paper holds the right option of another question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Lang, Text
from question_bank.linting import Finding
from question_bank.lints import _shown
from question_bank.marking.text import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context

PAPER_ONLY = True
# Shorter options are common words, which tell nothing.
_LEAST: dict[Lang, int] = {"zh": 6, "en": 18}


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Look for right options in the stems of the other questions."""
    for item, position, other in _leaks(bank):
        text = Text(
            f"{other} 的题干里有本题的正确选项，不要放在同一张试卷",
            f"the stem of {other} holds the right option; keep them apart",
        )
        yield Finding(item, text, ("options", position))


def pairs(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield the ids of items that one paper should not hold together."""
    for item, _, other in _leaks(bank):
        yield item.id, other


def _leaks(bank: Bank) -> Iterator[tuple[Item, int, str]]:
    stems = {lang: {item.id: _shown.stem(item, lang) for item in bank} for lang in _LEAST}
    for item in bank:
        for position, option in enumerate(getattr(item, "options", ())):
            if not option.correct:
                continue
            for lang, least in _LEAST.items():
                text = read(option.text.of(lang)).text
                hits = [i for i, s in stems[lang].items() if i != item.id and text in s]
                if len(text) >= least and hits:
                    yield item, position, hits[0]
                    break
