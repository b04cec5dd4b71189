"""Each option has an explanation of its own: a copied one explains nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.marking.text import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find options with the explanation of an earlier one."""
    for item in bank:
        for lang in ("zh", "en"):
            seen: dict[str, int] = {}
            for position, option in enumerate(getattr(item, "options", ())):
                if option.why is None:
                    continue
                why = read(option.why.of(lang)).text
                if why in seen:
                    number = seen[why] + 1
                    text = Text(
                        f"解释与第 {number} 个选项的相同（{lang}）",
                        f"the explanation is that of option {number} ({lang})",
                    )
                    yield Finding(item, text, ("options", position, "why", lang))
                seen.setdefault(why, position)
