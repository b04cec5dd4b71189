"""A stem does not say its own key: neither the right option nor what fills a blank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Lang, Text
from question_bank.linting import Finding
from question_bank.lints import _shown
from question_bank.marking.text import read
from question_bank.types.fill_in import FillIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context

_LEAST: dict[Lang, int] = {"zh": 3, "en": 8}


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Look for the right option, and for each blank's answer, in the item's own stem."""
    for item in bank:
        for lang, least in _LEAST.items():
            stem = _shown.stem(item, lang)
            for at, answer in _keys(item, lang):
                if len(answer) >= least and answer in stem:
                    text = Text(
                        f"题干里已有答案“{answer}”（{lang}）",
                        f"the stem says the answer {answer!r} itself ({lang})",
                    )
                    yield Finding(item, text, at)


def _keys(item: Item, lang: Lang) -> Iterator[tuple[tuple[str | int, ...], str]]:
    options = getattr(item, "options", ())
    stem = _pieces(_shown.stem(item, lang), lang)
    wrong = [read(option.text.of(lang)).text for option in options if not option.correct]
    # Where the stem lists the options, right and wrong alike, it gives nothing away.
    if not any(_pieces(text, lang) <= stem for text in wrong):
        for position, option in enumerate(options):
            if option.correct:
                yield ("options", position, "text", lang), read(option.text.of(lang)).text
    if isinstance(item, FillIn):
        for position, blank in enumerate(item.blanks):
            yield ("blanks", position, "accept"), read(blank.accept[0]).text


def _pieces(text: str, lang: Lang) -> set[str]:
    """Return words without their plural, pairs of characters in Chinese."""
    if lang == "zh":
        return {text[n : n + 2] for n in range(len(text) - 1)}
    return {word.rstrip("s") for word in re.findall("[a-z]+", text)}
