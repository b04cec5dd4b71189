"""Misconceptions are named as the models name them, so that reports can add them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.numeric import Numeric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Look every name up in the registry of misconceptions."""
    named = [(item, at, name) for item in bank for at, name in _names(item)]
    if not named:
        return
    from crm_models import misconceptions

    known = {found.name for found in misconceptions.everything()}
    for item, at, name in named:
        if name not in known:
            text = Text(f"没有名为“{name}”的误解", f"there is no misconception {name!r}")
            yield Finding(item, text, at)


def _names(item: Item) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for position, option in enumerate(getattr(item, "options", ())):
        if option.mistake:
            yield ("options", position, "mistake"), option.mistake
    if isinstance(item, Numeric):
        for position, mistake in enumerate(item.mistakes):
            if mistake.name:
                yield ("mistakes", position, "name"), mistake.name
    mistaken = getattr(item, "mistake", None)
    if mistaken:
        yield ("mistake",), mistaken
