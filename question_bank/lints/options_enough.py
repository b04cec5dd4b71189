"""A choice has three options or more: with two, half of all guesses are right."""

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
    """Count the options."""
    for item in bank:
        if isinstance(item, (Single, Multiple)) and len(item.options) < 3:
            text = Text(
                "选项至少要有 3 个（两个选项请用判断题）",
                "give 3 options or more (or make it true or false)",
            )
            yield Finding(item, text, ("options",))
