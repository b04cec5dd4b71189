"""Cohorts: customers who started in the same period, followed over time."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.transactions import Day, check, day

Frequency: TypeAlias = Literal["W", "M", "Q", "Y"]
Measure: TypeAlias = Literal["customers", "spending"]


def cohort_triangle(
    transactions: pd.DataFrame,
    *,
    as_of: Day,
    every: Frequency = "M",
    measure: Measure = "customers",
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
) -> pd.DataFrame:
    """Return how many customers of each cohort bought again, by periods since their first purchase.

    Parameters
    ----------
    transactions
        One row per transaction; refunds (negative amounts) do not make a customer active.
    as_of
        Last day of observation. The period in which it lies counts as observed; if it is not
        complete, the last figure of each row is too low.
    every
        Length of a period: week, month, quarter or year of the calendar.
    measure
        ``"customers"``: those who bought in the period. ``"spending"``: the amount, net of
        refunds.
    customer, date, amount
        Names of the columns.

    Returns
    -------
    DataFrame
        One row per cohort (period of the first purchase), one column per age in periods, 0 being
        the first. What lies after ``as_of`` is missing; nobody there is 0.

    Examples
    --------
    >>> tx = pd.DataFrame({
    ...     "customer_id": ["a", "b", "a", "c", "c"], "amount": [1.0] * 5,
    ...     "date": ["2025-01-05", "2025-01-20", "2025-03-01", "2025-02-02", "2025-03-03"]})
    >>> cohort_triangle(tx, as_of="2025-03-31")
    age        0    1    2
    cohort
    2025-01  2.0  0.0  1.0
    2025-02  1.0  1.0  NaN
    """
    if measure not in ("customers", "spending"):
        raise ModelError(
            f"measure 只能是 customers 或 spending：{measure!r}",
            f"measure must be customers or spending: {measure!r}",
        )
    plain = check(transactions, customer=customer, date=date, amount=amount)
    last = day(as_of)
    known = plain.loc[plain["day"] <= last]
    bought = known.loc[known["amount"] >= 0]
    if bought.empty:
        raise ModelError(f"{last.date()} 以前没有购买", f"there is no purchase up to {last.date()}")
    start = bought.groupby("customer", observed=True)["day"].min().dt.to_period(every)
    rows = (bought if measure == "customers" else known).copy()
    rows["cohort"] = rows["customer"].map(start)
    # Refunds of customers who never bought belong to no cohort.
    rows = rows.dropna(subset=["cohort"])
    period = rows["day"].dt.to_period(every)
    ordinal = pd.Series(pd.PeriodIndex(period).astype("int64"), index=rows.index)
    born = pd.Series(pd.PeriodIndex(rows["cohort"]).astype("int64"), index=rows.index)
    rows["age"] = ordinal - born
    cells = rows.groupby(["cohort", "age"])
    table = (
        cells["customer"].nunique() if measure == "customers" else cells["amount"].sum()
    ).unstack()
    now = last.to_period(every).ordinal
    oldest = now - int(start.min().ordinal)
    table = table.reindex(columns=pd.RangeIndex(oldest + 1, name="age")).fillna(0.0)
    cohorts = pd.PeriodIndex(table.index, name="cohort")
    observed = now - cohorts.astype("int64").to_numpy()[:, None]
    return table.set_axis(cohorts).astype("float64").where(table.columns.to_numpy() <= observed)


def retention_triangle(triangle: pd.DataFrame) -> pd.DataFrame:
    """Return each cohort's figures as shares of its first period.

    Parameters
    ----------
    triangle
        What `cohort_triangle` returns.

    Examples
    --------
    >>> retention_triangle(pd.DataFrame([[4.0, 2.0], [5.0, None]])).iloc[0].tolist()
    [1.0, 0.5]
    """
    first = triangle.iloc[:, 0]
    bad = ~(first > 0)
    if bad.any():
        raise DataError(
            "第一期没有客户或消费，算不出比例",
            "a first period without customers or spending has no shares",
            rows=triangle.index[bad].tolist(),
        )
    return triangle.div(first, axis=0)


def mean_retention(triangle: pd.DataFrame) -> pd.Series:
    """Return the retention at each age over all cohorts that have reached it.

    Customers are added up first and divided then: large cohorts count for more. The mean of the
    cohorts' rates would give a cohort of three the weight of one of three hundred.

    Parameters
    ----------
    triangle
        What `cohort_triangle` returns.

    Examples
    --------
    >>> mean_retention(pd.DataFrame([[10.0, 4.0], [30.0, 9.0], [7.0, None]])).tolist()
    [1.0, 0.325]
    """
    retention_triangle(triangle)  # refuses empty cohorts
    counts = triangle.to_numpy(dtype="float64")
    seen = ~np.isnan(counts)
    start = np.where(seen, counts[:, :1], 0.0).sum(axis=0)
    return pd.Series(np.nansum(counts, axis=0) / start, index=triangle.columns, name="retention")
