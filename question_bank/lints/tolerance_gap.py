"""Mistakes stay apart from the key even when rounded: a wrong turn must not slip in by rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.problems import BankError
from question_bank.types.numeric import Numeric
from question_bank.variants import realise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context

# A student rounds a wrong number by up to one margin, the tolerance forgives another.
_MARGINS = 2.0


def check(bank: Bank, context: Context) -> Iterator[Finding]:
    """Measure the distance of every known mistake from the key, in margins of the tolerance."""
    for item in bank:
        if isinstance(item, Numeric) and item.mistakes:
            yield from _near(item, context.seeds if item.generator else 1)


def _near(item: Numeric, seeds: int) -> Iterator[Finding]:
    told: set[int] = set()
    for seed in range(seeds):
        try:
            put = realise(item, seed)
        except BankError:
            return  # the lint about variants says so
        if not isinstance(put, Numeric):
            return
        key = put.number(put.value)
        margin = put.tolerance.margin(key)
        for position, mistake in enumerate(put.mistakes):
            distance = abs(put.number(mistake.value) - key)
            if distance < _MARGINS * margin and position not in told:
                told.add(position)
                text = Text(
                    f"种子 {seed}：错误 {put.number(mistake.value):g} 离答案 {key:g} 太近，"
                    "四舍五入后可能被当作正确",
                    f"seed {seed}: the mistake {put.number(mistake.value):g} is so near the key"
                    f" {key:g} that rounding may make it right",
                )
                yield Finding(item, text, ("mistakes", position))
