"""Transaction tables: what they must hold, and which rows do not."""

from __future__ import annotations

import datetime as dt
import numbers
from typing import TypeAlias

import numpy as np
import pandas as pd

from crm_models import faults
from crm_models.errors import DataError, ModelError
from crm_models.frames import as_pandas

Day: TypeAlias = str | dt.date | pd.Timestamp
"""A calendar day: an ISO text (``"2025-04-30"``), a date, or a time stamp at midnight."""


def day(value: Day, what: str = "as_of") -> pd.Timestamp:
    """Return a calendar day as a time stamp at midnight.

    Parameters
    ----------
    value
        The day.
    what
        Name of the argument, for the error message.

    Raises
    ------
    ModelError
        If the value is no date, or carries a time of day or a time zone: two people would then
        count different whole days from it.

    Examples
    --------
    >>> day("2025-04-30")
    Timestamp('2025-04-30 00:00:00')
    """
    not_a_date = ModelError(
        f"{what} 不是日期：{value!r}；请写成 2025-04-30 的样子",
        f"{what} is not a date: {value!r}; write it like 2025-04-30",
    )
    # A bare number would be read as nanoseconds since 1970.
    if isinstance(value, numbers.Number):
        raise not_a_date
    try:
        stamp = pd.Timestamp(value)
    except (ValueError, TypeError) as error:
        raise not_a_date from error
    if pd.isna(stamp):
        raise not_a_date
    if stamp.tzinfo is not None or stamp != stamp.normalize():
        raise ModelError(
            f"{what} 要是一个日历日，不带时刻和时区：{value!r}",
            f"{what} must be a calendar day without time of day or time zone: {value!r}",
        )
    return stamp


def check(
    transactions: pd.DataFrame,
    *,
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
    order: str | None = None,
    transaction: str | None = None,
    currency: str | None = None,
) -> pd.DataFrame:
    """Return the transactions in a plain form, or say which rows cannot be used.

    Parameters
    ----------
    transactions
        One row per transaction. It is not changed. A table of polars or Arrow serves too.
    customer, date, amount
        Names of the columns.
    order
        Name of the column that says which rows belong to one order, if it is needed.
    transaction
        Name of a column that identifies each row; repeated values are refused.
    currency
        Name of a currency column; more than one currency is refused.

    Returns
    -------
    DataFrame
        Columns ``customer``, ``day`` (midnight, no time zone), ``amount`` (float) and, if asked
        for, ``order``; the rows and the index of the input.

    Raises
    ------
    ModelError
        If a column is missing or is of the wrong kind.
    DataError
        Naming the rows with missing values, unreadable dates, time zones, infinite amounts,
        repeated identifiers or a second currency.
    """
    transactions = as_pandas(transactions)
    wanted = [customer, date, amount, *(c for c in (order, transaction, currency) if c is not None)]
    absent = [name for name in wanted if name not in transactions.columns]
    if absent:
        raise ModelError(*faults.absent_columns(absent, transactions))
    for name in wanted:
        refuse(transactions[name].isna(), *faults.missing_values(name))
    plain = pd.DataFrame(
        {
            "customer": transactions[customer],
            "day": _days(transactions[date], date),
            "amount": _amounts(transactions[amount], amount),
        }
    )
    if order is not None:
        plain["order"] = transactions[order]
    if transaction is not None:
        refuse(
            transactions[transaction].duplicated(keep="first"),
            f"列 {transaction} 的编号重复；同一笔交易只能出现一次",
            f"column {transaction} repeats identifiers; a transaction may stand only once",
        )
    if currency is not None and len(transactions):
        usual = transactions[currency].mode().iloc[0]
        refuse(transactions[currency] != usual, *faults.mixed_currencies(currency, usual))
    return plain


def refuse(bad: pd.Series, zh: str, en: str) -> None:
    """Raise a `DataError` naming the rows that are marked as bad, if there are any."""
    if bad.any():
        raise DataError(zh, en, rows=bad.index[bad.to_numpy(dtype=bool)].tolist())


def _days(values: pd.Series, name: str) -> pd.Series:
    refuse(_zoned(values), *faults.time_zone(name))
    if pd.api.types.is_numeric_dtype(values.dtype):
        raise ModelError(*faults.numbers_for_dates(name))
    days = pd.to_datetime(values, format="ISO8601", errors="coerce")
    refuse(days.isna(), *faults.unreadable_dates(name))
    return days.dt.normalize()


def _zoned(values: pd.Series) -> pd.Series:
    """Mark the dates that carry a time zone: by their type, one by one, or written out."""
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return pd.Series(True, index=values.index)
    if not (values.dtype == object or isinstance(values.dtype, pd.StringDtype)):
        return pd.Series(False, index=values.index)
    written = values.astype(str).str.contains(faults.ZONE_IN_TEXT, regex=True)
    if values.dtype != object:
        return written
    return written | values.map(lambda v: getattr(v, "tzinfo", None) is not None).astype(bool)


def _amounts(values: pd.Series, name: str) -> pd.Series:
    if not pd.api.types.is_numeric_dtype(values.dtype) or pd.api.types.is_bool_dtype(values.dtype):
        raise ModelError(*faults.not_numeric(name))
    amounts = values.astype("float64")
    endless = pd.Series(~np.isfinite(amounts.to_numpy()), index=amounts.index)
    refuse(endless, *faults.infinite_amounts(name))
    return amounts
