"""Canvas: a QTI 1.2 package as its Classic Quizzes export it; New Quizzes reads it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports.format import Format
from question_bank.exports.formats.canvas.blanks import blanks
from question_bank.exports.formats.canvas.choice import choice, judgement
from question_bank.exports.formats.canvas.number import number
from question_bank.exports.formats.canvas.package import package
from question_bank.exports.formats.canvas.writing import writing
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    return {"canvas.zip": package(pieces, about)}


FORMAT = Format(
    title=Text("Canvas（QTI 1.2）", "Canvas (QTI 1.2)"),
    suffix=".zip",
    handlers={
        Choice: choice,
        Judgement: judgement,
        Number: number,
        Blanks: blanks,
        Writing: writing,
    },
    bundle=_bundle,
    note=Text(
        "评分按经典测验（Classic Quizzes）预测",
        "scores are predicted for Classic Quizzes",
    ),
)
