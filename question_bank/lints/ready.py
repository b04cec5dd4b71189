"""A paper holds finished items only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


PAPER_ONLY = True


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find drafts and retired items."""
    for item in bank:
        if item.status != "ready":
            text = Text(
                f"状态为 {item.status}，不能用于试卷",
                f"its status is {item.status}; not fit for a paper",
            )
            yield Finding(item, text, ("status",))
