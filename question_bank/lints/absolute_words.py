"""Options avoid absolute words: always and never mark a wrong option for the test-wise."""

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
_ABSOLUTE = {
    "zh": re.compile("一定|必然|绝对|永远|从不|所有.{0,4}都|任何.{0,4}都"),
    "en": re.compile(r"\b(always|never|certainly|surely|absolutely|inevitably)\b", re.IGNORECASE),
}


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find wrong options with an absolute word."""
    for item in bank:
        for position, option in enumerate(getattr(item, "options", ())):
            for lang, words in _ABSOLUTE.items():
                found = words.search(option.text.of("zh" if lang == "zh" else "en"))
                if found and not option.correct:
                    text = Text(
                        f"错误选项里有绝对化的词“{found[0]}”", f"a wrong option says {found[0]!r}"
                    )
                    yield Finding(item, text, ("options", position, "text", lang))
