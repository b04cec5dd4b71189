"""Lengths of time and discount rates that carry their unit.

Most wrong lifetime values mix units: a yearly rate with monthly periods, weeks of history with
months of forecast. Here a number without its unit is not a period and not a rate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

from crm_models.errors import ModelError

Unit = Literal["day", "week", "month", "quarter", "year"]
Quoted = Literal["effective", "nominal", "continuous"]

UNITS: tuple[Unit, ...] = get_args(Unit)

# The mean Gregorian year; months and quarters are its twelfth and its quarter.
_DAYS: dict[Unit, float] = {
    "day": 1.0,
    "week": 7.0,
    "month": 365.2425 / 12,
    "quarter": 365.2425 / 4,
    "year": 365.2425,
}


def checked_unit(unit: str) -> Unit:
    """Return ``unit`` if it is a unit of time, else raise a one-line error.

    Examples
    --------
    >>> checked_unit("week")
    'week'
    """
    for known in UNITS:
        if unit == known:
            return known
    choices = ", ".join(UNITS)
    raise ModelError(
        f"时间单位 {unit!r} 不认识，请用 {choices} 之一",
        f"unknown unit of time {unit!r}: use one of {choices}",
    )


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time.

    Parameters
    ----------
    value
        How many units, not negative.
    unit
        day, week, month, quarter or year. A month is 365.2425/12 days.

    Examples
    --------
    >>> Period(12, "month") / Period(1, "year")
    1.0
    >>> round(Period(1, "year").to("week").value, 3)
    52.178
    """

    value: float
    unit: Unit

    def __post_init__(self) -> None:
        checked_unit(self.unit)
        if not (math.isfinite(self.value) and self.value >= 0):
            raise ModelError(
                f"时间长度必须是非负的有限数，得到 {self.value}",
                f"a length of time must be finite and not negative, got {self.value}",
            )

    @property
    def days(self) -> float:
        """The same length in days."""
        return self.value * _DAYS[self.unit]

    def to(self, unit: Unit) -> Period:
        """Return the same length in another unit."""
        if unit == self.unit:
            return self
        return Period(self.value * ratio(self.unit, unit), unit)

    def __truediv__(self, other: Period) -> float:
        return self.value * ratio(self.unit, other.unit) / other.value


def ratio(unit: Unit, other: Unit) -> float:
    """How many ``other`` make one ``unit``; exact between month, quarter and year.

    Examples
    --------
    >>> ratio("quarter", "month"), ratio("week", "day")
    (3.0, 7.0)
    """
    months: dict[str, float] = {"month": 1, "quarter": 3, "year": 12}
    if unit in months and other in months:
        return months[unit] / months[other]
    return _DAYS[checked_unit(unit)] / _DAYS[checked_unit(other)]


@dataclass(frozen=True, slots=True)
class DiscountRate:
    """A discount rate: how much, per which unit of time, and how it is quoted.

    Parameters
    ----------
    rate
        The rate as a fraction (0.12 is 12 %), above -1.
    per
        The unit of time that the rate is quoted for.
    quoted
        ``"effective"``: money grows by 1 + rate over one ``per`` (the default).
        ``"nominal"``: the quoted rate is split evenly over the shorter units and compounded
        there, as banks quote a yearly rate that is charged monthly; needs ``compounded``.
        ``"continuous"``: money grows by exp(rate).
    compounded
        The unit in which a nominal rate is compounded.

    Examples
    --------
    A yearly rate of 12 % is 0.9489 % a month, not 1 %:

    >>> round(DiscountRate(0.12, "year").over(Period(1, "month")), 6)
    0.009489
    >>> nominal = DiscountRate(0.12, "year", "nominal", compounded="month")
    >>> round(nominal.over(Period(1, "month")), 6), round(nominal.over(Period(1, "year")), 6)
    (0.01, 0.126825)
    """

    rate: float
    per: Unit
    quoted: Quoted = "effective"
    compounded: Unit | None = None

    def __post_init__(self) -> None:
        checked_unit(self.per)
        if not (math.isfinite(self.rate) and self.rate > -1):
            raise ModelError(
                f"贴现率必须大于 -1，得到 {self.rate}（12 % 写作 0.12）",
                f"a discount rate must be above -1, got {self.rate} (write 12 % as 0.12)",
            )
        if self.quoted not in get_args(Quoted):
            raise ModelError(
                f"不认识的计息方式 {self.quoted!r}：请用 effective、nominal 或 continuous",
                f"unknown way to quote a rate {self.quoted!r}: "
                "use effective, nominal or continuous",
            )
        if (self.quoted == "nominal") != (self.compounded is not None):
            raise ModelError(
                "名义利率需要 compounded（每隔多久计息一次），其他利率不需要",
                "a nominal rate needs compounded (the unit it is compounded in), others do not",
            )

    @property
    def force(self) -> float:
        """The equivalent continuous rate per ``per``."""
        if self.quoted == "continuous":
            return self.rate
        if self.compounded is None:
            return math.log1p(self.rate)
        steps = ratio(self.per, self.compounded)
        return steps * math.log1p(self.rate / steps)

    def continuous(self, unit: Unit) -> float:
        """Return the equivalent continuous rate per ``unit``."""
        return self.force * ratio(unit, self.per)

    def over(self, period: Period) -> float:
        """Return the effective rate over ``period``: one unit of money becomes 1 + this."""
        return math.expm1(self.force * (period / Period(1, self.per)))

    def factor(self, delay: Period) -> float:
        """Return the present value of one unit of money paid after ``delay``."""
        return math.exp(-self.force * (delay / Period(1, self.per)))
