"""The share of the key that was found times the share of the choice that is right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class Coverage(Rule):
    """Recall times precision."""

    title: ClassVar[Text] = Text("查全率乘查准率", "coverage")
    says: ClassVar[Text] = Text(
        "得分比例＝选对数÷应选数 × 选对数÷所选数。",
        "The share of the right options found times the share of your choices that are right.",
    )

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points."""
        chosen = tally.hits + tally.wrong
        if not chosen:
            return Fraction(0)
        return Fraction(tally.hits, tally.right) * Fraction(tally.hits, chosen)


RULE = Coverage
