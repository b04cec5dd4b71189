"""Histories that cannot be, named row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import DataError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]


def refuse(data: pd.DataFrame, wrong: NDArray[np.bool_], zh: str, en: str) -> None:
    """Raise an error that names the rows where ``wrong`` holds, if any."""
    if wrong.any():
        raise DataError(zh, en, list(data.index[wrong]))


def unique_customers(data: pd.DataFrame) -> None:
    """Refuse a table where a customer_id occurs twice."""
    if "customer_id" in data.columns:
        refuse(
            data,
            data["customer_id"].duplicated(keep=False).to_numpy(),
            "customer_id 重复：每个客户只能有一行",
            "customer_id occurs more than once: one row per customer is needed",
        )


def histories(data: pd.DataFrame, x: Vector, t_x: Vector, T: Vector) -> None:
    """Refuse purchase histories that no customer can have.

    Parameters
    ----------
    data
        The table, for the names of its rows.
    x
        Number of repeat purchases (frequency).
    t_x
        Time from the first to the last purchase (recency).
    T
        Time from the first purchase to the end of observation.
    """
    unique_customers(data)
    refuse(
        data,
        (x < 0) | (x != np.floor(x)),
        "frequency 必须是非负整数（重复购买次数，首次购买不计）",
        "frequency must be a whole number, not negative (repeat purchases: not the first)",
    )
    refuse(
        data,
        t_x > T,
        "recency 大于 T：最后一次购买晚于观察期末（recency 是首购到末购的时间，"
        "不是距今天数 days_since_last）",
        "recency is above T: the last purchase lies after the end (recency runs from the first "
        "to the last purchase; it is not days_since_last)",
    )
    refuse(data, t_x < 0, "recency 不能为负", "recency cannot be negative")
    refuse(
        data,
        (x > 0) & (t_x == 0),
        "frequency > 0 而 recency = 0：重复购买不可能与首购同时",
        "frequency > 0 with recency = 0: a repeat purchase cannot be at the time of the first",
    )
    refuse(
        data,
        (x == 0) & (t_x > 0),
        "frequency = 0 而 recency > 0：没有重复购买时 recency 应为 0",
        "frequency = 0 with recency > 0: without a repeat purchase recency is 0",
    )
