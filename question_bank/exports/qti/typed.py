"""What is typed in QTI: numbers, words in blanks, prose."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from question_bank.exports import markup
from question_bank.exports.qti.parts import (
    Body,
    Note,
    add_note,
    any_of,
    condition,
    declaration,
    number,
    set_score,
    set_share,
    value,
    variable,
)
from question_bank.exports.scheme import scheme
from question_bank.exports.xml import Element, Raw, element, to_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.blanks import Blanks
    from question_bank.exports.shapes.number import Number
    from question_bank.exports.shapes.writing import Writing

_FLOAT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SLACK = 1e-12
"""The edge of a tolerance counts, whatever the binary form of the numbers."""


def typed_number(question: Question, shape: Number) -> Body:
    """Return a number within an absolute tolerance."""
    margin = shape.margin + _SLACK * max(1.0, abs(shape.value))
    field = element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="15")
    unit = f" {question.words.line(shape.unit)}" if shape.unit else ""
    notes = [Note("RIGHT", markup.xhtml(shape.why))] if shape.why else []
    cases = [(_near(shape.value, margin), [set_share(1), *(add_note(note.name) for note in notes)])]
    for position, mistake in enumerate(shape.mistakes, start=1):
        note = Note(f"MISTAKE{position}", markup.xhtml(mistake.why))
        notes.append(note)
        cases.append((_near(mistake.value, margin), [set_share(0), add_note(note.name)]))

    def score(typed: str) -> float:
        bare = typed.strip()
        if not _FLOAT.fullmatch(bare):
            return 0.0
        return float(abs(float(bare) - shape.value) <= margin)

    return Body(
        (declaration("RESPONSE", "single", "float", [number(shape.value)]),),
        (Raw(markup.xhtml(question.stem)), element("p", field, unit)),
        (condition(cases, [set_share(0)]),),
        tuple(notes),
        score,
    )


def _near(key: float, margin: float) -> Element:
    tolerance = f"{number(margin)} {number(margin)}"
    given = value("float", number(key))
    return element(
        "equal", variable("RESPONSE"), given, toleranceMode="absolute", tolerance=tolerance
    )


def blanks(question: Question, shape: Blanks) -> Body:
    """Return a sentence with fields; each blank earns its part where some answer fills it."""
    names = [f"RESPONSE{position}" for position in range(1, len(shape.gaps) + 1)]
    fields = [
        to_text(element("textEntryInteraction", responseIdentifier=name, expectedLength="12"))
        for name in names
    ]
    part = Fraction(1, len(names))
    steps: list[Element] = []
    notes: list[Note] = []
    for position, gap in enumerate(shape.gaps):
        where = [names[position]] if shape.ordered else names
        actions = [
            set_score(element("sum", variable("SCORE"), value("float", number(float(part)))))
        ]
        if gap.why:
            notes.append(Note(f"BLANK{position + 1}", markup.xhtml(gap.why)))
            actions.append(add_note(notes[-1].name))
        steps.append(condition([(_filled(where, gap.accept), actions)]))
        for near, (text, why) in enumerate(gap.near, start=1):
            notes.append(Note(f"BLANK{position + 1}NEAR{near}", markup.xhtml(why)))
            steps.append(condition([(_filled(where, [text]), [add_note(notes[-1].name)])]))

    def score(typed: list[str]) -> Fraction:
        given = [text.casefold() for text in typed]
        found = 0
        for position, gap in enumerate(shape.gaps):
            takes = {text.casefold() for text in gap.accept}
            where = [given[position]] if shape.ordered else given
            found += any(text in takes for text in where)
        return Fraction(found, len(names))

    return Body(
        tuple(
            declaration(name, "single", "string", [gap.accept[0]])
            for name, gap in zip(names, shape.gaps, strict=True)
        ),
        (Raw(markup.xhtml(question.stem, fields)),),
        tuple(steps),
        tuple(notes),
        score,
    )


def _filled(names: Sequence[str], texts: Sequence[str]) -> Element:
    return any_of(
        [
            element("stringMatch", variable(name), value("string", text), caseSensitive="false")
            for name in names
            for text in texts
        ]
    )


def prose(question: Question, shape: Writing) -> Body:
    """Return a question for a person to mark, with the rubric for the scorer's eyes."""
    field = element(
        "extendedTextInteraction",
        responseIdentifier="RESPONSE",
        expectedLines=str(shape.lines),
    )
    return Body(
        (declaration("RESPONSE", "single", "string", ()),),
        (
            element("rubricBlock", Raw(markup.xhtml(scheme(question, shape))), view="scorer"),
            Raw(markup.xhtml(question.stem)),
            field,
        ),
        (),
        (),
        None,
    )
