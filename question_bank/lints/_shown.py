"""What students read of an item, for the lints that look for answers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.marking.text import read

if TYPE_CHECKING:
    from crm_models.text import Lang
    from question_bank.item import Item


def stem(item: Item, lang: Lang) -> str:
    """Return the stem as a short answer is read: width, case and spaces made alike."""
    return read(item.stem.of(lang)).text


def everything(item: Item, lang: Lang) -> str:
    """Return stem and options, or the questions of a case."""
    options = (option.text.of(lang) for option in getattr(item, "options", ()))
    questions = (question.stem.of(lang) for question in getattr(item, "questions", ()))
    return " ".join(read(text).text for text in (item.stem.of(lang), *options, *questions))
