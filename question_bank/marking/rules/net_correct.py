"""Right options chosen less wrong options chosen, over the right ones."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class NetCorrect(Rule):
    """A wrong option cancels a right one."""

    title: ClassVar[Text] = Text("正误相抵", "net correct")
    says: ClassVar[Text] = Text(
        "每个正确选项得一份分，每个错误选项扣一份分，最低零分。",
        "Each right option earns a share, each wrong one takes a share away, never below zero.",
    )

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points."""
        return Fraction(tally.hits - tally.wrong, tally.right)


RULE = NetCorrect
