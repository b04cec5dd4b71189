"""Aiken: single choice as plain text lines; nothing but stem, options and key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.format import Format, NotCarried, Piece
from question_bank.exports.losses import NO_EXPLANATIONS
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question

# What Moodle takes for an option or for the key wherever it stands at a line's beginning.
_LABEL = re.compile(r"^([A-Z][).][ \t]?|ANSWER:)")
_JUDGEMENTS = (Text("正确", "True"), Text("错误", "False"))
_AS_CHOICE = Text("判断题写成两个选项的单选题", "the judgement becomes a choice of two options")


def _whole(question: Question, options: Sequence[str], key: str) -> str:
    if markup.has_table(question.stem):
        raise NotCarried(Text("题干有表格，Aiken 只有一行文字", "the stem has a table"))
    stem = markup.plain(question.stem)
    if _LABEL.match(stem):
        raise NotCarried(
            Text("题干的开头会被当作选项或答案", "the stem begins like an option or a key")
        )
    lines = [
        f"{letter}. {markup.plain(text)}"
        for letter, text in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", options, strict=False)
    ]
    return "\n".join([stem, *lines, f"ANSWER: {key}"])


def _choice(question: Question, shape: Choice) -> Piece:
    if shape.many:
        raise NotCarried(Text("Aiken 只有单选题", "Aiken has single choice only"))
    body = _whole(question, [each.text for each in shape.options], shape.key)
    explained = any(each.why for each in shape.options)
    return Piece(
        body,
        lambda chosen: float(chosen == shape.key),
        (NO_EXPLANATIONS,) if explained else (),
    )


def _judgement(question: Question, shape: Judgement) -> Piece:
    options = [question.words.line(word) for word in _JUDGEMENTS]
    body = _whole(question, options, "A" if shape.correct else "B")
    explained = bool(shape.if_true or shape.if_false)
    return Piece(
        body,
        lambda judged: float(judged is shape.correct),
        (_AS_CHOICE, NO_EXPLANATIONS) if explained else (_AS_CHOICE,),
    )


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:  # noqa: ARG001
    return {"questions.txt": "\n\n".join([*(each.piece.body for each in pieces), ""]).encode()}


FORMAT = Format(
    title=Text("Aiken", "Aiken"),
    suffix=".txt",
    handlers={Choice: _choice, Judgement: _judgement},
    bundle=_bundle,
    note=Text(
        "只有题干、选项和答案；编号、分值、解释都不带",
        "stem, options and key only; ids, points and explanations stay behind",
    ),
)
