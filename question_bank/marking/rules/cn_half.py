"""An incomplete answer earns half, a wrong option nothing (漏选得一半，错选不得分)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from crm_models.text import Text
from question_bank.marking.rounding import exact, round_up
from question_bank.marking.rule import Rule, Tally


@dataclass(frozen=True)
class CnHalf(Rule):
    """The usual rule of Chinese examination papers.

    Parameters
    ----------
    step
        Half of the points is rounded up to a multiple of this; 0 keeps it exact. Some
        examination systems round half of an odd mark up to a whole point (``step: 1``).
    above
        A question worth this many points or fewer earns nothing when incomplete.
    """

    title: ClassVar[Text] = Text("少选得一半", "half for an incomplete answer")
    says: ClassVar[Text] = Text(
        "全部选对得满分，少选得一半，选了错误选项不得分。",
        "Full marks for exactly the right options, half for some of them,"
        " nothing with a wrong one.",
    )
    step: Fraction = Fraction(0)
    above: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        """Read the parameters exactly: a paper writes them as text or numbers."""
        object.__setattr__(self, "step", exact(self.step))
        object.__setattr__(self, "above", exact(self.above))

    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points before rounding."""
        if tally.wrong or not tally.hits:
            return Fraction(0)
        return Fraction(1) if tally.complete else Fraction(1, 2)

    def points(self, tally: Tally, out_of: Fraction) -> Fraction:
        """Return the points, half of them rounded up to the step."""
        earned = super().points(tally, out_of)
        if earned in (0, out_of):
            return earned
        if out_of <= self.above:
            return Fraction(0)
        return min(round_up(earned, self.step), out_of)


RULE = CnHalf
