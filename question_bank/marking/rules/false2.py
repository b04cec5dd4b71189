"""A wrong option costs one over the number of wrong options, and never more than a half."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class False2(Rule):
    """The rule 'false2' of the R package exams: +1/c for a hit, -1/max(w, 2) for a miss."""

    title: ClassVar[Text] = Text("错选按错误选项数扣分", "penalty by the number of distractors")
    says: ClassVar[Text] = Text(
        "每个正确选项得一份分；每个错误选项扣“错误选项数分之一”，至多扣一半，最低零分。",
        "Each right option earns a share; each wrong one costs one over the number of wrong"
        " options, at most a half; never below zero.",
    )

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points."""
        penalty = Fraction(tally.wrong, max(tally.distractors, 2))
        return Fraction(tally.hits, tally.right) - penalty


RULE = False2
