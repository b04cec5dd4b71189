"""What a person who marks prose needs: the model answer and the rubric, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.writing import Writing

_SCHEME = Text("评分要点", "Mark scheme")
_MODEL = Text("参考答案", "Model answer")


def scheme(question: Question, shape: Writing) -> str:
    """Return model answer and rubric; ``imports.marks.scheme`` reads them back."""
    say = question.words.line
    rows = [f"- （{float(point.share * question.points):g}）{point.text}" for point in shape.rubric]
    return "\n\n".join([f"**{say(_MODEL)}**", shape.model, f"**{say(_SCHEME)}**", "\n".join(rows)])
