"""Blanks in Canvas: one as a short answer, several as named blanks in the text."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from question_bank.exports import markup
from question_bank.exports.format import Piece
from question_bank.exports.formats.canvas.parts import (
    earns,
    equals,
    item,
    plain_material,
    typed,
)
from question_bank.exports.gaps import shared
from question_bank.exports.losses import NO_EXPLANATIONS, TYPING, UNORDERED
from question_bank.exports.xml import Element, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.blanks import Blanks, Gap

_EVERYTHING = 100


def blanks(question: Question, shape: Blanks) -> Piece:
    """Write a sentence with blanks."""
    explained = any(gap.why or gap.near for gap in shape.gaps)
    losses = [TYPING, *([NO_EXPLANATIONS] if explained else [])]
    if len(shape.gaps) == 1:
        gap = shape.gaps[0]
        body = item(
            question,
            "short_answer_question",
            [typed()],
            [earns(*(equals(text) for text in gap.accept))],
        )
        return Piece(body, lambda given: float(_fits(given[0], gap)), tuple(losses))
    gaps = shape.gaps if shape.ordered else shared(shape.gaps)
    if not shape.ordered:
        losses.append(UNORDERED)

    def score(given: list[str]) -> Fraction:
        right = sum(_fits(text, gap) for text, gap in zip(given, gaps, strict=True))
        return Fraction(right, len(gaps))

    return Piece(_several(question, gaps), score, tuple(losses))


def _several(question: Question, gaps: Sequence[Gap]) -> Element:
    names = [f"blank{number}" for number in range(1, len(gaps) + 1)]
    shown, processing = [], []
    share = f"{_EVERYTHING / len(gaps):.2f}"
    for number, (name, gap) in enumerate(zip(names, gaps, strict=True), start=1):
        answers = [f"{number}{position:03d}" for position in range(1, len(gap.accept) + 1)]
        labels = [
            element("response_label", plain_material(text), ident=answer)
            for answer, text in zip(answers, gap.accept, strict=True)
        ]
        response = f"response_{name}"
        shown.append(
            element(
                "response_lid",
                plain_material(name),
                element("render_choice", *labels),
                ident=response,
            )
        )
        processing += [
            earns(equals(answer, response), score=share, action="Add") for answer in answers
        ]
    stem = markup.html(question.stem, [f"[{name}]" for name in names])
    return item(question, "fill_in_multiple_blanks_question", shown, processing, stem=stem)


def _fits(text: str, gap: Gap) -> bool:
    """Canvas trims and ignores case."""
    return text.strip().lower() in {each.strip().lower() for each in gap.accept}
