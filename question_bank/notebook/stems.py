"""What stands above each question: a case's text is told once, before the first question on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.types.case import CaseQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_models.text import Text
    from question_bank.papers import Question


def stems(asked: Sequence[Question]) -> Iterator[Text]:
    """Yield the stem of every question of a paper, in order."""
    told: set[str] = set()
    for each in asked:
        item = each.item
        if isinstance(item, CaseQuestion) and item.case in told:
            yield item.question
        else:
            yield item.stem
        if isinstance(item, CaseQuestion):
            told.add(item.case)
