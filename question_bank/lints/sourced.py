"""Every item says which row of the teaching plan it comes from, so that it can be reviewed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


_ROW = re.compile(
    r"^(A[1-5]-\d{2}|B\d|C\d(\.\d)?|D-\d{2}|E|F-\d{2}|H\d-[A-Z]\w*|H\d-\d{2}|K-[A-Z]?\w+)$"
)


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find missing and misspelt sources."""
    for item in bank:
        if not item.source:
            text = Text("缺少出处（source），如 [A1-10]", "the source is missing, such as [A1-10]")
            yield Finding(item, text)
        for field, rows in (("source", item.source), ("corrects", item.corrects)):
            for position, row in enumerate(rows):
                if not _ROW.match(row) or (field == "corrects") != row.startswith("F-"):
                    text = Text(
                        f"{row} 不是教学计划的行号", f"{row} is no row of the teaching plan"
                    )
                    yield Finding(item, text, (field, position))
