"""No stem of a paper holds the right option of another question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Lang, Text
from question_bank import overlap
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
    ids = [item.id for item in bank]
    keys = {lang: list(_keys(bank, lang)) for lang in _LEAST}
    told = {
        lang: overlap.holding(
            [_shown.stem(item, lang) for item in bank], [text for *_, text in found]
        )
        for lang, found in keys.items()
    }
    seen: set[tuple[str, int, str]] = set()
    for lang, found in keys.items():
        for item, position, text in found:
            for other in (ids[place] for place in told[lang].get(text, ())):
                if other != item.id and (item.id, position, other) not in seen:
                    seen.add((item.id, position, other))
                    yield item, position, other


def _keys(bank: Bank, lang: Lang) -> Iterator[tuple[Item, int, str]]:
    """Yield the right options that are long enough to tell something."""
    for item in bank:
        for position, option in enumerate(getattr(item, "options", ())):
            if option.correct and len(text := read(option.text.of(lang)).text) >= _LEAST[lang]:
                yield item, position, text
