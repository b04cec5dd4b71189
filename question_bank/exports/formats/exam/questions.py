"""Questions of a printed examination: what the paper, its answer sheet and its key show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from question_bank.exports import markup
from question_bank.exports.format import Piece
from question_bank.exports.losses import FORMULAS
from question_bank.types.case import CaseQuestion

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.blanks import Blanks
    from question_bank.exports.shapes.choice import Choice
    from question_bank.exports.shapes.judgement import Judgement
    from question_bank.exports.shapes.number import Number
    from question_bank.exports.shapes.writing import Writing


def _piece(question: Question, widget: str, key: str, **shown: Any) -> Piece:
    item = question.item
    asked = question.words.block(item.question) if isinstance(item, CaseQuestion) else ""
    body = {
        "widget": widget,
        "stem": markup.html(question.stem),
        "question": markup.html(asked),
        "answer": key,
        "options": [],
        "notes": [],
        "mistakes": [],
        **shown,
    }
    tex = any(sign in body["stem"] for sign in ("\\(", "\\["))
    return Piece(body, None, (FORMULAS,) if tex else ())


def _key(question: Question) -> str:
    return question.words.line(question.item.key_text())


def choice(question: Question, shape: Choice) -> Piece:
    """Write options, and in the key the reason of each."""
    options = [(each.letter, markup.line(each.text)) for each in shape.options]
    notes = [(each.letter, markup.html(each.why)) for each in shape.options if each.why]
    return _piece(question, "choice", shape.key, options=options, notes=notes)


def judgement(question: Question, shape: Judgement) -> Piece:
    """Write a statement."""
    notes = [(s, markup.html(why)) for s, why in (("✓", shape.if_true), ("✗", shape.if_false))]
    return _piece(question, "judgement", _key(question), notes=[note for note in notes if note[1]])


def blanks(question: Question, shape: Blanks) -> Piece:
    """Write a sentence with blanks; the key lists every accepted answer."""
    key = "；".join(" / ".join(gap.accept) for gap in shape.gaps)
    notes = [
        (f"({n})", markup.html(gap.why)) for n, gap in enumerate(shape.gaps, start=1) if gap.why
    ]
    mistakes = [(text, markup.html(why)) for gap in shape.gaps for text, why in gap.near]
    return _piece(question, "blanks", key, count=len(shape.gaps), notes=notes, mistakes=mistakes)


def number(question: Question, shape: Number) -> Piece:
    """Write a number; the key says how far an answer may lie from it."""
    mistakes = [(f"{each.value:.6g}", markup.html(each.why)) for each in shape.mistakes]
    return _piece(
        question,
        "number",
        f"{_key(question)}（±{shape.margin:.3g}）",
        unit=question.words.line(shape.unit) if shape.unit else "",
        notes=[("", markup.html(shape.why))] if shape.why else [],
        mistakes=mistakes,
    )


def writing(question: Question, shape: Writing) -> Piece:
    """Write a question to be answered in prose; the key has model answer and rubric."""
    rubric = [
        (f"{float(point.share * question.points):g}", markup.line(point.text))
        for point in shape.rubric
    ]
    return _piece(
        question,
        "prose",
        "",
        lines=shape.lines,
        model=markup.html(shape.model),
        rubric=rubric,
    )
