"""Every variant works: values are finite, the key earns all points, no mistake does."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.marking.rules import DEFAULT, rule
from question_bank.problems import BankError
from question_bank.variants import PLACEHOLDER, realise
from question_bank.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context


def check(bank: Bank, context: Context) -> Iterator[Finding]:
    """Try many seeds of every item with a generator, and any other item once."""
    for item in bank:
        for seed in range(context.seeds if item.generator else 1):
            if text := _fails(item, seed):
                yield Finding(item, text)
                break


def _fails(item: Item, seed: int) -> Text | None:
    try:
        put = realise(item, seed)
        if item.by_hand:
            return _left_over(put, seed)
        return _left_over(put, seed) or _marks(put, seed)
    except (BankError, KeyError, ValueError, ZeroDivisionError) as error:
        said = error.problems[0].text if isinstance(error, BankError) else None
        zh, en = (said.zh, said.en) if said else (str(error), str(error))
        return Text(f"种子 {seed}：{zh}", f"seed {seed}: {en}")


def _left_over(put: Item, seed: int) -> Text | None:
    for _, text in texts(put):
        if found := PLACEHOLDER.search(text.zh + text.en):
            return Text(
                f"种子 {seed}：{found[0]} 没有取值", f"seed {seed}: {found[0]} has no value"
            )
    shown = [option.text.zh for option in getattr(put, "options", ())]
    if len(set(shown)) < len(shown):
        return Text(f"种子 {seed} 使两个选项相同", f"seed {seed} makes two options equal")
    return None


def _marks(put: Item, seed: int) -> Text | None:
    used = rule(DEFAULT) if put.takes_rule else None
    one = Fraction(1)
    if put.mark(put.key_response(), out_of=one, rule=used).points != one:
        return Text(
            f"种子 {seed}：标准答案得不到满分", f"seed {seed}: the key does not earn all points"
        )
    for response, mistake in put.wrong_responses():
        result = put.mark(response, out_of=one, rule=used)
        if result.points == one:
            return Text(
                f"种子 {seed}：错误答案 {response!r} 得了满分（落在允差之内？）",
                f"seed {seed}: the wrong answer {response!r} earns all points"
                " (within the tolerance?)",
            )
        if result.mistake != mistake:
            return Text(
                f"种子 {seed}：{response!r} 应识别为 {mistake}，"
                f"得到 {result.mistake}（两种错误太接近？）",
                f"seed {seed}: {response!r} should show {mistake}, not {result.mistake}"
                " (two mistakes too close?)",
            )
    return None
