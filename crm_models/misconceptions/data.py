"""Mistakes with cubes of facts, anonymous tables and nodes of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import neural, privacy
from crm_models.misconceptions.registry import misconception

if TYPE_CHECKING:
    import pandas as pd


@misconception(
    "olap.mean_of_ratios",
    "olap.ratio",
    zh="把下层的比率直接平均了：各格的基数不同，要先分别求和再相除。",
    en="The rates below were averaged: their bases differ, so add up both sides and then divide.",
)
def mean_of_ratios(cube: Any, by: Any, numerator: str, denominator: str) -> pd.Series:
    rates = cube.assign(ratio=cube[numerator] / cube[denominator])
    found: pd.Series = rates.groupby(list(by))["ratio"].mean()
    return found


@misconception(
    "olap.counted_for_summed",
    "olap.roll_up",
    zh="数了行数：上卷要对度量求和。",
    en="Rows were counted: rolling up adds up the measure.",
)
def counted_for_summed(cube: Any, by: Any, measure: str) -> pd.Series:
    found: pd.Series = cube.groupby(list(by))[measure].count()
    return found


@misconception(
    "privacy.number_of_groups",
    "privacy.k_anonymity",
    zh="这是组数：k 是最小一组的人数。",
    en="This is the number of groups: k is the size of the smallest one.",
)
def number_of_groups(table: Any, quasi: Any) -> int:
    return len(privacy.group_sizes(table, quasi))


@misconception(
    "privacy.largest_group",
    "privacy.k_anonymity",
    zh="取了最大的一组：隐私由最小的一组决定，那里的人最容易被认出。",
    en="The largest group was taken: the smallest decides, for its people are found most easily.",
)
def largest_group(table: Any, quasi: Any) -> int:
    return int(privacy.group_sizes(table, quasi).max())


@misconception(
    "privacy.one_trait_at_a_time",
    "privacy.k_anonymity",
    zh="一列一列地看了：外人会把几列合起来认人，要看组合。",
    en="The columns were looked at one by one: an outsider combines them, so group by all.",
)
def one_trait_at_a_time(table: Any, quasi: Any) -> int:
    return min(privacy.k_anonymity(table, [name]) for name in quasi)


@misconception(
    "neural.activation_left_out",
    "neural.node",
    zh="只算了加权和：节点还要经过激活函数才输出。",
    en="This is the weighted sum: the node puts it through its activation first.",
)
def activation_left_out(inputs: Any, weights: Any, **options: Any) -> float:
    return neural.node(inputs, weights, **{**options, "activation": "none"})


@misconception(
    "neural.weights_ignored",
    "neural.node",
    zh="输入没有乘权重就相加了：每条连线有自己的权重。",
    en="Inputs were added without their weights: every link has a weight of its own.",
)
def weights_ignored(inputs: Any, weights: Any, **options: Any) -> float:
    return neural.node(inputs, [1.0] * len(inputs), **options)


@misconception(
    "neural.activation_before_weights",
    "neural.node",
    zh="次序反了：先加权求和，再对和用激活函数，不是对每个输入分别用。",
    en="The order is wrong: sum first, then activate the sum, not each input on its own.",
)
def activation_before_weights(
    inputs: Any, weights: Any, *, bias: float = 0.0, activation: Any = "sigmoid"
) -> float:
    squeezed = [neural.node([x], [1.0], activation=activation) for x in inputs]
    return neural.node(squeezed, weights, bias=bias, activation="none")
