"""Share of wallet: how much of what customers can spend is spent here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

Amounts = float | Sequence[float] | npt.NDArray[np.float64] | pd.Series


def share_of_wallet(
    spend: Amounts,
    income: Amounts,
    *,
    spend_periods: float = 1.0,
    income_periods: float = 1.0,
) -> float:
    """Return the share of a group's disposable income that it spends here.

    Parameters
    ----------
    spend
        Spending here: the group's total, or one amount per customer.
    income
        Disposable income: the group's total, or one amount per customer.
    spend_periods, income_periods
        Number of periods (say, months) that the two cover. Two months of spending against a
        monthly income are ``spend_periods=2``.

    Returns
    -------
    float
        A fraction: 0.0693 is 6.93 %. The group's share is total over total, not the mean of the
        customers' shares.

    Raises
    ------
    ModelError
        If the income or a number of periods is not positive.
    DataError
        If amounts are missing or negative.

    Examples
    --------
    >>> f"{share_of_wallet(1357.44, 19600):.2%}"
    '6.93%'
    """
    total_spend, total_income = _total(spend, "spend"), _total(income, "income")
    if not (total_income > 0 and spend_periods > 0 and income_periods > 0):
        raise ModelError(
            "收入和期数都要大于 0", "the income and both numbers of periods must be positive"
        )
    return (total_spend / spend_periods) / (total_income / income_periods)


def explain_share_of_wallet(
    spend: Amounts,
    income: Amounts,
    *,
    spend_periods: float = 1.0,
    income_periods: float = 1.0,
) -> Explanation:
    """Return the working of `share_of_wallet`.

    Examples
    --------
    >>> explain_share_of_wallet(1357.44, 19600).number
    '6.93 %'
    """
    share = share_of_wallet(
        spend, income, spend_periods=spend_periods, income_periods=income_periods
    )
    s, y = _total(spend, "spend"), _total(income, "income")
    return Explanation(
        name=Text("客户份额", "share of wallet"),
        formula=r"w = \frac{S / n_S}{Y / n_Y}",
        substitution=rf"w = \frac{{{s:.10g} / {spend_periods:g}}}{{{y:.10g} / {income_periods:g}}}",
        value=share,
        shown=f"{share * 100:.2f} %",
        interpretation=Text(
            f"每 100 元可支配收入中，有 {share * 100:.2f} 元花在本店。",
            f"Of every 100 yuan of disposable income, {share * 100:.2f} are spent here.",
        ),
        symbols=(
            ("S", Text("在本店的消费总额", "total spending here")),
            ("n_S", Text("消费覆盖的期数", "number of periods of spending")),
            ("Y", Text("可支配收入总额", "total disposable income")),
            ("n_Y", Text("收入覆盖的期数", "number of periods of income")),
        ),
    )


def _total(amounts: Amounts, name: str) -> float:
    series = pd.Series(np.atleast_1d(np.asarray(amounts, dtype="float64")))
    if isinstance(amounts, pd.Series):
        series.index = amounts.index
    bad = ~np.isfinite(series) | (series < 0)
    if bad.any():
        raise DataError(
            f"{name} 有缺失或负的金额",
            f"{name} has missing or negative amounts",
            rows=series.index[bad].tolist(),
        )
    return float(np.sort(series.to_numpy()).sum())
