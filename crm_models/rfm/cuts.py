"""Cut-off points, scores and codes: from R, F, M to classes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.rfm.measures import COLUMNS

CutName: TypeAlias = Literal["quantile", "mean", "median", "rank"]
Cut: TypeAlias = CutName | Sequence[float]
Ties: TypeAlias = Literal["high", "low"]
Missing: TypeAlias = Literal["error", "lowest"]

FEWER_IS_BETTER = "days_since_last"
_LETTERS = dict(zip(COLUMNS, "RFM", strict=True))


def cut_points(values: pd.Series, by: Cut = "quantile", n: int = 5) -> tuple[float, ...]:
    """Return the points at which the values are cut into classes.

    Parameters
    ----------
    values
        Numbers; missing ones are left out.
    by
        ``"quantile"``: the n - 1 quantiles i/n, linearly interpolated (type 7 of Hyndman and Fan
        1996, the default of numpy, pandas and R). ``"mean"``, ``"median"``: one point, two
        classes. A rising sequence of numbers: these points.
    n
        Number of classes for ``"quantile"``.

    Examples
    --------
    >>> cut_points(pd.Series([1, 2, 3, 4, 10]), by="mean")
    (4.0,)
    >>> cut_points(pd.Series([1, 2, 3, 4, 10]), by="quantile", n=4)
    (2.0, 3.0, 4.0)
    """
    numbers = np.sort(values.dropna().to_numpy(dtype="float64"))
    if not isinstance(by, str):
        points = tuple(float(point) for point in by)
        if not points or any(b <= a for a, b in itertools.pairwise(points)):
            raise ModelError(
                f"固定分割点要从小到大、互不相同：{points}",
                f"fixed cut-off points must rise strictly: {points}",
            )
        return points
    if not len(numbers):
        raise ModelError("没有数值可以分割", "there are no values to cut")
    if by == "quantile":
        if n < 2:
            raise ModelError(f"至少要分两类：n = {n}", f"at least two classes: n = {n}")
        return tuple(float(q) for q in np.quantile(numbers, np.arange(1, n) / n))
    if by == "median":
        return (float(np.median(numbers)),)
    if by == "mean":
        # Rounding may carry the mean of equal numbers just beyond them; it belongs between.
        return (float(np.clip(numbers.mean(), numbers[0], numbers[-1])),)
    raise ModelError(
        f"不认识的分割方法 {by!r}；可用 quantile、mean、median、rank 或一串数字",
        f"unknown way to cut {by!r}; use quantile, mean, median, rank or a sequence of numbers",
    )


def cut(
    values: pd.Series,
    by: Cut = "quantile",
    n: int = 5,
    *,
    fewer_is_better: bool = False,
    ties: Ties = "high",
    missing: Missing = "error",
) -> pd.Series:
    """Return the class of each value: 1 is the worst, the highest number the best.

    Parameters
    ----------
    values
        Numbers.
    by, n
        Where to cut, see `cut_points`. ``"rank"`` makes n classes of equal size instead (the
        first n·1/n of the ranked values, and so on; equal values stay together in the class of
        the average of their ranks).
    fewer_is_better
        True turns the classes round: R in days, where 0 days earn the highest class.
    ties
        A value that lies exactly on a cut-off point: ``"high"`` puts it into the better class
        ("at least" the mean), ``"low"`` into the worse ("more than" the mean).
    missing
        Missing values: ``"error"`` refuses them, ``"lowest"`` gives them class 1 (a customer
        without a purchase in the window).

    Returns
    -------
    Series
        Integers from 1, with the index of ``values``.

    Examples
    --------
    >>> cut(pd.Series([1, 2, 3, 4, 10]), by="mean").tolist()
    [1, 1, 1, 2, 2]
    >>> cut(pd.Series([1, 2, 3, 4, 10]), by="mean", ties="low").tolist()
    [1, 1, 1, 1, 2]
    >>> cut(pd.Series([0, 7, 30]), by=[7], fewer_is_better=True).tolist()
    [2, 2, 1]
    """
    if ties not in ("high", "low"):
        raise ModelError(
            f"ties 只能是 high 或 low：{ties!r}", f"ties must be high or low: {ties!r}"
        )
    if missing not in ("error", "lowest"):
        raise ModelError(
            f"missing 只能是 error 或 lowest：{missing!r}",
            f"missing must be error or lowest: {missing!r}",
        )
    gone = values.isna()
    if missing != "lowest" and gone.any():
        raise DataError(
            "有缺失值，不能分级；去掉这些客户或用 missing='lowest'",
            "missing values have no class; drop these customers or use missing='lowest'",
            rows=values.index[gone].tolist(),
        )
    # Turning the numbers round, not the classes, keeps "on the point" meaning the same for R.
    sign = -1.0 if fewer_is_better else 1.0
    numbers = sign * values.to_numpy(dtype="float64")
    if isinstance(by, str) and by == "rank":
        ranks = pd.Series(numbers).rank(method="average")
        share = (ranks - 0.5) / (~gone).sum()
        classes = np.floor(share.fillna(0).to_numpy() * n).astype("int64") + 1
    else:
        points = np.sort(sign * np.array(cut_points(values, by, n)))
        side: Literal["left", "right"] = "right" if ties == "high" else "left"
        classes = np.searchsorted(points, numbers, side=side).astype("int64") + 1
    classes[gone.to_numpy()] = 1
    return pd.Series(classes, index=values.index, name=values.name)


def scores(
    table: pd.DataFrame,
    n: int = 5,
    *,
    by: Cut | Mapping[str, Cut] = "quantile",
    ties: Ties = "high",
    missing: Missing = "error",
) -> pd.DataFrame:
    """Return the R, F and M scores of each customer, 1 (worst) to n (best).

    Parameters
    ----------
    table
        What `compute` returns. R is turned round: few days earn a high score.
    n
        Number of classes.
    by
        Where to cut, see `cut`; one way for all three or a mapping from column to way.
    ties, missing
        See `cut`.

    Returns
    -------
    DataFrame
        Columns R, F, M (integers) and ``score`` (text of the three digits), index of ``table``.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {"days_since_last": [1, 40], "frequency": [9, 2], "monetary_value": [80.0, 30.0]},
    ...     index=pd.Index(["a", "b"], name="customer_id"))
    >>> scores(table, n=2)
                 R  F  M score
    customer_id
    a            2  2  2   222
    b            1  1  1   111
    """
    columns = {}
    for column in COLUMNS:
        if column not in table.columns:
            raise ModelError(f"RFM 表缺少列 {column}", f"the RFM table has no column {column}")
        if isinstance(by, Mapping) and column not in by:
            raise ModelError(f"没有说明 {column} 怎么分割", f"no way to cut is given for {column}")
        way = by[column] if isinstance(by, Mapping) else by
        columns[_LETTERS[column]] = cut(
            table[column],
            way,
            n,
            fewer_is_better=column == FEWER_IS_BETTER,
            ties=ties,
            missing=missing,
        )
    scored = pd.DataFrame(columns, index=table.index)
    scored["score"] = scored[list("RFM")].astype(str).agg("".join, axis=1)
    return scored


def binary_codes(
    table: pd.DataFrame,
    cut: Cut | Mapping[str, Cut] = "mean",
    *,
    ties: Ties = "high",
    missing: Missing = "error",
) -> pd.Series:
    """Return the three-digit code of each customer, "111" to "222".

    The digits stand in the order R, F, M; 1 is low, 2 is high. R is turned round: a recent
    purchase (few days) is high. Exactly eight codes are possible.

    Parameters
    ----------
    table
        What `compute` returns.
    cut
        ``"mean"``, ``"median"``, ``"quantile"`` (here the same as the median), ``"rank"`` or one
        number in a sequence; or a mapping from column to one of these, such as
        ``{"days_since_last": [14], "frequency": "median", "monetary_value": "mean"}``.
    ties, missing
        See `crm_models.rfm.cut`.

    Returns
    -------
    Series
        Texts of three digits named ``code``, with the index of ``table``.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {"days_since_last": [1, 40, 2], "frequency": [9, 2, 1],
    ...      "monetary_value": [80.0, 30.0, 200.0]},
    ...     index=pd.Index(["a", "b", "c"], name="customer_id"))
    >>> binary_codes(table)
    customer_id
    a    221
    b    111
    c    212
    Name: code, dtype: str
    """
    scored = scores(table, 2, by=cut, ties=ties, missing=missing)
    high = scored[list("RFM")].max()
    if (high > 2).any():
        raise ModelError(
            f"二分只能有一个分割点：{cut!r}", f"two classes need exactly one cut-off point: {cut!r}"
        )
    return scored["score"].rename("code")
