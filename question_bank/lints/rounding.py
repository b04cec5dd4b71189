"""A key rounded as the question asks is right: whoever does as told must not lose points."""

from __future__ import annotations

import re
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

_ZH = re.compile(r"保留\s*([一二两三四五六\d])\s*位(?!有效)")
_ZH_WHOLE = re.compile(r"(?:取|写|填|保留|四舍五入(?:到|为|取)?)\s*(?:到\s*)?整数")
_EN = re.compile(r"\b(one|two|three|four|five|six|\d)\s+(?:decimals?|places)\b", re.IGNORECASE)
_EN_WHOLE = re.compile(r"\b(?:whole number|nearest integer)\b", re.IGNORECASE)
_DIGITS = {
    **dict(zip("一二三四五六", range(1, 7), strict=True)),
    "两": 2,
    **dict(zip(["one", "two", "three", "four", "five", "six"], range(1, 7), strict=True)),
}


def check(bank: Bank, context: Context) -> Iterator[Finding]:
    """Round the key of some variants as the stem says, in each language."""
    for item in bank:
        if not isinstance(item, Numeric):
            continue
        asked = {"zh": _places(item.stem.zh, _ZH, _ZH_WHOLE)}
        asked["en"] = _places(item.stem.en, _EN, _EN_WHOLE)
        if None not in asked.values() and asked["zh"] != asked["en"]:
            text = Text(
                f"中英文要求的小数位数不同（{asked['zh']} 与 {asked['en']}）",
                f"the languages ask for different decimals ({asked['zh']} and {asked['en']})",
            )
            yield Finding(item, text, ("stem",))
        places = asked["zh"] if asked["zh"] is not None else asked["en"]
        if places is not None and (seed := _loses(item, places, context.seeds)) is not None:
            text = Text(
                f"种子 {seed}：按题目要求保留 {places} 位小数的答案落在允差之外，请放宽允差",
                f"seed {seed}: the key rounded to {places} decimals, as asked, is outside the"
                " tolerance; widen it",
            )
            yield Finding(item, text, ("tolerance",))


def _places(stem: str, decimals: re.Pattern[str], whole: re.Pattern[str]) -> int | None:
    if found := decimals.search(stem):
        word = found[1].casefold()
        return _DIGITS[word] if word in _DIGITS else int(word)
    return 0 if whole.search(stem) else None


def _loses(item: Numeric, places: int, seeds: int) -> int | None:
    """Return the first seed whose rounded key is outside the tolerance."""
    for seed in range(seeds if item.generator else 1):
        try:
            put = realise(item, seed)
        except BankError:
            return None  # the lint about variants says so
        if isinstance(put, Numeric):
            key = put.number(put.value)
            if not put.tolerance.holds(round(key, places), key):
                return seed
    return None
