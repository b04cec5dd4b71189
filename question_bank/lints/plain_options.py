"""Options are plain text: the form, the paper and the exports print them as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


_MARKUP = re.compile(r"\*\*|__|`|\||<[a-z/]|!\[|\n|^\s*%-?\d+%")


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find markup, line breaks and a leading percentage, which some formats read as a weight."""
    for item in bank:
        for position, option in enumerate(getattr(item, "options", ())):
            for lang in ("zh", "en"):
                if _MARKUP.search(option.text.of(lang)):
                    text = Text(
                        "选项里不要用标记、换行或以 %数字% 开头",
                        "an option has markup, a line break or a leading %n%",
                    )
                    yield Finding(item, text, ("options", position, "text", lang))
