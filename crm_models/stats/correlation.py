"""Pearson's r, and what it does not say."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.stats.result import size_of
from crm_models.text import Text

_R = (0.1, 0.3, 0.5)
_WORDS = {"negligible": "几乎没有", "small": "弱的", "medium": "中等的", "large": "强的"}


class Correlation(NamedTuple):
    """Pearson's r with its interval and p-value.

    Parameters
    ----------
    r
        From -1 to 1: how well a straight line fits, and its direction.
    lower, upper
        95 % limits (Fisher's z; missing below 4 customers).
    p_value
        Two-sided, of no linear relation.
    n
        Number of customers with both values.
    """

    r: float
    lower: float
    upper: float
    p_value: float
    n: int

    def explain(self) -> Explanation:
        """Return the working and what r does not say."""
        size = size_of(self.r, _R)
        side = Text("正", "positive") if self.r > 0 else Text("负", "negative")
        return Explanation(
            name=Text("皮尔逊相关系数", "Pearson correlation"),
            formula=r"r = \frac{\sum (x_i - \bar x)(y_i - \bar y)}"
            r"{\sqrt{\sum (x_i - \bar x)^2 \sum (y_i - \bar y)^2}}",
            substitution=rf"r = {self.r:.4f},\; n = {self.n}",
            value=self.r,
            interpretation=Text(
                f"{_WORDS[size]}线性{side.zh}相关；相关不等于因果，r 近 0 也可能有曲线关系，"
                "先画散点图。",
                f"The linear relation is {size} and {side.en}; it is no proof of a cause, and r "
                "near 0 may hide a curve: draw the points first.",
            ),
        )


def pearson(x: pd.Series, y: pd.Series) -> Correlation:
    """Return Pearson's correlation of two variables of the same customers.

    Parameters
    ----------
    x, y
        Number per customer, same index. Who misses one is left out.

    Examples
    --------
    >>> round(pearson(pd.Series([1.0, 2, 3, 4]), pd.Series([2.0, 4, 6, 9])).r, 4)
    0.9944
    """
    a, b = _both(x, y)
    found = stats.pearsonr(a, b)
    n = len(a)
    r = float(found.statistic)
    lower = upper = float("nan")
    if n > 3 and abs(r) < 1:
        z, width = np.arctanh(r), 1.959963984540054 / np.sqrt(n - 3)
        lower, upper = float(np.tanh(z - width)), float(np.tanh(z + width))
    elif n > 3:
        lower = upper = r
    return Correlation(r, lower, upper, float(found.pvalue), n)


def without_each(x: pd.Series, y: pd.Series) -> pd.Series:
    """Return r without each customer in turn: one outlier can make or break it.

    Parameters
    ----------
    x, y
        As in `pearson`.

    Returns
    -------
    Series
        Indexed by the customer left out, the most influential first.

    Examples
    --------
    >>> x, y = pd.Series([1.0, 2, 3, 4, 20]), pd.Series([2.0, 1, 2, 1, 30])
    >>> int(without_each(x, y).index[0])
    4
    """
    a, b = _both(x, y)
    if len(a) < 4:
        raise ModelError("至少要四位客户", "at least four customers are needed")
    whole = pearson(a, b).r
    rest = pd.Series(
        {who: _r_or_missing(a.drop(who), b.drop(who)) for who in a.index}, name="r_without"
    )
    influence = (rest - whole).abs().fillna(np.inf)
    return rest.loc[influence.sort_values(ascending=False, kind="stable").index]


def within_groups(x: pd.Series, y: pd.Series, groups: pd.Series) -> pd.DataFrame:
    """Return r over all and within each group: they can have opposite signs (Simpson 1951).

    Parameters
    ----------
    x, y
        As in `pearson`.
    groups
        Group of each customer, same index.

    Returns
    -------
    DataFrame
        One row "all" and one per group: ``r``, ``n``. Missing where a group is too small or does
        not vary.

    Examples
    --------
    >>> x, y = pd.Series([1.0, 2, 3, 6, 7, 8]), pd.Series([3.0, 2, 1, 8, 7, 6])
    >>> within_groups(x, y, pd.Series(list("aaabbb")))["r"].round(2).tolist()
    [0.81, -1.0, -1.0]
    """
    a, b = _both(x, y)
    rows = {"all": (pearson(a, b).r, len(a))}
    for name, members in a.groupby(groups.reindex(a.index)).groups.items():
        rows[str(name)] = (_r_or_missing(a.loc[members], b.loc[members]), len(members))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["r", "n"])


def _both(x: pd.Series, y: pd.Series) -> tuple[pd.Series, pd.Series]:
    if not x.index.equals(y.index):
        raise ModelError(
            "两列要是同样的客户、同样的次序", "both need the same customers in the same order"
        )
    if not x.index.is_unique:
        doubled = x.index[x.index.duplicated()].tolist()
        raise DataError("客户编号重复", "customers stand twice", rows=doubled)
    here = x.notna() & y.notna()
    a, b = x[here].astype("float64"), y[here].astype("float64")
    infinite = ~(np.isfinite(a) & np.isfinite(b))
    if infinite.any():
        raise DataError("数值无穷大", "values are infinite", rows=a.index[infinite].tolist())
    if len(a) < 3 or np.ptp(a) == 0 or np.ptp(b) == 0:
        raise ModelError(
            "至少要三位客户，两列都要有变化",
            "at least three customers are needed, and both must vary",
        )
    return a, b


def _r_or_missing(a: pd.Series, b: pd.Series) -> float:
    if len(a) < 3 or np.ptp(a) == 0 or np.ptp(b) == 0:
        return float("nan")
    return pearson(a, b).r
