"""考试宝: its Excel template of fourteen columns. Not verified on the real platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.format import Format, Piece
from question_bank.exports.losses import EXACT_TEXT
from question_bank.exports.scheme import scheme
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.exports.unverified import (
    FIRST_ONLY,
    MOST_OPTIONS,
    NOTE,
    difficulty,
    exactly,
    judged,
    line,
    number_key,
    only_gap,
    options,
    reasons,
    typed,
    whole,
)
from question_bank.exports.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question

_HEADS = (
    "题干（必填）",
    "题型 （必填）",
    "选项 A",
    "选项 B",
    "选项 C",
    "选项 D",
    *(f"选项{letter}\n(勿删)" for letter in "EFGH"),
    "正确答案\n（必填）",
    "解析\n（勿删）",
    "章节\n（勿删）",
    "难度",
)
_LEVELS = ("易", "偏易", "适中", "难")


def _row(question: Question, kind: str, texts: Sequence[str], key: str, why: str) -> list[str]:
    filled = [*texts, *[""] * (MOST_OPTIONS - len(texts))]
    place = "/".join(question.path)
    return [line(question), kind, *filled, key, why, place, difficulty(question, _LEVELS)]


def _choice(question: Question, shape: Choice) -> Piece:
    kind = "多选题" if shape.many else "单选题"
    texts = options([markup.plain(each.text) for each in shape.options])
    row = _row(question, kind, texts, shape.key, reasons(shape))
    return Piece(row, lambda chosen: whole(shape, chosen))


def _judgement(question: Question, shape: Judgement) -> Piece:
    why = markup.plain(f"{shape.if_true} {shape.if_false}")
    row = _row(question, "判断题", ("对", "错"), "A" if shape.correct else "B", why)
    return judged(row, shape)


def _blanks(question: Question, shape: Blanks) -> Piece:
    gap = only_gap(shape)
    row = _row(question, "填空题", (), gap.accept[0], markup.plain(gap.why))
    losses = (FIRST_ONLY,) if len(gap.accept) > 1 else ()
    return Piece(row, lambda given: float(typed(given[0], gap, first=True)), losses)


def _number(question: Question, shape: Number) -> Piece:
    key = number_key(question)
    row = _row(question, "填空题", (), key, markup.plain(shape.why))
    return exactly(row, key, (EXACT_TEXT,))


def _writing(question: Question, shape: Writing) -> Piece:
    row = _row(question, "简答题", (), markup.plain(shape.model), scheme(question, shape))
    return Piece(row, None)


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:  # noqa: ARG001
    rows = [_HEADS, *(each.piece.body for each in pieces)]
    return {"kaoshibao.xlsx": workbook("题目", rows)}


FORMAT = Format(
    title=Text("考试宝（Excel）", "Kaoshibao (Excel)"),
    suffix=".xlsx",
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
