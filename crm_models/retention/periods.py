"""Spending of groups of customers per calendar period."""

from __future__ import annotations

import math

import pandas as pd

from crm_models.errors import ModelError
from crm_models.transactions import check


def spend_per_period(
    transactions: pd.DataFrame,
    periods: pd.DataFrame,
    groups: pd.Series | None = None,
    *,
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
) -> pd.DataFrame:
    """Return the spending of each group in each period, net of refunds.

    Parameters
    ----------
    transactions
        One row per transaction; rows outside the periods are left out.
    periods
        One row per period, indexed by its label, with the columns ``first`` and ``last`` (days,
        both counted). Periods must not overlap.
    groups
        Group of each customer, indexed by customer (such as the RFM codes); customers without a
        group are left out. None puts everybody into one group "all".
    customer, date, amount
        Names of the columns.

    Returns
    -------
    DataFrame
        One row per group, sorted, and one column per period, ready for `ratio_chain`.

    Examples
    --------
    >>> tx = pd.DataFrame({"customer_id": ["a", "b", "a"], "amount": [5.0, 7.0, 9.0],
    ...                    "date": ["2025-03-20", "2025-04-02", "2025-04-30"]})
    >>> months = pd.DataFrame({"first": ["2025-03-17", "2025-04-01"],
    ...                        "last": ["2025-03-31", "2025-04-30"]}, index=["March", "April"])
    >>> spend_per_period(tx, months)
         March  April
    all    5.0   16.0
    """
    plain = check(transactions, customer=customer, date=date, amount=amount)
    first, last = pd.to_datetime(periods["first"]), pd.to_datetime(periods["last"])
    by_time = pd.DataFrame({"first": first, "last": last}).sort_values("first")
    if (last < first).any() or (by_time["first"].iloc[1:] <= by_time["last"].shift()[1:]).any():
        raise ModelError(
            "各期不能重叠，first 不能晚于 last",
            "periods must not overlap, nor end before they begin",
        )
    spans = pd.IntervalIndex.from_arrays(first, last, closed="both")
    place = spans.get_indexer(pd.DatetimeIndex(plain["day"]))
    inside = plain.loc[place >= 0].assign(period=place[place >= 0])
    inside["group"] = "all" if groups is None else inside["customer"].map(groups)
    # fsum rounds once: the totals do not depend on the order of the rows.
    table = inside.groupby(["group", "period"])["amount"].agg(math.fsum).unstack(fill_value=0)
    table = table.reindex(columns=range(len(periods)), fill_value=0.0)
    return table.set_axis(periods.index, axis=1).rename_axis(index=None, columns=None)
