"""A number as Moodle's numerical, with units and the known mistakes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports import moodle_scoring
from question_bank.exports.format import Piece
from question_bank.exports.formats.moodle_xml.common import answer, wrap
from question_bank.exports.units import units
from question_bank.exports.xml import element

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.number import Number

_SHOWN_WITH_UNIT = Text(
    "Moodle 显示正确答案时会在后面加上 % 或“万”",
    "Moodle shows the right answer with % or 万 behind it",
)


def number(question: Question, shape: Number) -> Piece:
    """Write a number: the key first, as Moodle takes the first answer that fits."""
    known = units(shape)
    margin = element("tolerance", f"{shape.margin:.12g}")
    answers = [answer("100", f"{shape.value:.12g}", shape.why, margin, rich_text=False)]
    answers += [
        answer("0", f"{each.value:.12g}", each.why, margin, rich_text=False)
        for each in shape.mistakes
    ]
    listed = [
        element("unit", element("multiplier", f"{factor:.12g}"), element("unit_name", name))
        for name, factor in known.items()
    ]
    body = wrap(
        "numerical",
        question,
        *answers,
        *([element("units", *listed)] if listed else []),
        element("unitgradingtype", "0"),
        element("unitpenalty", "0.1000000"),
        element("showunits", "0" if listed else "3"),
        element("unitsleft", "0"),
    )
    keys = [(float(f"{shape.value:.12g}"), float(f"{shape.margin:.12g}"), Fraction(1))]
    keys += [(float(f"{m.value:.12g}"), keys[0][1], Fraction(0)) for m in shape.mistakes]
    bare = bool(known) and 1.0 not in known.values()
    return Piece(
        body,
        lambda typed: moodle_scoring.score_number(typed, keys, known),
        (_SHOWN_WITH_UNIT,) if bare else (),
    )
