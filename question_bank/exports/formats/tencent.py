"""腾讯问卷: the text from which its examinations are made. Not verified there.

Written after the documented notation: a stem with its marks in square brackets, and options on
lines of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.format import Format, NotCarried, Piece
from question_bank.exports.losses import EXACT_TEXT, NO_EXPLANATIONS, NO_RUBRIC, NO_UNIT
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.exports.unverified import (
    FIRST_ONLY,
    NOTE,
    exactly,
    line,
    number_key,
    typed,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question

_JUDGEMENTS = (Text("正确", "True"), Text("错误", "False"))
_SIGNS = "[],，"


def _points(points: Fraction) -> str:
    return f"{float(points):.4g}"


def _whole(question: Question, marks: Sequence[str], options: Sequence[str] = ()) -> str:
    stem = line(question)
    texts = [markup.plain(option) for option in options]
    if any(sign in text for text in (stem, *texts) for sign in "[]"):
        raise NotCarried(
            Text(
                "文字里有方括号，会被当作标记", "a text has brackets, which would be read as marks"
            )
        )
    head = stem + "".join(f"[{mark}]" for mark in marks)
    rows = [f"{letter}. {text}" for letter, text in zip("ABCDEFGHIJKLMNOP", texts, strict=False)]
    return "\n".join([head, *rows])


def _choice(question: Question, shape: Choice) -> Piece:
    losses = (NO_EXPLANATIONS,) if any(each.why for each in shape.options) else ()
    options = [each.text for each in shape.options]
    kind = "Multiple Choice" if shape.many else "Single Choice"
    answer = f"Answer: {', '.join(shape.key)}"
    rule = question.rule
    if shape.many and rule is not None and rule.name == "cn_proportional":
        share = question.points / len(shape.key)
        scores = ", ".join(_points(share) for _ in shape.key)
        marks = [kind, answer, f"Score: {scores}", "Partial"]

        def partial(chosen: str) -> float:
            wrong = set(chosen) - set(shape.key)
            return 0.0 if wrong else len(set(chosen)) / len(shape.key)

        return Piece(_whole(question, marks, options), partial, losses)
    marks = [kind, answer, f"Score: {_points(question.points)}", "All"]
    return Piece(_whole(question, marks, options), lambda chosen: whole(shape, chosen), losses)


def _judgement(question: Question, shape: Judgement) -> Piece:
    key = "A" if shape.correct else "B"
    marks = ["Single Choice", f"Answer: {key}", f"Score: {_points(question.points)}", "All"]
    options = [question.words.line(word) for word in _JUDGEMENTS]
    losses = (NO_EXPLANATIONS,) if shape.if_true or shape.if_false else ()
    return Piece(
        _whole(question, marks, options), lambda judged: float(judged is shape.correct), losses
    )


def _filled(question: Question, keys: Sequence[str]) -> str:
    if any(sign in key for key in keys for sign in _SIGNS):
        raise NotCarried(Text("答案里有逗号或方括号", "an answer has a comma or a bracket"))
    answers = ", ".join(f"{number}.{key}" for number, key in enumerate(keys, start=1))
    scores = ", ".join(_points(question.points / len(keys)) for _ in keys)
    marks = ["Multiple Fill-in-Blank", f"Answer: {answers}", f"Score: {scores}", "ByBlank"]
    return _whole(question, marks)


def _blanks(question: Question, shape: Blanks) -> Piece:
    def score(given: list[str]) -> float:
        right = [typed(text, gap, first=True) for text, gap in zip(given, shape.gaps, strict=True)]
        return sum(right) / len(right)

    body = _filled(question, [gap.accept[0] for gap in shape.gaps])
    more = any(len(gap.accept) > 1 for gap in shape.gaps)
    why = any(gap.why for gap in shape.gaps)
    losses = [loss for loss, met in ((FIRST_ONLY, more), (NO_EXPLANATIONS, why)) if met]
    return Piece(body, score, tuple(losses))


def _number(question: Question, shape: Number) -> Piece:
    key = number_key(question)
    losses = (EXACT_TEXT, NO_UNIT) if shape.unit else (EXACT_TEXT,)
    # Numbers have no blank in their stem: the field needs one.
    body = _filled(question, [key]).replace("[Multiple", " ____[Multiple", 1)
    return exactly(body, key, losses)


def _writing(question: Question, shape: Writing) -> Piece:  # noqa: ARG001
    marks = ["Essay", f"Score: {_points(question.points)}", "Manual"]
    return Piece(_whole(question, marks), None, (NO_RUBRIC,))


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    title = about.words.line(about.title)
    return {"tencent.txt": "\n\n".join([title, *(p.piece.body for p in pieces), ""]).encode()}


FORMAT = Format(
    title=Text("腾讯问卷（文本）", "Tencent survey (text)"),
    suffix=".txt",
    handlers={
        Choice: _choice,
        Judgement: _judgement,
        Blanks: _blanks,
        Number: _number,
        Writing: _writing,
    },
    bundle=_bundle,
    note=NOTE,
)
