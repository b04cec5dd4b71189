"""A negative question shows its negation: overlooked, it tests reading and not knowledge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.multiple import Multiple
from question_bank.types.single import Single

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


_NEGATIVE = {
    "zh": re.compile("不属于|不正确|不包括|不恰当|不合适|不应|不是|错误的|除.{1,8}(之外|以外)"),
    "en": re.compile(r"\b(not|except|incorrect|wrong|least|never)\b", re.IGNORECASE),
}
_EMPHASIS = re.compile(r"\*\*.+?\*\*")
_QUESTION = re.compile(r"[^。！？.!?]*[？?]\s*$")


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Look for a negation outside emphasis in the question sentence of a choice."""
    for item in bank:
        if not isinstance(item, (Single, Multiple)):
            continue
        for lang in ("zh", "en"):
            stem = item.stem.of(lang)
            question = _QUESTION.search(stem)
            asked = _EMPHASIS.sub("", question[0] if question else stem)
            if found := _NEGATIVE[lang].search(asked):
                yield Finding(
                    item,
                    Text(
                        f"否定问法“{found[0]}”没有加粗，请写成 **{found[0]}** 或改为正面提问",
                        f"the negation {found[0]!r} is not emphasised; write **{found[0]}**"
                        " or ask positively",
                    ),
                    ("stem", lang),
                )
