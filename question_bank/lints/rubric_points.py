"""A rubric has at least two key points and no key point that decides nearly everything."""

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
    """Look at the number and the weights of the key points."""
    for item, prose, path in rubrics(bank):
        weights = [point.weight for point in prose.rubric]
        if len(weights) < 2 or max(weights) > 0.7 * sum(weights):
            yield Finding(
                item,
                Text(
                    "评分要点至少两条，且任何一条不应超过总分的七成",
                    "a rubric needs two key points or more, none above seven tenths of the points",
                ),
                (*path, "rubric"),
            )
