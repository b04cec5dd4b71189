"""All points can be had: under every rule, with every accepted answer, with the printed key."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.linting import Finding
from question_bank.marking.rules import names, rule
from question_bank.problems import BankError
from question_bank.types.fill_in import FillIn
from question_bank.types.numeric import Numeric
from question_bank.variants import realise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.bank import Bank
    from question_bank.item import Item
    from question_bank.linting import Context

_ONE = Fraction(1)


def check(bank: Bank, context: Context) -> Iterator[Finding]:
    """Hand in what should earn all points, in every way in which it may be written."""
    for item in bank:
        if item.takes_rule:
            yield from _rules(item)
        elif isinstance(item, FillIn):
            yield from _accepted(item)
        elif isinstance(item, Numeric):
            yield from _printed(item, context.seeds if item.generator else 1)


def _rules(item: Item) -> Iterator[Finding]:
    key = item.key_response()
    for name in names():
        if item.mark(key, out_of=_ONE, rule=rule(name)).points != _ONE:
            text = Text(f"规则 {name} 下得不到满分", f"the rule {name} never gives all points")
            yield Finding(item, text, ("options",))


def _accepted(item: FillIn) -> Iterator[Finding]:
    for place, blank in enumerate(item.blanks):
        for position, answer in enumerate(blank.accept):
            answers = item.key_response()
            answers[place] = answer
            if item.mark(answers, out_of=_ONE).points != _ONE:
                text = Text(
                    f"填“{answer}”得不到满分，尽管它在 accept 里",
                    f"{answer!r} does not earn all points, although it is accepted",
                )
                yield Finding(item, text, ("blanks", place, "accept", position))


def _printed(item: Numeric, seeds: int) -> Iterator[Finding]:
    for seed in range(seeds):
        try:
            put = realise(item, seed)
        except BankError:
            return  # the lint about variants says so
        printed = put.key_text()
        for text in printed:
            if put.mark(text, out_of=_ONE).points != _ONE:
                said = Text(
                    f"种子 {seed}：答案页上的“{text}”得不到满分",
                    f"seed {seed}: {text!r}, as the answer sheet prints it, does not earn all"
                    " points",
                )
                yield Finding(item, said, ("tolerance",))
                return
