"""A single choice has one right option, a multiple choice at least two and a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.types.multiple import Multiple
from question_bank.types.single import Single

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Count the right options."""
    for item in bank:
        if isinstance(item, Single):
            count = sum(option.correct for option in item.options)
            if count != 1:
                yield Finding(
                    item,
                    Text(
                        f"单选题有 {count} 个正确选项，应当恰好 1 个",
                        f"a single choice with {count} right options; it needs exactly 1",
                    ),
                    ("options",),
                )
        elif isinstance(item, Multiple):
            count = sum(option.correct for option in item.options)
            if not 2 <= count < len(item.options):
                yield Finding(
                    item,
                    Text(
                        f"多选题有 {count} 个正确选项，应当至少 2 个，且至少有 1 个错误选项",
                        f"a multiple choice with {count} right options; it needs 2 or more,"
                        " and a wrong one",
                    ),
                    ("options",),
                )
