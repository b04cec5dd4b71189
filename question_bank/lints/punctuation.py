"""Each language has its own punctuation: half-width marks in Chinese look like a translation."""

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

_CJK = "\u4e00-\u9fff"
_IN_CHINESE = re.compile(rf"[{_CJK}][,;!?](?=\s*[{_CJK}]|\s*$)|[{_CJK}]\.(?=\s*$)")
_IN_ENGLISH = re.compile("[，。；：！？、“”（）《》]")


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find half-width marks after Chinese characters, and full-width ones in English."""
    for item in bank:
        for path, text in texts(item):
            if found := _IN_CHINESE.search(text.zh):
                mark = found[0][-1]
                said = Text(
                    f"中文里用了半角标点“{mark}”", f"half-width {mark!r} in the Chinese text"
                )
                yield Finding(item, said, (*path, "zh"))
            if found := _IN_ENGLISH.search(text.en):
                said = Text(
                    f"英文里用了全角标点“{found[0]}”", f"full-width {found[0]!r} in English"
                )
                yield Finding(item, said, (*path, "en"))
