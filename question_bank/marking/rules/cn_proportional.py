"""Missing options cost their share; one wrong option costs everything (少选按比例给分)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class CnProportional(Rule):
    """Right options chosen over right options, unless a wrong one was chosen."""

    title: ClassVar[Text] = Text("少选按比例得分", "proportional, no wrong option")
    says: ClassVar[Text] = Text(
        "选对几项得几份分，选了错误选项不得分。",
        "Each right option earns an equal share; one wrong option costs everything.",
    )

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points."""
        return Fraction(0) if tally.wrong else Fraction(tally.hits, tally.right)


RULE = CnProportional
