"""Ids are unique: two items with one id would share answers and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find every item whose id is taken."""
    seen: set[str] = set()
    for item in bank:
        if item.id in seen:
            text = Text(
                "编号与前面的题重复，请换一个", "the id is taken by an earlier item; choose another"
            )
            yield Finding(item, text, ("id",))
        seen.add(item.id)
