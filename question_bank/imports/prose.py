"""Questions for prose: what graders' notes say becomes model answer and rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.imports.answers import Made, finding
from question_bank.imports.draft import Words
from question_bank.imports.marks import scheme

if TYPE_CHECKING:
    from question_bank.imports.draft import Finding

_OPEN = {"zh": "（待补）", "en": "(to be written)"}


def prose(line: int, notes: str) -> Made:
    """Return model answer and rubric; what is missing stays open and is reported."""
    model, rubric = scheme(notes)
    found: list[Finding] = []
    if not model:
        found.append(
            finding(
                line,
                "model",
                "没有参考答案；请补上（搜索“待补”）",
                "there is no model answer; write one (search for 'to be written')",
            )
        )
    if not rubric:
        found.append(
            finding(
                line,
                "rubric",
                "没有评分要点；请补上（搜索“待补”）",
                "there is no rubric; write one (search for 'to be written')",
            )
        )
    return Made(
        {
            "model": Words(model) if model else dict(_OPEN),
            "rubric": rubric or [{"text": dict(_OPEN)}],
        },
        found,
    )
