"""Developing customers: the funnel from first contact to first order, and its cost."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def funnel(reached: Mapping[str, float]) -> pd.DataFrame:
    """Return how many prospects come to each step, and where they are lost.

    Parameters
    ----------
    reached
        Number of prospects who reached each step, from the first step to the last. Nobody skips
        a step, so the numbers do not rise.

    Returns
    -------
    DataFrame
        By step: ``reached``, ``conversion`` (of those who reached the step before; missing for
        the first) and ``share`` (of those who reached the first).

    Raises
    ------
    ModelError
        There are fewer than two steps, the numbers rise or are negative, or nobody is reached.

    Notes
    -----
    The hierarchy of steps through which prospects become fewer: E. K. Strong (1925), The
    Psychology of Selling and Advertising; conversions between steps are ratios of counts.

    Examples
    --------
    >>> funnel({"contacts": 400, "enquiries": 100, "offers": 40, "orders": 10})
               reached  conversion  share
    contacts     400.0         NaN  1.000
    enquiries    100.0        0.25  0.250
    offers        40.0        0.40  0.100
    orders        10.0        0.25  0.025
    """
    counts = np.array(list(reached.values()), dtype=np.float64)
    falls = counts.size >= 2 and bool((np.diff(counts) <= 0).all())
    if not (falls and np.isfinite(counts).all() and counts[-1] >= 0 and counts[0] > 0):
        raise ModelError(
            f"漏斗至少两步，人数从前往后不增加、不为负，第一步大于 0：{dict(reached)}",
            "a funnel needs two steps or more, numbers that do not rise, none negative, and "
            f"somebody at the first: {dict(reached)}",
        )
    before = np.concatenate([[np.nan], counts[:-1]])
    # Where nobody came to a step there is no conversion to the next.
    conversion = np.divide(counts, before, out=np.full(counts.size, np.nan), where=before > 0)
    columns = {"reached": counts, "conversion": conversion, "share": counts / counts[0]}
    return pd.DataFrame(columns, index=list(reached))


def contacts_needed(customers: float, conversions: Sequence[float]) -> int:
    """Return how many first contacts lead to so many customers.

    Parameters
    ----------
    customers
        How many new customers are wanted.
    conversions
        Conversion from each step to the next, as fractions above 0 and at most 1.

    Examples
    --------
    >>> contacts_needed(10, [0.25, 0.4, 0.25])
    400
    >>> contacts_needed(1, [0.3])
    4
    """
    rates = [float(rate) for rate in conversions]
    if not (rates and customers >= 0 and all(0 < rate <= 1 for rate in rates)):
        raise ModelError(
            f"客户数不能为负，转化率要大于 0、不超过 1（25 % 写成 0.25）：{customers}，{rates}",
            "customers cannot be negative and conversions lie above 0 and up to 1 (write 25 % as "
            f"0.25): {customers}, {rates}",
        )
    exact = customers / math.prod(rates)
    whole = round(exact)
    # 10 / (0.25 * 0.4 * 0.25) misses 400 by rounding noise: that is not one contact more.
    return whole if abs(exact - whole) < 1e-9 * max(exact, 1.0) else math.ceil(exact)


def acquisition_cost(spend: float, won: float) -> float:
    """Return what one new customer cost: all spending on winning customers over customers won.

    Parameters
    ----------
    spend
        Advertising, sales force and incentives of the period, also for those who did not buy.
    won
        Customers won by it.

    Examples
    --------
    >>> acquisition_cost(24000, 60)
    400.0
    """
    if not (spend >= 0 and won > 0):
        raise ModelError(
            f"费用不能为负，新客户数要大于 0：{spend}，{won}",
            f"spending cannot be negative and customers won must be positive: {spend}, {won}",
        )
    return spend / won
