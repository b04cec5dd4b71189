"""超星学习通: the Excel template of its course question bank. Not verified there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.format import Format, NotCarried, Piece
from question_bank.exports.losses import EXACT_TEXT, TYPING
from question_bank.exports.scheme import scheme
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.exports.unverified import (
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
    from fractions import Fraction

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question

_LETTERS = "ABCDEFGH"
_HEADS = (
    "目录",
    "题目类型",
    "大题题干",
    "小题题型",
    "小题题干",
    "正确答案",
    "答案解析",
    "难易度",
    "知识点",
    "标签",
    "选项数",
    *(f"选项{letter}" for letter in _LETTERS),
)
_LEVELS = ("易", "中", "难")
_HALF = Text(
    "发布时须选“部分对给一半分”，这个设置不在文件里",
    "half for an incomplete answer must be chosen when publishing; the file does not hold it",
)


def _row(question: Question, kind: str, key: str, why: str, texts: Sequence[str] = ()) -> list[str]:
    return [
        "/" + "/".join(question.path),
        kind,
        line(question),
        "",
        "",
        key,
        why,
        difficulty(question, _LEVELS),
        "",
        question.id,
        str(len(texts)) if texts else "",
        *texts,
    ]


def _choice(question: Question, shape: Choice) -> Piece:
    texts = options([markup.plain(each.text) for each in shape.options])
    kind = "多选题" if shape.many else "单选题"
    row = _row(question, kind, shape.key, reasons(shape), texts)
    rule = question.rule
    if not shape.many or rule is None or rule.name != "cn_half":
        return Piece(row, lambda chosen: whole(shape, chosen))

    def half(chosen: str) -> Fraction | float:
        return 0.5 if set(chosen) < set(shape.key) else whole(shape, chosen)

    return Piece(row, half, (_HALF,))


def _judgement(question: Question, shape: Judgement) -> Piece:
    why = markup.plain(f"{shape.if_true} {shape.if_false}")
    row = _row(question, "判断题", "A" if shape.correct else "B", why)
    return judged(row, shape)


def _blanks(question: Question, shape: Blanks) -> Piece:
    gap = only_gap(shape)
    if any(sign in text for text in gap.accept for sign in ";；"):
        raise NotCarried(Text("答案里有分号", "an answer has a semicolon"))
    row = _row(question, "填空题", ";".join(gap.accept), markup.plain(gap.why))
    return Piece(row, lambda given: float(typed(given[0], gap, first=False)), (TYPING,))


def _number(question: Question, shape: Number) -> Piece:
    key = number_key(question)
    row = _row(question, "填空题", key, markup.plain(shape.why))
    return exactly(row, key, (EXACT_TEXT,))


def _writing(question: Question, shape: Writing) -> Piece:
    kind = "名词解释" if question.item.type == "term" else "简答题"
    return Piece(_row(question, kind, markup.plain(shape.model), scheme(question, shape)), None)


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:  # noqa: ARG001
    rows = [_HEADS, *(each.piece.body for each in pieces)]
    return {"chaoxing.xlsx": workbook("课程题库", rows)}


FORMAT = Format(
    title=Text("超星学习通（Excel）", "Chaoxing (Excel)"),
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
