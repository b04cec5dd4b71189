"""CSV: one row an item, for spreadsheets and for taking items back in after editing."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.exports.format import Format, NotCarried, Piece
from question_bank.exports.losses import NO_MISTAKES
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.exports.table import BETWEEN, columns, row
from question_bank.imports.table import item_of_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question

_BOM = "\ufeff"
"""Tells Excel that the file is UTF-8."""


def _write(question: Question, shape: Any) -> Piece:
    cells = row(question)
    losses = []
    if isinstance(shape, Blanks):
        if any(BETWEEN.strip() in text for gap in shape.gaps for text in gap.accept):
            raise NotCarried(Text("答案里有竖线", "an answer has a vertical bar"))
        losses += [NO_MISTAKES] if any(gap.near for gap in shape.gaps) else []
    if isinstance(shape, Number) and shape.mistakes:
        losses.append(NO_MISTAKES)
    if isinstance(shape, Writing):
        return Piece(cells, None, tuple(losses))
    # Scored with the item that our own importer makes of the row.
    back = item_of_row(cells)

    def score(answer: Any) -> float:
        given = list(answer) if isinstance(shape, Choice) else answer
        return back.mark(given, out_of=question.points, rule=question.rule).score

    return Piece(cells, score, tuple(losses))


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:  # noqa: ARG001
    rows = [each.piece.body for each in pieces]
    made = io.StringIO()
    writer = csv.DictWriter(made, columns(rows), restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return {"questions.csv": f"{_BOM}{made.getvalue()}".encode()}


FORMAT = Format(
    title=Text("CSV 表格", "CSV table"),
    suffix=".csv",
    handlers={
        Choice: _write,
        Judgement: _write,
        Blanks: _write,
        Number: _write,
        Writing: _write,
    },
    bundle=_bundle,
    note=Text(
        "可用表格软件修改后再导入；典型错误的说明和题目自带的测试不在表里",
        "may be edited in a spreadsheet and imported again; mistakes and items' own tests are"
        " not in the table",
    ),
)
