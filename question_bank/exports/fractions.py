"""Moodle's fractions for the options of a choice, for Moodle XML and GIFT."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from crm_models.text import Text
from question_bank.exports import moodle_scoring, weights
from question_bank.exports.format import NotCarried

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.choice import Choice
    from question_bank.exports.weights import Weights


class Fractions(NamedTuple):
    """Percentages as Moodle writes them, and what was lost in choosing them."""

    right: str
    wrong: str
    losses: tuple[Text, ...]

    def score(self, hits: int, wrong: int) -> Fraction:
        """Return what Moodle gives: the sum, between 0 and 1."""
        total = Fraction(self.right) * hits + Fraction(self.wrong) * wrong
        return min(max(total / 100, Fraction(0)), Fraction(1))


def fractions(question: Question, choice: Choice) -> Fractions:
    """Return the fractions of a choice.

    Raises
    ------
    NotCarried
        There are more right options than Moodle has fractions for.
    """
    if not choice.many:
        return Fractions("100", "0", ())
    right = len(choice.key)
    others = len(choice.options) - right
    share = weights.share_of(question, choice)
    found = weights.exact(share, right, others)
    written = found and _written(found)
    if written:
        return Fractions(*written, ())
    found = weights.nearest(share, right, others, moodle_scoring.FRACTIONS)
    written = found and _written(found)
    if not written:
        raise NotCarried(
            Text(
                f"{right} 个正确选项无法用 Moodle 允许的分值比例表示",
                f"Moodle allows no fraction for {right} right options",
            )
        )
    hit, miss = written
    rule = question.rule.title if question.rule else Text("", "")
    return Fractions(
        hit,
        miss,
        (
            Text(
                f"Moodle 只能按选项加减分，表示不了“{rule.zh}”；改用每个正确选项 {hit}%、"
                f"每个错误选项 {miss}%",
                f"Moodle adds up options and cannot express '{rule.en}';"
                f" {hit}% for each right and {miss}% for each wrong option instead",
            ),
        ),
    )


def _written(found: Weights) -> tuple[str, str] | None:
    hit, miss = (moodle_scoring.percent(share) for share in found)
    return (hit, miss) if hit and miss else None
