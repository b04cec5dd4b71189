"""Customer delivered value: what a customer gets against what it costs the customer.

Kotler's model: total customer value is the sum of product, service, personnel and image value;
total customer cost the sum of monetary, time and energy cost. Delivered value is their
difference (absolute) or their ratio (relative); the two can rank offers differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

VALUES: Mapping[str, Text] = MappingProxyType(
    {
        "product": Text("产品价值", "product value"),
        "service": Text("服务价值", "service value"),
        "personnel": Text("人员价值", "personnel value"),
        "image": Text("形象价值", "image value"),
    }
)
COSTS: Mapping[str, Text] = MappingProxyType(
    {
        "monetary": Text("货币成本", "monetary cost"),
        "time": Text("时间成本", "time cost"),
        "energy": Text("精力与体力成本", "energy cost"),
    }
)
"""The three costs; mental and physical effort are one."""

EXAMPLE = pd.DataFrame(
    {
        "product": [15, 6],
        "service": [8, 4],
        "personnel": [4, 3],
        "image": [3, 2],
        "monetary": [12, 4],
        "time": [5, 2],
        "energy": [3, 2],
    },
    index=["A", "B"],
)
"""Two offers: A is better by the difference, B by the ratio."""

Weights = Mapping[str, float] | None


def totals(offers: pd.DataFrame, weights: Weights = None) -> pd.DataFrame:
    """Return the total customer value and the total customer cost of each offer.

    Parameters
    ----------
    offers
        One row per offer, with the columns of `VALUES` and `COSTS`, all on one scale, none
        negative.
    weights
        How much a column counts; columns not named count once.

    Returns
    -------
    DataFrame
        ``value`` and ``cost``, index of ``offers``.

    Examples
    --------
    >>> totals(EXAMPLE)
       value  cost
    A   30.0  20.0
    B   15.0   8.0
    """
    columns = [*VALUES, *COSTS]
    absent = [column for column in columns if column not in offers.columns]
    if absent:
        raise ModelError(f"缺少列 {'、'.join(absent)}", f"there is no column {', '.join(absent)}")
    unknown = [name for name in weights or {} if name not in columns]
    if unknown:
        raise ModelError(
            f"没有这样的价值或成本：{'、'.join(unknown)}；有：{'、'.join(columns)}",
            f"no such value or cost: {', '.join(unknown)}; there are: {', '.join(columns)}",
        )
    numbers = offers[columns].astype("float64")
    cells = numbers.to_numpy()
    bad = ~(np.isfinite(cells) & (cells >= 0)).all(axis=1)
    if bad.any():
        raise DataError(
            "价值或成本缺失或为负",
            "values or costs are missing or negative",
            rows=offers.index[bad].tolist(),
        )
    weighted = numbers * pd.Series({column: (weights or {}).get(column, 1.0) for column in columns})
    return pd.DataFrame(
        {"value": weighted[list(VALUES)].sum(axis=1), "cost": weighted[list(COSTS)].sum(axis=1)}
    )


def absolute(offers: pd.DataFrame, weights: Weights = None) -> pd.Series:
    """Return total customer value minus total customer cost.

    Examples
    --------
    >>> absolute(EXAMPLE).tolist()
    [10.0, 7.0]
    """
    both = totals(offers, weights)
    return (both["value"] - both["cost"]).rename("absolute")


def relative(offers: pd.DataFrame, weights: Weights = None) -> pd.Series:
    """Return total customer value divided by total customer cost.

    Raises
    ------
    DataError
        Naming the offers without any cost, for which the ratio does not exist.

    Examples
    --------
    >>> relative(EXAMPLE).tolist()
    [1.5, 1.875]
    """
    both = totals(offers, weights)
    free = both["cost"] == 0
    if free.any():
        raise DataError(
            "总客户成本为零，比率没有定义；请用绝对让渡价值",
            "the total customer cost is zero, so there is no ratio; use the absolute value",
            rows=offers.index[free].tolist(),
        )
    return (both["value"] / both["cost"]).rename("relative")


def reversals(offers: pd.DataFrame, weights: Weights = None) -> pd.DataFrame:
    """Return the pairs of offers that the two measures rank in opposite order.

    Returns
    -------
    DataFrame
        ``better_absolute`` and ``better_relative``: the two offers of each such pair.

    Examples
    --------
    >>> reversals(EXAMPLE)
      better_absolute better_relative
    0               A               B
    """
    difference, ratio = absolute(offers, weights), relative(offers, weights)
    pairs = [
        (one, other)
        for one in offers.index
        for other in offers.index
        if difference[one] > difference[other] and ratio[one] < ratio[other]
    ]
    return pd.DataFrame(pairs, columns=["better_absolute", "better_relative"])


def explain(
    offers: pd.DataFrame, offer: object, weights: Weights = None
) -> tuple[Explanation, Explanation]:
    """Return the working of the absolute and the relative delivered value of one offer.

    Examples
    --------
    >>> [step.number for step in explain(EXAMPLE, "B")]
    ['7', '1.875']
    """
    place = offers.index.get_indexer(pd.Index([offer]))[0]
    if place < 0:
        raise ModelError(f"没有方案 {offer}", f"there is no offer {offer}")
    own = offers.iloc[[place]]
    value, cost = totals(own, weights).iloc[0].tolist()
    difference, ratio = float(absolute(own, weights).iloc[0]), float(relative(own, weights).iloc[0])
    symbols = (
        ("TCV", Text("总客户价值", "total customer value")),
        ("TCC", Text("总客户成本", "total customer cost")),
    )
    worth = difference > 0
    return (
        Explanation(
            name=Text("绝对客户让渡价值", "absolute customer delivered value"),
            formula="CDV = TCV - TCC",
            substitution=f"CDV = {value:g} - {cost:g}",
            value=difference,
            shown=f"{difference:g}",
            interpretation=Text(
                f"客户得到的{'多' if worth else '不多'}于付出的。",
                f"The customer gets {'more' if worth else 'no more'} than it costs.",
            ),
            symbols=symbols,
        ),
        Explanation(
            name=Text("相对客户让渡价值", "relative customer delivered value"),
            formula=r"CDV = \frac{TCV}{TCC}",
            substitution=rf"CDV = \frac{{{value:g}}}{{{cost:g}}}",
            value=ratio,
            shown=f"{ratio:g}",
            interpretation=Text(
                f"每付出 1 份成本，得到 {ratio:g} 份价值。",
                f"For each unit of cost the customer gets {ratio:g} of value.",
            ),
            symbols=symbols,
        ),
    )
