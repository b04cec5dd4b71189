"""A statement as Moodle's truefalse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.exports.format import Piece
from question_bank.exports.formats.moodle_xml.common import answer, wrap

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.judgement import Judgement


def judgement(question: Question, shape: Judgement) -> Piece:
    """Write a statement; Moodle knows the answers by the words true and false."""
    body = wrap(
        "truefalse",
        question,
        *(
            answer("100" if shape.correct is value else "0", word, why, rich_text=False)
            for value, word, why in (
                (True, "true", shape.if_true),
                (False, "false", shape.if_false),
            )
        ),
    )
    return Piece(body, lambda judged: float(judged is shape.correct))
