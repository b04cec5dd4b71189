"""There is one answer for every blank, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.fill_in import BLANK, FillIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Count the blanks of the stem and the blanks with answers."""
    for item in bank:
        if not isinstance(item, FillIn):
            continue
        for lang in ("zh", "en"):
            drawn = len(BLANK.findall(item.stem.of(lang)))
            if drawn != len(item.blanks):
                yield Finding(
                    item,
                    Text(
                        f"题干有 {drawn} 个空，答案有 {len(item.blanks)} 个",
                        f"the stem has {drawn} blanks, the answers are {len(item.blanks)}",
                    ),
                    ("stem", lang),
                )
