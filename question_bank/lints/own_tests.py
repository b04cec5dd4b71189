"""An item proves its marking: a test that earns all points, one that does not, and all hold."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.marking.rules import rule
from question_bank.problems import BankError
from question_bank.variants import realise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item, ItemTest
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Run the tests that items carry."""
    for item in bank:
        scores = [test.score for test in item.tests]
        if not item.by_hand and (max(scores, default=0) < 1 or min(scores, default=1) == 1):
            text = Text(
                "tests 里至少要有一个满分的答案和一个失分的答案",
                "the tests need an answer with all points and one that loses some",
            )
            yield Finding(item, text, ("tests",))
        for position, test in enumerate(item.tests):
            if failure := _fails(item, test):
                yield Finding(item, failure, ("tests", position))


def _fails(item: Item, test: ItemTest) -> Text | None:
    try:
        put = realise(item, test.seed if test.seed is not None else 1)
        chosen = rule(test.rule) if test.rule else None
        result = put.mark(test.answer, out_of=Fraction(1), rule=chosen)
    except BankError as error:
        return error.problems[0].text
    if abs(result.score - test.score) > 1e-9:
        return Text(
            f"答案 {test.answer!r} 得 {result.score:g}，应得 {test.score:g}：{result.reason.zh}",
            f"the answer {test.answer!r} scores {result.score:g}, not {test.score:g}:"
            f" {result.reason.en}",
        )
    if test.mistake and result.mistake != test.mistake:
        return Text(
            f"答案 {test.answer!r} 应识别为 {test.mistake}，得到 {result.mistake}",
            f"the answer {test.answer!r} should show {test.mistake}, not {result.mistake}",
        )
    return None
