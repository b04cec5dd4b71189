"""A blank takes answers in both languages: who reads the English stem answers in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.fill_in import FillIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context

_CHINESE = re.compile("[\u4e00-\u9fff]")
# Numbers, symbols and abbreviations are the same in both languages.
_COMMON = re.compile(r"^[A-Z0-9 .,:%+*/=×÷−-]+$")


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find blanks whose accepted answers are all in one language."""
    for item in bank:
        if not isinstance(item, FillIn):
            continue
        for position, blank in enumerate(item.blanks):
            if any(_COMMON.match(answer) for answer in blank.accept):
                continue
            # An answer in the other language that is known to be wrong was thought of.
            known = [answer for miss in blank.near for answer in miss.answers]
            chinese = [bool(_CHINESE.search(answer)) for answer in blank.accept]
            near = {bool(_CHINESE.search(answer)) for answer in known}
            if len(set(chinese)) == 2 or (not chinese[0]) in near:
                continue
            zh, en = ("英文", "an English") if chinese[0] else ("中文", "a Chinese")
            text = Text(f"没有{zh}答案，请加上", f"{en} answer is missing; add one")
            yield Finding(item, text, ("blanks", position, "accept"))
