"""All points for exactly the right options, else none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class AllOrNothing(Rule):
    """Nothing short of the whole key counts."""

    title: ClassVar[Text] = Text("全对得分", "all or nothing")
    says: ClassVar[Text] = Text(
        "全部选对得满分，多选、少选、错选都不得分。",
        "Full marks for exactly the right options; anything else earns nothing.",
    )

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points."""
        return Fraction(tally.complete)


RULE = AllOrNothing
