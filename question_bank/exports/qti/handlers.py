"""Handlers that several versions of QTI share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from question_bank.exports.format import Piece
from question_bank.exports.losses import TYPING
from question_bank.exports.qti import choice, typed
from question_bank.exports.qti.parts import item
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_models.text import Text
    from question_bank.exports.format import Handler
    from question_bank.exports.neutral import Question
    from question_bank.exports.qti.parts import Body


def _handler(write: Callable[[Question, Any], Body], losses: tuple[Text, ...] = ()) -> Handler:
    def handle(question: Question, shape: Any) -> Piece:
        body = write(question, shape)
        return Piece(item(question, body), body.score, losses)

    return handle


HANDLERS: dict[type, Handler] = {
    Choice: _handler(choice.choice),
    Judgement: _handler(choice.judgement),
    Number: _handler(typed.typed_number),
    Blanks: _handler(typed.blanks, (TYPING,)),
    Writing: _handler(typed.prose),
}
