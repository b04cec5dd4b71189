"""Lifetime value at a constant retention rate: closed forms and their finite sums.

A customer yields a margin m per period, stays from one period to the next with probability r,
and money is discounted at d per period. Two conventions are in print and differ by exactly m:

    first margin after one period, if retained:  m r / (1 + d - r)       (t = 1, 2, ...)
    first margin now, for certain:               m (1 + d) / (1 + d - r) (t = 0, 1, ...)

The name of the convention is therefore an argument and never a habit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

First = Literal["now", "after_one_period"]


def margin_multiple(
    retention: float,
    discount: float,
    *,
    first: First = "after_one_period",
    periods: int | None = None,
) -> float:
    """Return what one unit of margin per period is worth over the customer's life.

    Parameters
    ----------
    retention
        Probability r of staying from one period to the next, 0 to 1.
    discount
        Discount rate d per period, in the same period as the retention rate.
    first
        When the first margin comes: ``"now"`` (certain) or ``"after_one_period"`` (if retained).
    periods
        Number of margins that count; without end if None (then r must be below 1 + d).

    Examples
    --------
    >>> round(margin_multiple(0.9, 0.12), 4)
    4.0909
    >>> round(margin_multiple(0.9, 0.12, first="now"), 4)
    5.0909
    >>> margin_multiple(0.5, 0.0, first="now", periods=3)
    1.75
    """
    _check(retention, discount, first)
    step = retention / (1 + discount)
    start = 1.0 if first == "now" else step
    if periods is not None:
        if periods < 0:
            raise ModelError(
                f"期数不能为负，得到 {periods}", f"periods cannot be negative, got {periods}"
            )
        return float(start * np.sum(step ** np.arange(periods)))
    if step >= 1:
        raise ModelError(
            f"留存率 {retention} 不小于 1 + 贴现率 {discount}，无限期的价值不收敛；请给出期数",
            f"retention {retention} is not below 1 + discount {discount}: the value without end "
            "does not converge; give periods",
        )
    return start / (1 - step)


def retention_value(
    margin: float,
    retention: float,
    discount: float,
    *,
    first: First = "after_one_period",
    periods: int | None = None,
    acquisition: float = 0.0,
) -> float:
    """Return lifetime value at a constant margin and retention rate.

    Parameters
    ----------
    margin
        Margin (not revenue) per period and retained customer, in money.
    retention, discount, first, periods
        As in `margin_multiple`.
    acquisition
        Cost of winning the customer, paid now.

    Examples
    --------
    >>> round(retention_value(100, 0.9, 0.12), 2)
    409.09
    >>> round(retention_value(100, 0.9, 0.12, first="now", acquisition=150), 2)
    359.09
    """
    multiple = margin_multiple(retention, discount, first=first, periods=periods)
    return margin * multiple - acquisition


def retention_curve_value(
    margin: ArrayLike,
    retention: ArrayLike,
    discount: float,
    *,
    acquisition: float = 0.0,
) -> float:
    """Return lifetime value when margins and retention rates change over time.

    Parameters
    ----------
    margin
        Margins at t = 0, 1, ..., in money; the first is certain and comes now.
    retention
        Retention rates from 0 to 1, from 1 to 2, ...: one fewer than margins.
    discount
        Discount rate per period.
    acquisition
        Cost of winning the customer, paid now.

    Examples
    --------
    >>> retention_curve_value([100, 100, 100], [0.5, 0.8], 0.0)
    190.0
    """
    margins, rates = np.asarray(margin, dtype=float), np.asarray(retention, dtype=float)
    if rates.size != margins.size - 1:
        raise ModelError(
            f"{margins.size} 期毛利需要 {margins.size - 1} 个留存率，得到 {rates.size} 个",
            f"{margins.size} margins need {margins.size - 1} retention rates, got {rates.size}",
        )
    if not np.all((rates >= 0) & (rates <= 1)):
        raise ModelError("留存率必须在 0 与 1 之间", "retention rates must be from 0 to 1")
    survival = np.concatenate([[1.0], np.cumprod(rates)])
    factors = (1 + discount) ** -np.arange(margins.size, dtype=float)
    return float(margins @ (survival * factors)) - acquisition


def _check(retention: float, discount: float, first: str) -> None:
    if not 0 <= retention <= 1:
        raise ModelError(
            f"留存率必须在 0 与 1 之间，得到 {retention}（90 % 写作 0.9）",
            f"the retention rate must be from 0 to 1, got {retention} (write 90 % as 0.9)",
        )
    if not discount > -1:
        raise ModelError(
            f"贴现率必须大于 -1，得到 {discount}",
            f"the discount rate must be above -1, got {discount}",
        )
    if first not in get_args(First):
        raise ModelError(
            f"first 须为 now 或 after_one_period，得到 {first!r}",
            f"first must be now or after_one_period, got {first!r}",
        )
