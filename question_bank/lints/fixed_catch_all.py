"""All or none of the above keeps its place: shuffled, it would refer to the wrong options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


_CATCH_ALL = re.compile(
    "以上(都|均|全|皆)|(都|均)(不)?(是|对|正确)$|(all|none|both) of (the above|these)",
    re.IGNORECASE,
)


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find such options that are not fixed, or not last."""
    for item in bank:
        options = getattr(item, "options", ())
        for position, option in enumerate(options):
            catches = any(_CATCH_ALL.search(option.text.of(lang)) for lang in ("zh", "en"))
            if catches and not (option.fixed and position == len(options) - 1):
                yield Finding(
                    item,
                    Text(
                        "“以上都……”应放在最后并写明 fixed: true",
                        "an option about all others should come last with fixed: true",
                    ),
                    ("options", position),
                )
