"""Moodle XML: the fullest way into Moodle, with categories, explanations and rubrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports.families import places
from question_bank.exports.format import Format
from question_bank.exports.formats.moodle_xml.blanks import blanks
from question_bank.exports.formats.moodle_xml.choice import choice
from question_bank.exports.formats.moodle_xml.common import category
from question_bank.exports.formats.moodle_xml.judgement import judgement
from question_bank.exports.formats.moodle_xml.number import number
from question_bank.exports.formats.moodle_xml.writing import writing
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.exports.xml import document, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried
    from question_bank.exports.xml import Element


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    """Return one file; a question stands in the category that was named last before it."""
    parts: list[Element] = []
    current: tuple[str, ...] | None = None
    for each, place in zip(pieces, places(pieces), strict=True):
        if place != current:
            parts.append(category(about.words.line(about.title), place))
            current = place
        parts.append(each.piece.body)
    return {"questions.xml": document(element("quiz", *parts))}


FORMAT = Format(
    title=Text("Moodle XML", "Moodle XML"),
    suffix=".xml",
    handlers={
        Choice: choice,
        Judgement: judgement,
        Blanks: blanks,
        Number: number,
        Writing: writing,
    },
    bundle=_bundle,
)
