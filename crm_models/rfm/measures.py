"""Recency, frequency and monetary value of each customer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.rfm.selection import Purchases, Refunds, select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_models.transactions import Day

Monetary: TypeAlias = Literal["sum", "mean"]
Absent: TypeAlias = Literal["drop", "keep"]

COLUMNS = ("days_since_last", "frequency", "monetary_value")


def compute(
    transactions: pd.DataFrame,
    *,
    as_of: Day,
    window: int | Day | None = None,
    monetary: Monetary = "sum",
    purchases: Purchases = "row",
    refunds: Refunds = "subtract",
    absent: Absent = "drop",
    customers: Iterable[object] | None = None,
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
    order: str = "order_id",
    transaction: str | None = None,
    currency: str | None = None,
) -> pd.DataFrame:
    """Return R, F and M of each customer on the day of the analysis.

    R is the number of whole days from the last purchase to ``as_of`` (fewer is better), F the
    number of purchases, M the amount of money, all three over the same window
    (Hughes, Strategic Database Marketing, 1994).

    Parameters
    ----------
    transactions
        One row per transaction, in any order. Negative amounts are refunds; everything else,
        zero included, is a purchase. The table is not changed.
    as_of
        The day of the analysis. It counts itself; later transactions are ignored.
    window
        How far back to look. A number of days ends with ``as_of`` (30 days up to 30 April begin
        on 1 April); a day is the first day that counts; None takes everything up to ``as_of``.
    monetary
        ``"sum"``: total amount; ``"mean"``: total amount divided by F.
    purchases
        What one purchase is for F: a ``"row"``, a ``"day"`` on which the customer bought, or an
        ``"order"``.
    refunds
        ``"subtract"``: lower M, count neither for R nor for F. ``"ignore"``: as if not there.
        ``"cancel"``: like ``"subtract"``, and an order refunded in full is no purchase (needs
        the order column). ``"count"``: lower M and count for R and F like a purchase, where R and
        F are about interactions of any kind. ``"error"``: refuse them.
    absent
        Customers without a purchase in the window: ``"drop"`` leaves them out; ``"keep"`` gives
        them F = 0 and a missing R (and a missing mean M).
    customers
        Further customers who may have no transaction at all; they are treated as ``absent``
        says. Without it, those are known who have a transaction up to ``as_of``.
    customer, date, amount, order
        Names of the columns.
    transaction, currency
        Names of columns to check, if there are any: identifiers must not repeat, and there must
        be one currency only.

    Returns
    -------
    DataFrame
        Indexed by customer, sorted, with the columns ``days_since_last`` (days),
        ``frequency`` (count) and ``monetary_value`` (unit of the amounts).

    Raises
    ------
    ModelError
        If an option or a column is unknown, or the window is empty.
    DataError
        Naming the rows that cannot be used.

    Examples
    --------
    >>> tx = pd.DataFrame({
    ...     "customer_id": ["a", "a", "b", "a"],
    ...     "date": ["2025-04-01", "2025-04-20", "2025-04-28", "2025-05-02"],
    ...     "amount": [10.0, 20.0, 5.0, 99.0],
    ... })
    >>> compute(tx, as_of="2025-04-30")
                 days_since_last  frequency  monetary_value
    customer_id
    a                         10          2            30.0
    b                          2          1             5.0
    """
    _check_options(monetary=monetary, purchases=purchases, refunds=refunds, absent=absent)
    rows = select(
        transactions,
        as_of=as_of,
        window=window,
        purchases=purchases,
        refunds=refunds,
        customer=customer,
        date=date,
        amount=amount,
        order=order,
        transaction=transaction,
        currency=currency,
    )
    last_purchase = rows.bought.groupby("customer", observed=True)["day"].max()
    table = pd.DataFrame(
        {
            "days_since_last": (rows.as_of - last_purchase).dt.days,
            "frequency": _frequency(rows.bought, purchases),
            "monetary_value": _sums(rows.money),
        }
    )
    everyone = _everyone(rows.known["customer"], customers)
    table = table.reindex(everyone).rename_axis(index=customer)
    table["frequency"] = table["frequency"].fillna(0).astype("int64")
    table["monetary_value"] = table["monetary_value"].fillna(0.0)
    if monetary == "mean":
        # 0/0 for customers without a purchase: a missing mean, not an error.
        table["monetary_value"] /= table["frequency"].where(table["frequency"] > 0)
    if absent == "keep":
        return table.astype({"days_since_last": "float64"})
    return table.loc[table["frequency"] > 0].astype({"days_since_last": "int64"})


def _check_options(**options: str) -> None:
    allowed = {
        "monetary": ("sum", "mean"),
        "purchases": ("row", "day", "order"),
        "refunds": ("subtract", "ignore", "cancel", "count", "error"),
        "absent": ("drop", "keep"),
    }
    for name, value in options.items():
        if value not in allowed[name]:
            choices = ", ".join(allowed[name])
            raise ModelError(
                f"{name} 只能是 {choices}，不能是 {value!r}",
                f"{name} must be one of {choices}, not {value!r}",
            )


def _frequency(bought: pd.DataFrame, purchases: Purchases) -> pd.Series:
    by_customer = bought.groupby("customer", observed=True)
    if purchases == "row":
        return by_customer.size()
    return by_customer[purchases].nunique()


def _sums(money: pd.DataFrame) -> pd.Series:
    # fsum rounds once, so a total does not depend on the order of the rows, to the last bit.
    codes, customers = pd.factorize(money["customer"])
    amounts = money["amount"].to_numpy()[np.argsort(codes, kind="stable")].tolist()
    ends = np.cumsum(np.bincount(codes, minlength=len(customers))).tolist()
    starts = [0, *ends][:-1]
    totals = [math.fsum(amounts[i:j]) for i, j in zip(starts, ends, strict=True)]
    return pd.Series(totals, index=customers, dtype="float64")


def _everyone(known: pd.Series, customers: Iterable[object] | None) -> pd.Index:
    everyone: pd.Index = pd.Index(known.unique())
    if customers is not None:
        everyone = everyone.union(pd.Index(list(customers)).unique(), sort=False)
    in_order: pd.Index = everyone.sort_values()
    return in_order
