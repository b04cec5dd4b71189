"""Prose as Moodle's essay; model answer and rubric are the graders' notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.exports import markup
from question_bank.exports.format import Piece
from question_bank.exports.formats.moodle_xml.common import rich, wrap
from question_bank.exports.scheme import scheme
from question_bank.exports.xml import element

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.writing import Writing


def writing(question: Question, shape: Writing) -> Piece:
    """Write a question that a person marks."""
    body = wrap(
        "essay",
        question,
        element("responseformat", "editor"),
        element("responserequired", "1"),
        element("responsefieldlines", str(max(shape.lines, 5))),
        element("attachments", "0"),
        element("attachmentsrequired", "0"),
        rich("graderinfo", markup.html(scheme(question, shape))),
        rich("responsetemplate", ""),
    )
    return Piece(body, None)
