"""An answer counts for one reason only: not in two blanks, not as right and wrong at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.marking.text import read
from question_bank.types.fill_in import FillIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find answers that stand twice among the answers of one item."""
    for item in bank:
        if not isinstance(item, FillIn):
            continue
        seen: dict[str, str] = {}
        for position, blank in enumerate(item.blanks):
            lists = [("accept", blank.accept), *(("near", miss.answers) for miss in blank.near)]
            for field, answers in lists:
                for answer in answers:
                    name = read(answer).text
                    here = f"blanks.{position}.{field}"
                    if name in seen and not (field == "near" and seen[name].endswith("near")):
                        text = Text(
                            f"“{answer}”已在 {seen[name]} 中",
                            f"{answer!r} is in {seen[name]} already",
                        )
                        yield Finding(item, text, ("blanks", position, field))
                    seen.setdefault(name, here)
