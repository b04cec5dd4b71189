"""Nothing that GIFT, Aiken or CSV reads as its own sign: an arrow, a bar, a key's label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.fill_in import FillIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context

# Moodle takes a line that begins so for an option or for the key of an Aiken question.
_LABEL = re.compile(r"^([A-Z][).][ \t]|ANSWER:)")
_SIGNS = ("->", "|")


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find answers with ``->`` or ``|``, and stems that begin like an option or a key."""
    for item in bank:
        for lang in ("zh", "en"):
            if _LABEL.match(item.stem.of(lang)):
                text = Text(
                    "题干的开头像选项或答案（Aiken 会误读），请换个写法",
                    "the stem begins like an option or a key, which Aiken misreads; reword it",
                )
                yield Finding(item, text, ("stem", lang))
        yield from _answers(item)


def _answers(item: Item) -> Iterator[Finding]:
    if not isinstance(item, FillIn):
        return
    for number, blank in enumerate(item.blanks):
        listed = [("accept", position, text) for position, text in enumerate(blank.accept)]
        for field, position, text in listed:
            if sign := next((sign for sign in _SIGNS if sign in text), ""):
                said = Text(
                    f"答案里有“{sign}”，GIFT 或 CSV 会误读，请换个写法",
                    f"the answer has '{sign}', which GIFT or CSV misreads; write it otherwise",
                )
                yield Finding(item, said, ("blanks", number, field, position))
