"""A model answer shows every key point: otherwise even it would not earn all points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.lints._rubrics import rubrics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Look for the hints of each key point in the model answer, either language."""
    for item, prose, path in rubrics(bank):
        model = f"{prose.model.zh} {prose.model.en}".casefold()
        for position, point in enumerate(prose.rubric):
            if point.hints and not any(hint.casefold() in model for hint in point.hints):
                text = Text(
                    f"参考答案里没有这个要点的任何关键词（{'、'.join(point.hints)}）",
                    f"the model answer has none of its words ({', '.join(point.hints)})",
                )
                yield Finding(item, text, (*path, "rubric", position))
