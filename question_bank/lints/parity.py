"""Chinese and English ask the same: same numbers, same placeholders, same emphasis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.variants import PLACEHOLDER
from question_bank.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


# An explanation may say "twice" where the other language says "2 倍".
_EXPLANATIONS = ("why", "if_true", "if_false")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _traits(text: str) -> dict[str, list[str]]:
    bare = PLACEHOLDER.sub(" ", text)
    return {
        "placeholder": sorted(found[0] for found in PLACEHOLDER.finditer(text)),
        "number": sorted(_NUMBER.findall(bare)),
        "emphasis": ["**"] * bare.count("**"),
        "table row": ["|"] * sum(line.startswith("|") for line in bare.splitlines()),
    }


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Compare what the two languages of each text share."""
    for item in bank:
        for path, text in texts(item):
            zh, en = _traits(text.zh), _traits(text.en)
            for trait in zh:
                if trait == "number" and path[-1] in _EXPLANATIONS:
                    continue
                if zh[trait] != en[trait]:
                    yield Finding(
                        item,
                        Text(
                            f"中英文不一致（{trait}：{zh[trait]} 与 {en[trait]}）",
                            f"Chinese and English differ ({trait}: {zh[trait]} and {en[trait]})",
                        ),
                        path,
                    )
