"""Each error halves the points; three errors leave nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class Halves(Rule):
    """An error is a right option left out or a wrong one chosen."""

    title: ClassVar[Text] = Text("一错减半", "halves")
    says: ClassVar[Text] = Text(
        "错一处（漏选或错选）得一半，错两处得四分之一，错三处及以上不得分。",
        "One error (left out or wrongly chosen) halves the points, two quarter them,"
        " three or more earn nothing.",
    )

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points."""
        errors = tally.right - tally.hits + tally.wrong
        return Fraction(1, 2**errors) if errors < 3 else Fraction(0)


RULE = Halves
