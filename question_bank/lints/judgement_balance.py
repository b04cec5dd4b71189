"""True and false statements are mixed: guessing one of them all the time must not pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.true_false import TrueFalse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


SEVERITY = "warning"
_LEAST = 6


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find chapters in which more than four fifths of the statements are alike."""
    chapters: dict[str, list[TrueFalse]] = {}
    for item in bank:
        if isinstance(item, TrueFalse):
            chapters.setdefault(item.chapter, []).append(item)
    for chapter, items in chapters.items():
        true = sum(item.correct for item in items)
        if len(items) >= _LEAST and not 0.2 <= true / len(items) <= 0.8:
            yield Finding(
                items[0],
                Text(
                    f"{chapter} 的 {len(items)} 道判断题中有 {true} 道为“正确”，请调整",
                    f"{true} of {len(items)} statements in {chapter} are true; even them out",
                ),
            )
