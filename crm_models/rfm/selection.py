"""Which transactions count for R, F and M."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.transactions import Day, check, day, refuse

Purchases: TypeAlias = Literal["row", "day", "order"]
Refunds: TypeAlias = Literal["subtract", "ignore", "cancel", "count", "error"]


class Selected(NamedTuple):
    """The rows that count, in the plain form of `crm_models.transactions.check`.

    Parameters
    ----------
    as_of
        The day of the analysis.
    known
        Everything up to that day: who is known at all.
    bought
        Purchases in the window (interactions, where refunds count): they make R and F.
    money
        Purchases and refunds in the window: they make M.
    """

    as_of: pd.Timestamp
    known: pd.DataFrame
    bought: pd.DataFrame
    money: pd.DataFrame


def select(
    transactions: pd.DataFrame,
    *,
    as_of: Day,
    window: int | Day | None = None,
    purchases: Purchases = "row",
    refunds: Refunds = "subtract",
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
    order: str = "order_id",
    transaction: str | None = None,
    currency: str | None = None,
) -> Selected:
    """Return the rows that count; the parameters are those of `crm_models.rfm.compute`."""
    plain = check(
        transactions,
        customer=customer,
        date=date,
        amount=amount,
        order=order if purchases == "order" or refunds == "cancel" else None,
        transaction=transaction,
        currency=currency,
    )
    last_day = day(as_of)
    known = plain.loc[plain["day"] <= last_day]
    first_day = _first_day(window, last_day)
    seen = known if first_day is None else known.loc[known["day"] >= first_day]
    return Selected(last_day, known, *_purchases_and_money(seen, refunds))


def _first_day(window: int | Day | None, last_day: pd.Timestamp) -> pd.Timestamp | None:
    if window is None:
        return None
    if isinstance(window, int | np.integer):
        first = last_day - pd.Timedelta(days=int(window) - 1)
    else:
        first = day(window, "window")
    if first > last_day:
        raise ModelError(
            f"window 是空的：{window!r} 不在 {last_day.date()} 之前",
            f"the window is empty: {window!r} does not reach back from {last_day.date()}",
        )
    return first


def _purchases_and_money(seen: pd.DataFrame, refunds: Refunds) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split into the rows that count as purchases and the rows that count as money."""
    if refunds == "count":
        return seen, seen
    refund = seen["amount"] < 0
    if refunds == "error":
        refuse(refund, "有退款（负金额）", "there are refunds (negative amounts)")
    bought = seen.loc[~refund]
    if refunds == "ignore":
        return bought, bought
    if refunds == "cancel" and len(seen):
        by_order = seen.groupby(["customer", "order"], observed=True)["amount"]
        # Prices have two decimals at most in practice: half a thousandth is rounding, not money.
        taken_back = refund.groupby([seen["customer"], seen["order"]], observed=True).transform(
            "any"
        ) & (by_order.transform("sum") < 0.0005)
        bought = seen.loc[~refund & ~taken_back]
    return bought, seen
