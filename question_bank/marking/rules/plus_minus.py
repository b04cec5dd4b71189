"""Each option earns or costs one over the number of options, never below zero."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class PlusMinus(Rule):
    """Right decisions less wrong decisions, over options."""

    title: ClassVar[Text] = Text("逐项加减分", "plus or minus per option")
    says: ClassVar[Text] = Text(
        "每个选项判断正确加一份分，判断错误扣一份分，最低零分。",
        "Each right decision on an option earns a share, each wrong one costs a share;"
        " never below zero.",
    )

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points."""
        right = tally.hits + tally.distractors - tally.wrong
        return Fraction(2 * right - tally.options, tally.options)


RULE = PlusMinus
