"""Mistakes about ABC analysis, concentration and pyramids."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crm_models import pareto
from crm_models.misconceptions.registry import misconception

_SHARES = (0.05, 0.15, 0.80)


@misconception(
    "pareto.each_share_truncated",
    "pareto.counts",
    zh="每类人数都舍去了小数：要从高到低累加占比，按规则取整，最后一类补足总人数。",
    en="Each count is cut off on its own: add the shares up from the top, round by the rule, and "
    "let the last class take the rest.",
)
def each_share_truncated(n: int, shares: Any = _SHARES, rounding: Any = "nearest") -> Any:
    first = [int(share * n) for share in shares[:-1]]
    return (*first, n - sum(first))


@misconception(
    "pareto.ranked_upwards",
    "pareto.by_rank_share",
    zh="排序方向反了：价值最高的客户在 A 类。",
    en="Ranked the wrong way: the customers of highest value are class A.",
)
def ranked_upwards(value: pd.Series, *args: Any, **options: Any) -> pd.Series:
    return pareto.by_rank_share(-value, *args, **options)


@misconception(
    "pareto.contribution_for_rank",
    "pareto.by_rank_share",
    zh="按累计贡献分了类：这里 5 %、15 %、80 % 是客户人数的占比。",
    en="Divided by cumulative contribution: here 5 %, 15 %, 80 % are shares of the customers.",
)
def contribution_for_rank(value: pd.Series, shares: Any = _SHARES, **options: Any) -> pd.Series:
    names = options.get("classes", ("A", "B", "C"))
    cuts = np.cumsum(shares)[:-1].tolist()
    return pareto.by_cumulative_contribution(value, cuts, classes=names)


@misconception(
    "pareto.rank_for_contribution",
    "pareto.by_cumulative_contribution",
    zh="按人数占比分了类：这里分界是累计贡献占总价值的比例。",
    en="Divided by share of the customers: here the cuts are cumulative shares of the value.",
)
def rank_for_contribution(value: pd.Series, cuts: Any = (0.80, 0.95), **options: Any) -> pd.Series:
    names = options.get("classes", ("A", "B", "C"))
    shares = np.diff([0.0, *cuts, 1.0]).tolist()
    return pareto.by_rank_share(value, shares, classes=names)


@misconception(
    "pareto.contribution_from_below",
    "pareto.by_cumulative_contribution",
    zh="从价值最低的客户开始累加了：要从最高的开始。",
    en="Added up from the customers of lowest value: begin with the highest.",
)
def contribution_from_below(
    value: pd.Series, cuts: Any = (0.80, 0.95), **options: Any
) -> pd.Series:
    names = options.get("classes", ("A", "B", "C"))
    reached = value.sort_values().cumsum() / value.sum()
    places = np.searchsorted(np.array(cuts), reached.to_numpy() - 1e-9)
    kind = pd.CategoricalDtype(list(names), ordered=True)
    found = pd.Series(pd.Categorical.from_codes(places.tolist(), dtype=kind), index=reached.index)
    return found.reindex(value.index).rename("class")


@misconception(
    "pareto.crossing_excluded",
    "pareto.by_cumulative_contribution",
    zh="跨过分界的那位客户分低了：累计到他之前还不足分界，他就属于更好的一类。",
    en="The customer who crosses a cut is put too low: as long as those before fall short of it, "
    "the better class goes on.",
)
def crossing_excluded(value: pd.Series, cuts: Any = (0.80, 0.95), **options: Any) -> pd.Series:
    return pareto.by_cumulative_contribution(value, cuts, **{**options, "crossing": "exclude"})


@misconception(
    "pareto.lorenz_from_the_top",
    "pareto.lorenz",
    zh="洛伦兹曲线从价值最高的客户画起了：要从最低的开始，曲线在对角线下方。",
    en="The Lorenz curve begins with the best customers: begin with the lowest, so that it runs "
    "below the diagonal.",
)
def lorenz_from_the_top(value: pd.Series) -> pd.DataFrame:
    curve = pareto.lorenz(value)
    return curve.assign(value=1.0 - curve["value"].to_numpy()[::-1])


@misconception(
    "pareto.area_not_doubled",
    "pareto.gini",
    zh="基尼系数少乘了 2：是对角线与曲线之间面积的两倍。",
    en="The area is not doubled: Gini is twice the area between the diagonal and the curve.",
)
def area_not_doubled(value: pd.Series, **options: Any) -> float:
    return pareto.gini(value, **options) / 2.0


@misconception(
    "pareto.area_under_the_curve",
    "pareto.gini",
    zh="算成了曲线下面的面积：基尼系数 = 1 − 2 × 曲线下面积。",
    en="This is the area under the curve: Gini = 1 - 2 x that area.",
)
def area_under_the_curve(value: pd.Series, **options: Any) -> float:
    return (1.0 - pareto.gini(value, **options)) / 2.0


@misconception(
    "pareto.bottom_share",
    "pareto.top_share",
    zh="算成了价值最低的那部分客户：要从最高的数起。",
    en="This is the share of the lowest customers: count from the top.",
)
def bottom_share(value: pd.Series, share: float = 0.20) -> float:
    return 1.0 - pareto.top_share(value, 1.0 - share)


@misconception(
    "pareto.customers_for_value",
    "pareto.top_share",
    zh="问反了：要的是前若干客户带来多少价值，不是多少客户带来若干价值。",
    en="The question is turned round: how much value the best customers bring, not how many "
    "customers bring so much value.",
)
def customers_for_value(value: pd.Series, share: float = 0.20) -> float:
    curve = pareto.lorenz(value)
    return float(1.0 - np.interp(1.0 - share, curve["value"], curve["customers"]))


@misconception(
    "pareto.tiers_upside_down",
    "pareto.metal_tiers",
    zh="金字塔颠倒了：利润最高的是铂金层，最低的是重铅层。",
    en="The pyramid is upside down: the highest profits are platinum, the lowest lead.",
)
def tiers_upside_down(value: pd.Series, cuts: Any, **options: Any) -> pd.Series:
    tiers = pareto.metal_tiers(value, cuts, **options)
    names = list(tiers.cat.categories)
    return tiers.astype(object).map(dict(zip(names, names[::-1], strict=True))).astype(tiers.dtype)


@misconception(
    "pareto.shares_for_counts",
    "pareto.crosstab",
    zh="表里是占比：交叉表要人数，合计等于客户数。",
    en="The table holds shares: a cross table holds counts that add up to the customers.",
)
def shares_for_counts(codes: pd.Series, tiers: pd.Series) -> pd.DataFrame:
    table = pareto.crosstab(codes, tiers)
    return table / float(table.to_numpy().sum())
