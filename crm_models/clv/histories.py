"""From transactions to one row per customer: frequency, recency, T and monetary value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np
import pandas as pd

from crm_models import faults
from crm_models.clv.validate import refuse
from crm_models.errors import ModelError
from crm_models.frames import as_pandas
from crm_models.transactions import Day, check, day
from crm_models.units import Period, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

Refunds = Literal["error", "drop", "keep"]


def summarise(
    transactions: pd.DataFrame,
    *,
    as_of: Day,
    unit: Unit,
    refunds: Refunds = "error",
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = "amount",
    currency: str | None = None,
) -> pd.DataFrame:
    """Summarise transactions for the purchase and spending models.

    All purchases of one day are one purchase. Transactions after ``as_of`` are left out, and
    with them customers who had not yet bought.

    Parameters
    ----------
    transactions
        One row per transaction; never changed. A table of polars or Arrow serves too; for
        Parquet files see `ParquetTransactions`.
    as_of
        The last day of observation.
    unit
        The unit of recency and T; fractions of it are kept (10 days are 1.43 weeks).
    refunds
        What to do with amounts of 0 or less: ``"error"`` names the rows, ``"drop"`` leaves them
        out, ``"keep"`` counts them as purchases that lower the mean.
    customer, date, amount
        Names of the columns; ``amount=None`` if there is none.
    currency
        Name of a currency column, if there is one; it must hold a single currency.

    Returns
    -------
    pandas.DataFrame
        Indexed by customer, in their order: frequency (days of repeat purchase), recency (time
        from the first to the last purchase), T (time from the first purchase to ``as_of``) and,
        with amounts, monetary_value (mean amount per day of repeat purchase; 0 without any).

    Examples
    --------
    >>> import pandas as pd
    >>> shop = pd.DataFrame({
    ...     "customer_id": ["Li", "Li", "Li", "Wu"],
    ...     "date": pd.to_datetime(["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-10"]),
    ...     "amount": [10.0, 20.0, 40.0, 5.0]})
    >>> summarise(shop, as_of="2024-01-31", unit="week").round(2)
                 frequency  recency     T  monetary_value
    customer_id
    Li                   2      2.0  4.29            30.0
    Wu                   0      0.0  3.00             0.0
    """
    if refunds not in get_args(Refunds):
        raise ModelError("refunds 须为 error、drop 或 keep", "refunds must be error, drop or keep")
    transactions = as_pandas(transactions)
    if amount is None:
        transactions, amount, priced = transactions.assign(_amount=1.0), "_amount", False
    else:
        priced = True
    plain = check(transactions, customer=customer, date=date, amount=amount, currency=currency)
    end = int(np.datetime64(day(as_of).date()).astype(np.int64))
    days = plain["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    money = plain["amount"].to_numpy()
    if refunds == "error":
        refuse(transactions, money <= 0, *faults.refunds(amount))
    keep = days <= end
    if refunds == "drop":
        keep &= money > 0
    ids = plain["customer"]
    if not keep.all():
        ids, days, money = ids[keep], days[keep], money[keep]
    if not len(ids):
        raise ModelError(*faults.none_up_to(as_of))
    codes, names = _codes(ids)
    runs = _sorted(codes, days, money if priced else None)
    per_day = Period(1, "day") / Period(1, unit)
    first = np.flatnonzero(np.diff(runs.customer, prepend=runs.customer[0] - 1))
    last = np.append(first[1:], len(ids)) - 1
    purchases = np.add.reduceat(runs.new_day, first, dtype=np.int64)
    table: dict[str, NDArray[np.floating] | NDArray[np.int64]] = {
        "frequency": purchases - 1,
        "recency": (runs.day[last] - runs.day[first]) * per_day,
        "T": (end - runs.day[first]) * per_day,
    }
    if runs.money is not None:
        rows = np.diff(np.append(first, len(ids)))
        repeat = np.where(runs.day == np.repeat(runs.day[first], rows), 0.0, runs.money)
        table["monetary_value"] = np.add.reduceat(repeat, first) / np.maximum(purchases - 1, 1)
    found = runs.customer[first]
    index = pd.Index(found if names is None else names[found], name=customer)
    return pd.DataFrame(table, index=index)


class _Runs(NamedTuple):
    """Transactions sorted by customer and day."""

    customer: NDArray[np.int64]
    day: NDArray[np.int64]
    new_day: NDArray[np.bool_]  # whether this row is the first of its customer and day
    money: NDArray[np.float64] | None


def _codes(ids: pd.Series) -> tuple[NDArray[np.int64], pd.Index | None]:
    """Return customers as whole numbers that sort alike, and what they stand for."""
    if isinstance(ids.dtype, np.dtype) and ids.dtype.kind == "i":
        return ids.to_numpy(dtype=np.int64), None
    codes, names = pd.factorize(ids, sort=True)
    return codes.astype(np.int64), pd.Index(names)


def _sorted(
    codes: NDArray[np.int64], days: NDArray[np.int64], money: NDArray[np.float64] | None
) -> _Runs:
    """Sort by customer and day: one number per row holds customer, day and the row's place.

    Sorting plain numbers is several times quicker than finding the order of rows.
    """
    low, start = int(codes.min()), int(days.min())
    places, span = codes.size.bit_length(), (int(days.max()) - start).bit_length()
    if (int(codes.max()) - low).bit_length() + span + places > 62:
        order = np.lexsort((days, codes))
        customer, day = codes[order], days[order]
    else:
        key = (((codes - low) << span | (days - start)) << places) | np.arange(codes.size)
        key.sort()
        order = key & ((1 << places) - 1)
        customer = (key >> (span + places)) + low
        day = ((key >> places) & ((1 << span) - 1)) + start
    new_day = np.ones(codes.size, dtype=bool)
    new_day[1:] = (np.diff(customer) != 0) | (np.diff(day) != 0)
    return _Runs(customer, day, new_day, None if money is None else money[order])
