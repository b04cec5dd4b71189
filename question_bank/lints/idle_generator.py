"""A key that changes with the seed needs data to change with: printed, or nobody can know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.problems import BankError
from question_bank.variants import PLACEHOLDER, realise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.linting import Context

_SEEDS = 8


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Find items whose question prints no value of the generator although the key depends on it.

    A generator may well compute one key for everybody, from the figures of a published study.
    """
    for item in bank:
        if item.generator is None:
            continue
        shown = [item.stem, *(option.text for option in getattr(item, "options", ()))]
        if any(PLACEHOLDER.search(text.zh + text.en) for text in shown):
            continue
        try:
            keys = {str(realise(item, seed).key_response()) for seed in range(_SEEDS)}
        except BankError:
            continue  # the lint about variants says so
        if len(keys) > 1:
            text = Text(
                f"答案随种子变，题目却没有印出生成器 {item.generator} 的任何值",
                f"the key changes with the seed, but nothing of the generator {item.generator}"
                " is printed",
            )
            yield Finding(item, text, ("generator",))
