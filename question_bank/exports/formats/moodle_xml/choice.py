"""A choice as Moodle's multichoice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.exports import markup
from question_bank.exports.format import Piece
from question_bank.exports.formats.moodle_xml.common import answer, wrap
from question_bank.exports.fractions import fractions
from question_bank.exports.weights import counts
from question_bank.exports.xml import element

if TYPE_CHECKING:
    from fractions import Fraction

    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.choice import Choice


def choice(question: Question, shape: Choice) -> Piece:
    """Write a choice; options keep their order, as explanations may name letters."""
    share = fractions(question, shape)
    answers = [
        answer(
            share.right if each.correct else share.wrong,
            markup.line(each.text),
            each.why,
            rich_text=True,
        )
        for each in shape.options
    ]
    body = wrap(
        "multichoice",
        question,
        element("single", "false" if shape.many else "true"),
        element("shuffleanswers", "false"),
        element("answernumbering", "ABCD"),
        element("showstandardinstruction", "0"),
        *answers,
    )

    def score(chosen: str) -> Fraction:
        return share.score(*counts(shape, chosen))

    return Piece(body, score, share.losses)
