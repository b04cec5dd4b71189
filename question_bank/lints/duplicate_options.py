"""No two options read the same: a student could not tell them apart."""

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
    """Compare the options of each item after normalising them, in both languages."""
    for item in bank:
        options = getattr(item, "options", ())
        for lang in ("zh", "en"):
            seen: dict[str, int] = {}
            for position, option in enumerate(options):
                text = read(option.text.of(lang)).text
                if text in seen:
                    yield Finding(
                        item,
                        Text(
                            f"选项与第 {seen[text] + 1} 个相同（{lang}）",
                            f"the option equals number {seen[text] + 1} ({lang})",
                        ),
                        ("options", position, "text", lang),
                    )
                seen.setdefault(text, position)
