"""Marking rules as weights of options: where a system adds up weights, which ones come nearest.

Many systems score a choice as the sum of its options' weights, cut off at 0 and 1. Some of our
rules are such sums, exactly; for the others the nearest one is found by trying.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from question_bank.marking.rule import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.choice import Choice

    Share = Callable[[int, int], Fraction]


class Weights(NamedTuple):
    """The weight of every right and of every wrong option, as shares of the points."""

    right: Fraction
    wrong: Fraction

    def share(self, hits: int, wrong: int) -> Fraction:
        """Return what an answer earns: the sum, between 0 and 1."""
        return min(max(self.right * hits + self.wrong * wrong, Fraction(0)), Fraction(1))


def share_of(question: Question, choice: Choice) -> Share:
    """Return our marking as a function of right and wrong options chosen."""
    rule, key, total = question.rule, len(choice.key), len(choice.options)

    def share(hits: int, wrong: int) -> Fraction:
        tally = Tally(hits, wrong, key, total)
        if not choice.many or rule is None:
            return Fraction(tally.complete)
        if not hits and not wrong:
            return Fraction(0)
        return rule.points(tally, question.points) / question.points

    return share


def exact(share: Share, right: int, distractors: int) -> Weights | None:
    """Return the weights that give a rule exactly; None if no sum does.

    Examples
    --------
    >>> from question_bank.marking.rules import rule
    >>> net = rule("net_correct")
    >>> exact(lambda hits, wrong: net.points(Tally(hits, wrong, 2, 4), Fraction(1)), 2, 2)
    Weights(right=Fraction(1, 2), wrong=Fraction(-1, 2))
    """
    return _exact(_table(share, right, distractors))


def nearest(
    share: Share, right: int, distractors: int, allowed: Sequence[Fraction]
) -> Weights | None:
    """Return the allowed weights whose scores lie nearest to a rule's, on average.

    A complete answer must earn everything; None if the allowed shares cannot do that.
    """
    return _nearest(_table(share, right, distractors), tuple(allowed))


Table = tuple[tuple[Fraction, ...], ...]
"""What an answer earns, by right options chosen and by wrong ones."""


def _table(share: Share, right: int, distractors: int) -> Table:
    return tuple(
        tuple(share(hits, wrong) for wrong in range(distractors + 1)) for hits in range(right + 1)
    )


@lru_cache(maxsize=1024)
def _exact(table: Table) -> Weights | None:
    full = table[-1]
    kept = full[1] if len(full) > 1 else Fraction(0)
    cost = kept - 1 if kept > 0 else Fraction(-1)
    weights = Weights(table[1][0], cost)
    return weights if _distance(table, weights) == 0 else None


@lru_cache(maxsize=1024)
def _nearest(table: Table, allowed: tuple[Fraction, ...]) -> Weights | None:
    each = Fraction(1, len(table) - 1)
    hit = min(allowed, key=lambda value: abs(value - each))
    if abs(hit - each) > Fraction(1, 10**6):
        return None
    # Among equals the hardest wins: a wrong option is not to pay.
    made = [Weights(hit, -value) for value in sorted(allowed, reverse=True)]
    return min(made, key=lambda weights: _distance(table, weights))


def _distance(table: Table, weights: Weights) -> Fraction:
    """Return the mean difference over all answers."""
    right, distractors = len(table) - 1, len(table[0]) - 1
    near = Fraction(1, 10**5)
    total = Fraction(0)
    for hits, row in enumerate(table):
        for wrong, earned in enumerate(row):
            apart = abs(earned - weights.share(hits, wrong))
            total += comb(right, hits) * comb(distractors, wrong) * (apart if apart > near else 0)
    return total / Fraction(1 << (right + distractors))


def counts(choice: Choice, chosen: str) -> tuple[int, int]:
    """Return how many right and how many wrong options an answer has."""
    hits = len(set(chosen) & set(choice.key))
    return hits, len(set(chosen)) - hits
