"""Every option is a decision of its own: ticked or left as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class EachAnswer(Rule):
    """Right decisions over options; leaving everything blank earns something."""

    title: ClassVar[Text] = Text("逐项判断", "each option on its own")
    says: ClassVar[Text] = Text(
        "每个选项单独判断：该选的选了、不该选的没选，各得一份分。",
        "Each option counts by itself: a share for ticking a right one, a share for leaving"
        " a wrong one.",
    )

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points."""
        return Fraction(tally.hits + tally.distractors - tally.wrong, tally.options)


RULE = EachAnswer
