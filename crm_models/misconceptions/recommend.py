"""Mistakes about similar customers and predicted ratings."""

from __future__ import annotations

from typing import Any

import numpy as np

from crm_models import recommend
from crm_models.misconceptions.registry import misconception


@misconception(
    "recommend.dot_product",
    "recommend.cosine",
    zh="只算了内积：余弦还要除以两个向量的长度，否则买得多的人跟谁都像。",
    en="This is the dot product: divide by both lengths, or whoever buys much is like everybody.",
)
def dot_product(x: Any, y: Any) -> float:
    return float(np.asarray(x, dtype=float) @ np.asarray(y, dtype=float))


@misconception(
    "recommend.lengths_squared",
    "recommend.cosine",
    zh="分母忘了开方：向量的长度是平方和的平方根。",
    en="The root is missing: the length of a vector is the root of its sum of squares.",
)
def lengths_squared(x: Any, y: Any) -> float:
    a, b = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    return float(a @ b) / float((a @ a) * (b @ b))


@misconception(
    "recommend.ratings_not_centred",
    "recommend.predict",
    zh="直接平均了邻居的评分：要先减去邻居各自的平均分，再加上本人的平均分。",
    en="Neighbours' ratings were averaged as they are: take off their means, add the user's own.",
)
def ratings_not_centred(ratings: Any, user: Any, item: Any, **options: Any) -> float:
    near = _neighbours(ratings, user, item, **options)
    if near.empty:
        return float(ratings.loc[user].mean())
    return float((near * ratings.loc[near.index, item]).sum() / near.sum())


@misconception(
    "recommend.neighbours_unweighted",
    "recommend.predict",
    zh="邻居没有按相似度加权：越相似的邻居，意见的分量越大。",
    en="Neighbours count alike: the more similar one is, the more the opinion weighs.",
)
def neighbours_unweighted(ratings: Any, user: Any, item: Any, **options: Any) -> float:
    near = _neighbours(ratings, user, item, **options)
    mean = float(ratings.loc[user].mean())
    if near.empty:
        return mean
    apart = ratings.loc[near.index, item] - ratings.loc[near.index].mean(axis=1)
    return mean + float(apart.mean())


@misconception(
    "recommend.mean_of_everybody",
    "recommend.predict",
    zh="这是所有人的平均评分，对谁都一样：要用相似客户的评分来预测。",
    en="This is the mean rating of everybody, the same for all: predict from similar customers.",
)
def mean_of_everybody(ratings: Any, user: Any, item: Any, **options: Any) -> float:
    return float(ratings[item].drop(user).mean())


def _neighbours(ratings: Any, user: Any, item: Any, *, k: int = 2, measure: Any = "pearson") -> Any:
    like = recommend.similarities(ratings, user, measure)
    rated = ratings.loc[like.index, item].notna()
    return like[(like > 0) & rated].head(k)
