"""Recommendations: from similar customers, from similar goods, and from what goods are like.

The forms are those of the GroupLens system (Resnick, Iacovou, Suchak, Bergstrom and Riedl 1994)
for customers and of Sarwar, Karypis, Konstan and Riedl (2001) for goods.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from crm_models.errors import DataError, ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    Vector = NDArray[np.float64]

Measure = Literal["pearson", "cosine"]


def cosine(x: ArrayLike, y: ArrayLike) -> float:
    """Return the cosine of the angle between two vectors: 1 same direction, 0 nothing in common.

    Lengths do not count: who buys twice as much of everything is as similar as can be.

    Parameters
    ----------
    x, y
        One number per good or trait, in the same order.

    Examples
    --------
    >>> round(cosine([2, 0, 1], [4, 0, 2]), 4), cosine([1, 0], [0, 3])
    (1.0, 0.0)
    """
    a, b = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if a.ndim != 1 or a.shape != b.shape or not (np.isfinite(a).all() and np.isfinite(b).all()):
        raise ModelError(
            f"两个向量要一样长、没有缺失：{a.shape}，{b.shape}",
            f"the vectors need the same length and no missing numbers: {a.shape}, {b.shape}",
        )
    lengths = math.sqrt(float(a @ a)) * math.sqrt(float(b @ b))
    if not lengths:
        raise ModelError(
            "全为零的向量没有方向，余弦无定义", "a vector of zeros has no direction: no cosine"
        )
    return float(a @ b) / lengths


def similarities(ratings: pd.DataFrame, user: Any, measure: Measure = "pearson") -> pd.Series:
    """Return how similar every other customer is to one, by the goods that both have rated.

    Parameters
    ----------
    ratings
        One row per customer, one column per good; missing where there is no rating.
    user
        Label of the customer.
    measure
        ``"pearson"``: correlation of the common ratings, so that strict and mild raters can be
        alike; ``"cosine"``: of the common ratings as they are.

    Returns
    -------
    Series
        Indexed by customer, the most similar first; missing (last) without enough in common: two
        ratings that differ for Pearson, one for the cosine.

    Examples
    --------
    >>> import pandas as pd
    >>> ratings = pd.DataFrame({"a": [5, 3, 1], "b": [3, 1, 5], "c": [4, 2, None]}, list("xyz"))
    >>> similarities(ratings, "x").round(3).to_dict()
    {'y': 1.0, 'z': -1.0}
    """
    table = _ratings(ratings)
    _row(table, user)
    rows = dict(zip(table.index, table.to_numpy(), strict=True))
    own_row = rows.pop(user)
    found = {other: _similar(own_row, row, measure) for other, row in rows.items()}
    like = _series(found)
    return like.sort_values(ascending=False, kind="stable").rename("similarity")


def predict(
    ratings: pd.DataFrame,
    user: Any,
    item: Any,
    *,
    k: int = 2,
    measure: Measure = "pearson",
) -> float:
    """Predict a customer's rating of a good from the k most similar customers who rated it.

    mean of the customer + sum s (r - mean of the neighbour) / sum s, over neighbours whose
    similarity s is above 0. Means are over all ratings of a person. Without any such neighbour
    (cold start) the customer's own mean is returned.

    Parameters
    ----------
    ratings, user, measure
        See `similarities`.
    item
        Column of the good.
    k
        Most neighbours to use.

    Examples
    --------
    >>> import pandas as pd
    >>> ratings = pd.DataFrame({"a": [5, 3], "b": [3, 1], "c": [None, 5]}, index=["x", "y"])
    >>> predict(ratings, "x", "c")
    6.0
    """
    table = _ratings(ratings)
    mean = float(_row(table, user).mean())
    like = similarities(table, user, measure)
    rated = table.loc[like.index, _item(table, item)].notna()
    near = like[(like > 0) & rated].head(_count(k))
    if near.empty:
        return mean
    apart = table.loc[near.index, item] - table.loc[near.index].mean(axis=1)
    return mean + float((near * apart).sum() / near.sum())


def predict_from_items(ratings: pd.DataFrame, user: Any, item: Any, *, k: int = 2) -> float:
    """Predict a customer's rating from the customer's own ratings of the k most similar goods.

    Goods are similar when the same people rate them above (or below) their own mean: the adjusted
    cosine. What the goods are made of does not enter; that is `content_scores`.

    Parameters
    ----------
    ratings, user, item
        See `predict`.
    k
        Most goods to use.

    Examples
    --------
    >>> import pandas as pd
    >>> ratings = pd.DataFrame(
    ...     {"a": [5, 1, 4], "b": [1, 5, 2], "c": [4, 2, None]}, index=["x", "y", "z"])
    >>> predict_from_items(ratings, "z", "c", k=1)
    4.0
    """
    table = _ratings(ratings)
    _item(table, item)
    own = _row(table, user).dropna()
    like = item_similarities(table, item).reindex(own.index.drop(item, errors="ignore"))
    near = like[like > 0].sort_values(ascending=False, kind="stable").head(_count(k))
    if near.empty:
        return float(own.mean())
    return float((near * own[near.index]).sum() / near.sum())


def item_similarities(ratings: pd.DataFrame, item: Any) -> pd.Series:
    """Return the adjusted cosine of one good with every other (Sarwar and others 2001).

    Parameters
    ----------
    ratings, item
        See `predict`.

    Returns
    -------
    Series
        Indexed by good; missing where nobody rated both, or nobody rated one off the own mean.
    """
    table = _ratings(ratings)
    _item(table, item)
    apart = table.sub(table.mean(axis=1), axis=0)
    found = {
        other: _similar(apart[item].to_numpy(), apart[other].to_numpy(), "cosine")
        for other in table.columns.drop(item)
    }
    return _series(found).rename("similarity")


def content_scores(features: pd.DataFrame, liked: Sequence[Any]) -> pd.Series:
    """Return how much each good that is not yet liked resembles those that are.

    Parameters
    ----------
    features
        One row per good, one column per trait.
    liked
        Rows of the goods that the customer likes; their mean is the customer's profile.

    Returns
    -------
    Series
        Cosine of each other good with the profile, the highest first.

    Examples
    --------
    >>> import pandas as pd
    >>> traits = pd.DataFrame({"tea": [1, 1, 0], "gift": [0, 1, 1]}, index=["a", "b", "c"])
    >>> content_scores(traits, ["a"]).round(3).to_dict()
    {'b': 0.707, 'c': 0.0}
    """
    unknown = [good for good in liked if good not in features.index]
    if unknown or not len(liked):
        raise DataError(
            "喜欢的商品要至少一种，且在特征表里",
            "the goods liked must be one or more, all in the table of traits",
            rows=unknown,
        )
    profile = features.loc[list(liked)].mean()
    rest = features.drop(index=list(liked))
    found = {good: cosine(rest.loc[good], profile) for good in rest.index}
    return _series(found).sort_values(ascending=False, kind="stable").rename("score")


def _similar(x: Vector, y: Vector, measure: Measure) -> float:
    if measure not in ("pearson", "cosine"):
        raise ModelError(
            f"不认识的相似度 {measure!r}：请用 pearson 或 cosine",
            f"unknown similarity {measure!r}: use pearson or cosine",
        )
    both = ~(np.isnan(x) | np.isnan(y))
    a, b = x[both], y[both]
    if measure == "pearson" and both.any():
        a, b = a - a.mean(), b - b.mean()
    # Where one rates everything alike, rounding must not make a direction of nothing.
    if not both.any() or np.abs(a).max() < 1e-12 or np.abs(b).max() < 1e-12:
        return math.nan
    return cosine(a, b)


def _series(found: dict[Any, float]) -> pd.Series:
    import pandas as pd

    return pd.Series(found, dtype="float64")


def _ratings(ratings: pd.DataFrame) -> pd.DataFrame:
    table = ratings.astype("float64")
    for labels in (table.index, table.columns):
        if not labels.is_unique:
            doubled = labels[labels.duplicated()].unique().tolist()
            raise DataError("客户或商品重复", "customers or goods stand twice", rows=doubled)
    endless = np.isinf(table.to_numpy()).any(axis=1)
    if endless.any():
        raise DataError("评分无穷大", "ratings are infinite", rows=table.index[endless].tolist())
    return table


def _row(table: pd.DataFrame, user: Any) -> pd.Series:
    if user not in table.index:
        raise ModelError(f"评分表里没有客户 {user}", f"the ratings have no customer {user}")
    own: pd.Series = table.loc[user]
    if own.notna().sum() == 0:
        raise ModelError(
            f"客户 {user} 还没有任何评分（冷启动）",
            f"customer {user} has rated nothing yet (cold start)",
        )
    return own


def _item(table: pd.DataFrame, item: Any) -> Any:
    if item not in table.columns:
        raise ModelError(f"评分表里没有商品 {item}", f"the ratings have no good {item}")
    return item


def _count(k: int) -> int:
    if k < 1:
        raise ModelError(f"邻居数 k 至少为 1：{k}", f"k neighbours, 1 or more: {k}")
    return k
