"""GIFT: plain text that Moodle and many others read; no rubrics, units or several blanks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports import markup, moodle_scoring
from question_bank.exports.families import places
from question_bank.exports.format import Format, NotCarried, Piece
from question_bank.exports.fractions import fractions
from question_bank.exports.gift_text import comment, escape, looks_weighted
from question_bank.exports.losses import NO_RUBRIC, TYPING
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.exports.weights import counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question

_ONE, _ZERO = Fraction(1), Fraction(0)


def _whole(question: Question, answers: Sequence[str], opening: str = "") -> str:
    marks = [comment("id", question.id), *(comment("tag", tag) for tag in question.tags)]
    head = f"::{escape(question.title)}::[html]{escape(markup.html(question.stem))}"
    inside = "".join(f"\n{line}" for line in answers) + ("\n" if answers else "")
    return f"// {' '.join(marks)}\n{head}{{{opening}{inside}}}"


def _why(markdown: str) -> str:
    return f"#{escape(markup.html(markdown))}" if markdown else ""


def _choice(question: Question, shape: Choice) -> Piece:
    share = fractions(question, shape)
    lines = []
    for each in shape.options:
        text = markup.line(each.text)
        percent = share.right if each.correct else share.wrong
        sign = "=" if each.correct and not shape.many else "~"
        # A weight of its own keeps an option such as "%25% more" from losing its beginning.
        weight = f"%{percent}%" if shape.many or looks_weighted(text) else ""
        lines.append(f"{sign}{weight}{escape(text)}{_why(each.why)}")

    def score(chosen: str) -> Fraction:
        return share.score(*counts(shape, chosen))

    return Piece(_whole(question, lines), score, share.losses)


def _judgement(question: Question, shape: Judgement) -> Piece:
    right, wrong = (
        (shape.if_true, shape.if_false) if shape.correct else (shape.if_false, shape.if_true)
    )
    word = "T" if shape.correct else "F"
    notes = "".join(f"#{escape(markup.html(why))}" for why in (wrong, right))
    body = _whole(question, (), f"{word}{notes}" if wrong or right else word)
    return Piece(body, lambda judged: float(judged is shape.correct))


def _number(question: Question, shape: Number) -> Piece:
    margin = f"{shape.margin:.12g}"
    keys = [(shape.value, shape.why, "100")]
    keys += [(each.value, each.why, "0") for each in shape.mistakes]
    lines = [f"=%{share}%{value:.12g}:{margin}{_why(why)}" for value, why, share in keys]
    scored = [
        (float(f"{value:.12g}"), float(margin), Fraction(share) / 100) for value, _, share in keys
    ]
    return Piece(
        _whole(question, lines, "#"), lambda typed: moodle_scoring.score_number(typed, scored)
    )


def _blanks(question: Question, shape: Blanks) -> Piece:
    if len(shape.gaps) > 1:
        raise NotCarried(
            Text("GIFT 的一道题只有一个填写处", "a question in GIFT has one field only")
        )
    gap = shape.gaps[0]
    if any("->" in text for text in (*gap.accept, *(text for text, _ in gap.near))):
        raise NotCarried(
            Text("答案里有“->”，GIFT 会当作配对题", "an answer has '->', which GIFT takes to match")
        )
    patterns = [(moodle_scoring.literal(text), _ONE) for text in gap.accept]
    lines = [f"=%100%{escape(pattern)}{_why(gap.why)}" for pattern, _ in patterns]
    for text, why in gap.near:
        patterns.append((moodle_scoring.literal(text), _ZERO))
        lines.append(f"=%0%{escape(moodle_scoring.literal(text))}{_why(why)}")
    return Piece(
        _whole(question, lines),
        lambda typed: moodle_scoring.score_text(typed[0], patterns),
        (TYPING,),
    )


def _writing(question: Question, shape: Writing) -> Piece:  # noqa: ARG001
    return Piece(_whole(question, ()), None, (NO_RUBRIC,))


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    parts: list[str] = []
    current: tuple[str, ...] | None = None
    top = about.words.line(about.title)
    for each, place in zip(pieces, places(pieces), strict=True):
        if place != current:
            path = "/".join(part.replace("/", "//") for part in (top, *place))
            parts.append(f"$CATEGORY: $course$/top/{path}")
            current = place
        parts.append(each.piece.body)
    return {"questions.gift": "".join(f"{part}\n\n" for part in parts).encode()}


FORMAT = Format(
    title=Text("GIFT", "GIFT"),
    suffix=".gift",
    handlers={
        Choice: _choice,
        Judgement: _judgement,
        Blanks: _blanks,
        Number: _number,
        Writing: _writing,
    },
    bundle=_bundle,
    note=Text("不带分值：导入后每题 1 分", "points stay behind: every question arrives with 1"),
)
