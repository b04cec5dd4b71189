"""Each text is in its language: an English option in the Chinese list gives itself away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


_CHINESE = re.compile("[\u4e00-\u9fff]")


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find Chinese in English texts, and Chinese stems without Chinese."""
    for item in bank:
        for path, text in texts(item):
            if _CHINESE.search(text.en):
                note = Text("英文里有汉字", "there are Chinese characters in the English text")
                yield Finding(item, note, (*path, "en"))
        if not _CHINESE.search(item.stem.zh):
            note = Text("中文题干里没有汉字", "the Chinese stem has no Chinese")
            yield Finding(item, note, ("stem", "zh"))
