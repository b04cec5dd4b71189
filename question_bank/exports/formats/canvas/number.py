"""A number in Canvas: its readers want the value, the lower and the upper bound."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from question_bank.exports.format import Piece
from question_bank.exports.formats.canvas.parts import (
    RESPONSE,
    earns,
    equals,
    feedback,
    item,
    shows,
    typed,
)
from question_bank.exports.losses import NO_MISTAKES
from question_bank.exports.xml import element

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.number import Number

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SLACK = Fraction(1, 10**12)
"""The edge of a tolerance counts, whatever the binary form of the numbers."""


def number(question: Question, shape: Number) -> Piece:
    """Write a number within a range."""
    margin = Fraction(shape.margin) + _SLACK * max(Fraction(1), abs(Fraction(shape.value)))
    low, high = (_written(Fraction(shape.value) + sign * margin) for sign in (-1, 1))
    within = element(
        "and",
        element("vargte", low, respident=RESPONSE),
        element("varlte", high, respident=RESPONSE),
    )
    key = earns(element("or", equals(_written(Fraction(shape.value))), within))
    notes = [feedback("correct_fb", shape.why)] if shape.why else []
    shown = [shows("correct_fb", within)] if shape.why else []
    body = item(question, "numerical_question", [typed("Decimal")], [*shown, key], notes)

    def score(text: str) -> float:
        bare = text.strip()
        if not _DECIMAL.fullmatch(bare):
            return 0.0
        return float(Fraction(low) <= Fraction(bare) <= Fraction(high))

    return Piece(body, score, (NO_MISTAKES,) if shape.mistakes else ())


def _written(value: Fraction) -> str:
    """Return a number without an exponent, which not every reader knows."""
    text = f"{float(value):.15f}".rstrip("0")
    return f"{text}0" if text.endswith(".") else text
