"""Describe customers: numbers and categories, without losing those who did not answer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crm_models.errors import ModelError


def describe(table: pd.DataFrame) -> pd.DataFrame:
    """Return the usual figures of each numeric column.

    Parameters
    ----------
    table
        One row per customer.

    Returns
    -------
    DataFrame
        One row per numeric column: ``n`` (answers), ``missing``, ``mean``, ``sd`` (of the sample:
        divided by n - 1), ``min``, ``q1``, ``median``, ``q3``, ``max``.

    Examples
    --------
    >>> describe(pd.DataFrame({"age": [20, 21, 22, None]})).loc["age", ["n", "mean", "sd"]]
    n        3.0
    mean    21.0
    sd       1.0
    Name: age, dtype: float64
    """
    numbers = table.select_dtypes("number")
    if not numbers.shape[1]:
        raise ModelError("没有数值列", "there is no numeric column")
    return pd.DataFrame(
        {
            "n": numbers.notna().sum(),
            "missing": numbers.isna().sum(),
            "mean": numbers.mean(),
            "sd": numbers.std(ddof=1),
            "min": numbers.min(),
            "q1": numbers.quantile(0.25),
            "median": numbers.median(),
            "q3": numbers.quantile(0.75),
            "max": numbers.max(),
        }
    )


def proportions(values: pd.Series) -> pd.DataFrame:
    """Return how many customers are in each category, and which share, with its interval.

    Parameters
    ----------
    values
        Category of each customer; missing ones are counted apart and are in no share.

    Returns
    -------
    DataFrame
        One row per category, most frequent first: ``count``, ``share``, and ``lower`` and
        ``upper``, Wilson's 95 % interval (1927), which stays between 0 and 1 and serves for
        small counts too.

    Examples
    --------
    >>> dormitories = pd.Series([4] * 46 + [8] * 12 + [9] * 20)
    >>> proportions(dormitories)["share"].round(4).tolist()
    [0.5897, 0.2564, 0.1538]
    """
    counts = (
        values.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    )
    n = int(counts.sum())
    if not n:
        raise ModelError("没有回答", "there are no answers")
    share = counts / n
    z = 1.959963984540054
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return pd.DataFrame(
        {
            "count": counts,
            "share": share,
            "lower": (centre - half).clip(lower=0.0),
            "upper": (centre + half).clip(upper=1.0),
        }
    )
