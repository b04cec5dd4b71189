"""Tables to learn from: what was known on a day, and what happened after it.

The day is the whole point. Features use transactions up to it, the outcome those after it; a
feature that changes when the future is taken away knows the answer, and a model that uses it will
fail on its first real day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.retention.migration import EXIT
from crm_models.transactions import Day, check, day

if TYPE_CHECKING:
    from collections.abc import Callable

CHURN_FEATURES = ("days_since_last", "frequency", "monetary_value", "tenure", "pace", "trend")
"""What `churn_table` knows of a customer on the day."""


def churn_table(
    transactions: pd.DataFrame,
    *,
    as_of: Day,
    horizon: int,
    window: int = 180,
    until: Day | None = None,
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
) -> pd.DataFrame:
    """Return what was known of each customer on a day, and whether nothing was bought after it.

    Parameters
    ----------
    transactions
        One row per transaction; they must cover the horizon.
    as_of
        The day of the forecast.
    horizon
        Days after it in which a customer who does not buy counts as lost.
    window
        Days up to ``as_of`` within which a customer must have bought to be in the table: who left
        long ago needs no warning.
    until
        The last day that the transactions cover; that of the last transaction if None.
    customer, date, amount
        Names of the columns.

    Returns
    -------
    DataFrame
        Indexed by customer: ``days_since_last``; ``frequency`` (days with a purchase in the
        window); ``monetary_value`` (spent in the window); ``tenure`` (days since the first
        purchase); ``pace`` (days since the last purchase over the customer's own mean gap, 1 with
        a single purchase); ``trend`` (purchases in the window's second half minus its first); and
        ``churned``.

    Examples
    --------
    >>> shop = pd.DataFrame({"customer_id": ["a", "a", "b", "a"],
    ...     "date": ["2025-01-01", "2025-02-01", "2025-02-20", "2025-03-20"], "amount": 1.0})
    >>> churn_table(shop, as_of="2025-02-28", horizon=20)[["days_since_last", "churned"]]
                 days_since_last  churned
    customer_id
    a                         27    False
    b                          8     True
    """
    today = day(as_of)
    if horizon < 1 or window < 1:
        raise ModelError(
            f"horizon 和 window 至少为 1 天：{horizon}，{window}",
            f"horizon and window are at least 1 day: {horizon}, {window}",
        )
    plain = check(transactions, customer=customer, date=date, amount=amount)
    end = today + pd.Timedelta(days=horizon)
    covered = plain["day"].max() if until is None else day(until, "until")
    if plain.empty or covered < end:
        raise ModelError(
            f"交易记录要到 {end:%Y-%m-%d} 为止，才知道谁流失了",
            f"transactions must reach to {end:%Y-%m-%d}: before, nobody knows who was lost",
        )
    past = plain[plain["day"] <= today]
    recent = past[past["day"] > today - pd.Timedelta(days=window)]
    visits = recent.drop_duplicates(["customer", "day"])
    half = today - pd.Timedelta(days=window / 2)
    by = recent.groupby("customer")
    table = pd.DataFrame(
        {
            "days_since_last": (today - by["day"].max()).dt.days,
            "frequency": visits.groupby("customer").size(),
            "monetary_value": by["amount"].sum(),
        }
    )
    every = past.drop_duplicates(["customer", "day"]).groupby("customer")["day"]
    history = every.agg(["min", "max", "size"]).loc[table.index]
    table["tenure"] = (today - history["min"]).dt.days
    gap = (history["max"] - history["min"]).dt.days / (history["size"] - 1).where(
        history["size"] > 1
    )
    table["pace"] = (table["days_since_last"] / gap).fillna(1.0)
    late = visits["day"] > half
    table["trend"] = late.where(late, -1).astype(int).groupby(visits["customer"]).sum()
    after = plain[(plain["day"] > today) & (plain["day"] <= end)]
    table["churned"] = ~table.index.isin(after["customer"])
    return table.rename_axis(customer)


def upgrade_table(before: pd.Series, after: pd.Series, features: pd.DataFrame) -> pd.DataFrame:
    """Return what was known of each customer at the first time, and who rose by the second.

    Customers of the highest tier are left out: they cannot rise. Who left did not rise.

    Parameters
    ----------
    before, after
        Tier of each customer at the two times, as `crm_models.retention.tiers` returns them.
    features
        Numbers known at the first time, indexed by customer.

    Examples
    --------
    >>> from crm_models.retention import tiers
    >>> names = ("low", "high")
    >>> before = tiers(pd.Series([1, 2, 9], index=list("abc")), [5], names)
    >>> after = tiers(pd.Series([7, 2], index=list("ac")), [5], names)
    >>> upgrade_table(before, after, pd.DataFrame({"age": [3, 1, 2]}, index=list("abc")))
       age  upgraded
    a    3      True
    b    1     False
    """
    names = list(before.cat.categories)
    if names != list(after.cat.categories) or EXIT in names:
        raise ModelError(
            "前后两期要用同样的等级；用 retention.tiers 生成",
            "both times need the same tiers: make them with retention.tiers",
        )
    stranger = before.index.difference(features.index)
    if len(stranger):
        raise ModelError(
            f"features 里没有这些客户：{'、'.join(map(str, stranger[:5]))}",
            f"features lack customers: {', '.join(map(str, stranger[:5]))}",
        )
    can_rise = before[before != names[-1]]
    then = after.cat.codes.reindex(can_rise.index).fillna(-1)
    known: pd.DataFrame = features.loc[can_rise.index]
    return known.assign(upgraded=then > can_rise.cat.codes)


def sees_the_future(
    features: Callable[[pd.DataFrame], pd.DataFrame],
    transactions: pd.DataFrame,
    *,
    as_of: Day,
    date: str = "date",
) -> list[str]:
    """Return the features that change when all that happened after a day is taken away.

    Parameters
    ----------
    features
        Computes features, indexed by customer, from transactions.
    transactions
        One row per transaction, before and after the day.
    as_of
        The day of the forecast.
    date
        Name of the column with the dates.

    Examples
    --------
    >>> shop = pd.DataFrame({"customer_id": ["a", "a"], "amount": [10.0, 5.0],
    ...                      "date": pd.to_datetime(["2025-01-01", "2025-03-01"])})
    >>> def mean(tx): return tx.groupby("customer_id")["amount"].mean().to_frame("mean_amount")
    >>> sees_the_future(mean, shop, as_of="2025-02-28")
    ['mean_amount']
    """
    past = transactions[pd.to_datetime(transactions[date]).dt.normalize() <= day(as_of)]
    known, told = features(past), features(transactions)
    told = told.reindex(known.index)
    return [
        str(name)
        for name in told.columns
        if name not in known.columns
        or not np.array_equal(
            known[name].to_numpy(dtype=float), told[name].to_numpy(dtype=float), equal_nan=True
        )
    ]
