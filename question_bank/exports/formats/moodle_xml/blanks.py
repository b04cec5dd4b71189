"""Blanks: one as Moodle's shortanswer, several as fields inside the text (cloze)."""

from __future__ import annotations

import html
from fractions import Fraction
from typing import TYPE_CHECKING

from question_bank.exports import markup, moodle_scoring
from question_bank.exports.format import Piece
from question_bank.exports.formats.moodle_xml.common import answer, wrap
from question_bank.exports.gaps import shared
from question_bank.exports.losses import TYPING, UNORDERED
from question_bank.exports.xml import element

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.blanks import Blanks, Gap

_RIGHT, _WRONG = Fraction(1), Fraction(0)


def blanks(question: Question, shape: Blanks) -> Piece:
    """Write a sentence with blanks."""
    if len(shape.gaps) == 1:
        return _short(question, shape.gaps[0])
    return _cloze(question, shape)


def _short(question: Question, gap: Gap) -> Piece:
    answers = [
        answer("100", moodle_scoring.literal(text), gap.why, rich_text=False) for text in gap.accept
    ]
    answers += [
        answer("0", moodle_scoring.literal(text), why, rich_text=False) for text, why in gap.near
    ]
    body = wrap("shortanswer", question, element("usecase", "0"), *answers)
    patterns = _patterns(gap)
    return Piece(body, lambda typed: moodle_scoring.score_text(typed[0], patterns), (TYPING,))


def _cloze(question: Question, shape: Blanks) -> Piece:
    gaps = shape.gaps if shape.ordered else shared(shape.gaps)
    stem = markup.html(question.stem, [_field(gap) for gap in gaps])
    body = wrap("cloze", question, stem=stem)
    each = [_patterns(gap) for gap in gaps]

    def score(typed: list[str]) -> Fraction:
        pairs = zip(typed, each, strict=True)
        total = sum((moodle_scoring.score_text(*pair) for pair in pairs), Fraction(0))
        return total / len(each)

    return Piece(body, score, (TYPING,) if shape.ordered else (TYPING, UNORDERED))


def _patterns(gap: Gap) -> list[tuple[str, Fraction]]:
    right = [(moodle_scoring.literal(text), _RIGHT) for text in gap.accept]
    return right + [(moodle_scoring.literal(text), _WRONG) for text, _ in gap.near]


def _field(gap: Gap) -> str:
    right = [f"={_word(text)}#{_note(gap.why)}" for text in gap.accept]
    wrong = [f"%0%{_word(text)}#{_note(why)}" for text, why in gap.near]
    return f"{{1:SHORTANSWER:{'~'.join(right + wrong)}}}"


def _word(text: str) -> str:
    """Return an answer for a cloze field: what would end it becomes an entity."""
    escaped = html.escape(moodle_scoring.literal(text), quote=False).replace("#", "&#35;")
    # The ampersand of an entity keeps its number sign from ending the answer.
    return _braced(escaped)


def _note(markdown: str) -> str:
    # One line: Moodle looks for the end of a field's feedback on the line where it begins.
    paragraphs = (markup.plain(paragraph) for paragraph in markdown.split("\n\n"))
    return _braced(html.escape(" / ".join(paragraphs), quote=False))


def _braced(text: str) -> str:
    for letter in "~{}":
        text = text.replace(letter, f"&#{ord(letter)};")
    return text
