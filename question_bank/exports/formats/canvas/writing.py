"""Prose in Canvas; the rubric stays behind, as QTI 1.2 has no place for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.exports.format import Piece
from question_bank.exports.formats.canvas.parts import item, typed
from question_bank.exports.losses import NO_RUBRIC
from question_bank.exports.xml import element

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.writing import Writing


def writing(question: Question, shape: Writing) -> Piece:  # noqa: ARG001
    """Write a question for a person to mark."""
    other = element("respcondition", element("conditionvar", element("other")), continue_="No")
    return Piece(item(question, "essay_question", [typed()], [other]), None, (NO_RUBRIC,))
