"""Options that are numbers stand in order: looking for one of them is no part of the question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context

SEVERITY = "warning"
_NUMBER = re.compile(r"^[^\d-]{0,3}(-?\d+(?:,\d{3})*(?:\.\d+)?)\s*[^\d]{0,4}$")
_LEAST = 3


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find choices between plain numbers that neither rise nor fall."""
    for item in bank:
        options = getattr(item, "options", ())
        found = [_NUMBER.match(option.text.zh.strip()) for option in options if not option.fixed]
        if len(found) < _LEAST or not all(found):
            continue
        values = [float(each[1].replace(",", "")) for each in found if each]
        if values not in (sorted(values), sorted(values, reverse=True)):
            text = Text("数字选项请按大小排列", "put options that are numbers in order")
            yield Finding(item, text, ("options",))
