"""Reads a number as people write it, and compares it with a key within a tolerance."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from math import floor, log10
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 60
_LARGEST_EXPONENT = 400
_MINUS = re.compile("[−–—‒﹣－]")
_CURRENCY = re.compile("^[¥￥$]|^(?:cny|rmb)")
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$", re.ASCII)
_NUMBER = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$", re.ASCII)
_TIMES_TEN = re.compile(r"[×x*·]10\^?\(?([+-]?\d{1,3})\)?$", re.ASCII)
_MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百万": 10**6}

Accept = Literal["percent", "magnitude"]
"""percent: 6.93% is 0.0693; magnitude: 1.2万 is 12000."""


def parse(text: str, units: Collection[str] = (), accept: Collection[Accept] = ()) -> Fraction:
    """Read a number exactly.

    Full-width digits, thousands separators in their places, a currency sign, the declared
    units, ``1.5e3`` and ``1.5×10^3`` are understood; everything else is refused.

    Parameters
    ----------
    text
        The answer.
    units
        Units that may follow the number; they change nothing.
    accept
        Signs that scale the number, where the question declares them.

    Raises
    ------
    ValueError
        The text is no number.

    Examples
    --------
    >>> float(parse("１，２３４．５ 元", units=["元"]))
    1234.5
    >>> float(parse("6.93%", accept=["percent"]))
    0.0693
    >>> float(parse("1.2万", accept=["magnitude"]))
    12000.0
    """
    if len(text) > _LONGEST:
        raise ValueError("too long")
    bare = unicodedata.normalize("NFKC", text).strip().rstrip("。.;；,，").casefold()
    bare = "".join(_MINUS.sub("-", bare).split())
    bare = _CURRENCY.sub("", bare)
    for unit in sorted({_plain(unit) for unit in units}, key=len, reverse=True):
        if unit and bare.endswith(unit):
            bare = bare.removesuffix(unit)
            break
    scale = Fraction(1)
    if "percent" in accept and bare.endswith("%"):
        bare, scale = bare.removesuffix("%"), Fraction(1, 100)
    if "magnitude" in accept:
        for word in sorted(_MAGNITUDES, key=len, reverse=True):
            if bare.endswith(word):
                bare, scale = bare.removesuffix(word), Fraction(_MAGNITUDES[word])
                break
    bare = _TIMES_TEN.sub(r"e\1", bare)
    if _THOUSANDS.match(bare):
        bare = bare.replace(",", "")
    if not _NUMBER.match(bare) or abs(int(bare.partition("e")[2] or 0)) > _LARGEST_EXPONENT:
        raise ValueError("not a number")
    return Fraction(bare) * scale


def _plain(unit: str) -> str:
    return "".join(unicodedata.normalize("NFKC", unit).casefold().split())


class Tolerance(BaseModel):
    """How far from the key an answer may lie: exactly one of the three is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    abs: Annotated[float, Field(gt=0)] | None = None
    """Absolute: the same distance for every key."""
    rel: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Relative: a share of the key."""
    significant: Annotated[int, Field(ge=1, le=12)] | None = None
    """The answer rounds to the key in so many significant figures."""

    @model_validator(mode="after")
    def _one(self) -> Tolerance:
        if sum(value is not None for value in (self.abs, self.rel, self.significant)) != 1:
            raise PydanticCustomError(
                "tolerance_one",
                "abs、rel、significant 三者必须且只能写一个"
                " | give exactly one of abs, rel and significant",
            )
        return self

    def margin(self, key: float) -> float:
        """Return the largest distance from this key that still counts as right."""
        if self.abs is not None:
            return self.abs
        if self.rel is not None:
            return self.rel * abs(key)
        assert self.significant is not None  # noqa: S101 - for the type checker: see _one
        # Zero has no leading digit: it is taken as if its first one stood before the point.
        leading = floor(log10(abs(key))) if key else 0
        return 0.5 * 10.0 ** (leading - self.significant + 1)

    def holds(self, answer: Fraction | float, key: float) -> bool:
        """Whether an answer counts as the key; the edge of the tolerance belongs to it.

        Examples
        --------
        >>> Tolerance(abs=0.005).holds(6.93, 6.9257)
        True
        >>> Tolerance(significant=3).holds(6.92, 6.9257)
        False
        """
        # A key has binary rounding noise; the edge must not depend on it.
        slack = Fraction(1, 10**12) * max(Fraction(1), abs(Fraction(key)))
        distance = abs(Fraction(answer) - Fraction(key))
        return distance <= Fraction(self.margin(key)) + slack
