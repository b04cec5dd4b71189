"""What a marking rule is: a small object that turns counts into points and prints its table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_models.text import Text


class Tally(NamedTuple):
    """What a rule may know of an answer.

    Parameters
    ----------
    hits
        Right options chosen.
    wrong
        Wrong options chosen.
    right
        Right options there are, at least one.
    options
        Options there are in all.
    """

    hits: int
    wrong: int
    right: int
    options: int

    @property
    def complete(self) -> bool:
        """Whether exactly the right options were chosen."""
        return self.hits == self.right and self.wrong == 0

    @property
    def distractors(self) -> int:
        """How many wrong options there are."""
        return self.options - self.right

    @classmethod
    def of(cls, chosen: Iterable[str], key: Iterable[str], options: Iterable[str]) -> Tally:
        """Count one answer."""
        picked, right = set(chosen), set(key)
        return cls(len(picked & right), len(picked - right), len(right), len(set(options)))


class Row(NamedTuple):
    """One line of a rule's table: an answer and what it earns."""

    chosen: str
    points: Fraction


@dataclass(frozen=True)
class Rule(ABC):
    """A marking rule: a frozen object whose fields are its parameters."""

    title: ClassVar[Text]
    """The rule's name as students read it."""
    says: ClassVar[Text]
    """The rule in one sentence."""

    @property
    def name(self) -> str:
        """The rule's name in papers: the name of its file."""
        return type(self).__module__.rpartition(".")[2]

    @abstractmethod
    def share(self, tally: Tally) -> Fraction:
        """Return the share of the points, which may lie below 0: ``points`` cuts it off."""

    def points(self, tally: Tally, out_of: Fraction) -> Fraction:
        """Return the points, between 0 and ``out_of``."""
        return min(max(self.share(tally), Fraction(0)), Fraction(1)) * out_of

    def spec(self) -> str | dict[str, str]:
        """Return what a paper writes to get this rule again."""
        values = {f.name: str(getattr(self, f.name)) for f in fields(self)}
        defaults = {f.name: str(f.default) for f in fields(self)}
        changed = {name: value for name, value in values.items() if value != defaults[name]}
        return {"name": self.name, **changed} if changed else self.name

    def table(
        self, key: str = "ABC", options: str = "ABCDE", out_of: Fraction = Fraction(1)
    ) -> list[Row]:
        """Return what every possible answer earns, from the fullest to the blank one.

        Examples
        --------
        >>> from question_bank.marking.rules import rule
        >>> [f"{row.chosen}={float(row.points)}" for row in rule("cn_half").table("AB", "ABC")]
        ['ABC=0.0', 'AB=1.0', 'AC=0.0', 'BC=0.0', 'A=0.5', 'B=0.5', 'C=0.0', '=0.0']
        """
        return [
            Row("".join(chosen), self.points(Tally.of(chosen, key, options), out_of))
            for size in range(len(options), -1, -1)
            for chosen in combinations(options, size)
        ]

    def random_mean(
        self, key: str = "ABC", options: str = "ABCDE", out_of: Fraction = Fraction(1)
    ) -> Fraction:
        """Return the mean over all answers: what ticking boxes at random earns."""
        rows = self.table(key, options, out_of)
        return sum((row.points for row in rows), Fraction(0)) / len(rows)
