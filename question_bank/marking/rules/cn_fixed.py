"""An incomplete answer earns so many points per right option (选对一项得0.5分)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rounding import exact
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class CnFixed(Rule):
    """The rule of professional examinations: points per option, not shares.

    Parameters
    ----------
    each
        Points for each right option of an incomplete answer.
    """

    title: ClassVar[Text] = Text("少选按项给分", "fixed points per right option")
    says: ClassVar[Text] = Text(
        "全部选对得满分，少选时每个正确选项得固定分，选了错误选项不得分。",
        "Full marks for exactly the right options, fixed points for each of some of them,"
        " nothing with a wrong one.",
    )
    each: Fraction = Fraction(1, 2)

    def __post_init__(self) -> None:
        """Read the parameter exactly: a paper writes it as text or a number."""
        object.__setattr__(self, "each", exact(self.each))

    def share(self, tally: Tally) -> Fraction:
        """Return the share for a question worth one point."""
        return self.points(tally, Fraction(1))

    def points(self, tally: Tally, out_of: Fraction) -> Fraction:
        """Return the points; an incomplete answer never earns more than a complete one."""
        if tally.wrong:
            return Fraction(0)
        return out_of if tally.complete else min(self.each * tally.hits, out_of)


RULE = CnFixed
