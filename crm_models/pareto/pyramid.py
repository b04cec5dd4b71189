"""Customer pyramids: three layers, four metals, and their table against RFM codes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.pareto.abc import Rounding, Ties, by_rank_share
from crm_models.pareto.values import checked
from crm_models.rfm.segments import SEGMENTS
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LAYERS: Mapping[str, Text] = MappingProxyType(
    {
        "key": Text("关键客户", "key customers"),
        "ordinary": Text("普通客户", "ordinary customers"),
        "small": Text("小客户", "small customers"),
    }
)
"""The three layers of the customer pyramid, top first."""

METALS: Mapping[str, Text] = MappingProxyType(
    {
        "platinum": Text("铂金层", "platinum"),
        "gold": Text("黄金层", "gold"),
        "iron": Text("钢铁层", "iron"),
        "lead": Text("重铅层", "lead"),
    }
)
"""The four tiers of Zeithaml, Rust and Lemon (California Management Review 43(4), 2001)."""


def three_layers(
    value: pd.Series,
    shares: Sequence[float],
    *,
    rounding: Rounding = "nearest",
    ties: Ties = "label",
    lang: Lang | None = None,
) -> pd.Series:
    """Return the layer of each customer: key, ordinary or small.

    Parameters
    ----------
    value
        Value of each customer.
    shares
        Share of each layer, top first; the model itself names none.
    rounding, ties
        See `crm_models.pareto.by_rank_share`.
    lang
        None returns the keys of `LAYERS`, a language their names.

    Examples
    --------
    >>> three_layers(pd.Series([9, 1, 5, 3, 2]), (0.2, 0.4, 0.4)).tolist()
    ['key', 'small', 'ordinary', 'ordinary', 'small']
    """
    layers = by_rank_share(value, shares, rounding=rounding, ties=ties, classes=list(LAYERS))
    return _named(layers, LAYERS, lang).rename("layer")


def metal_tiers(value: pd.Series, cuts: Sequence[float], *, lang: Lang | None = None) -> pd.Series:
    """Return the tier of each customer by profit: platinum, gold, iron or lead.

    Parameters
    ----------
    value
        Profit of each customer; it may be negative.
    cuts
        The three least profits of platinum, gold and iron, falling. Who reaches a cut exactly is
        in the better tier.
    lang
        None returns the keys of `METALS`, a language their names.

    Examples
    --------
    >>> metal_tiers(pd.Series([500, 100, 99, -5]), (400, 100, 0)).tolist()
    ['platinum', 'gold', 'iron', 'lead']
    """
    numbers = checked(value, negative=True)
    if len(cuts) != 3 or not cuts[0] > cuts[1] > cuts[2]:
        raise ModelError(
            f"要三个从大到小的分界：{tuple(cuts)}", f"three falling cuts are needed: {tuple(cuts)}"
        )
    reached = np.searchsorted(np.array(cuts[::-1], dtype=float), numbers.to_numpy(), side="right")
    tiers = pd.Categorical.from_codes(
        (3 - reached).tolist(), dtype=pd.CategoricalDtype(list(METALS), ordered=True)
    )
    return _named(pd.Series(tiers, index=value.index), METALS, lang).rename("tier")


def crosstab(codes: pd.Series, tiers: pd.Series) -> pd.DataFrame:
    """Return how many customers of each RFM code are in each tier.

    Parameters
    ----------
    codes
        What `crm_models.rfm.binary_codes` returns.
    tiers
        Tier of each customer, such as `metal_tiers` returns.

    Returns
    -------
    DataFrame
        One row per code (all eight), one column per tier; the cells add up to the number of
        customers.

    Raises
    ------
    DataError
        Naming the customers who have a code but no tier, or a tier but no code.

    Examples
    --------
    >>> codes = pd.Series(["111", "222"], index=["a", "b"])
    >>> tiers = metal_tiers(pd.Series([-1, 900], index=["a", "b"]), (400, 100, 0))
    >>> crosstab(codes, tiers).loc["111"].tolist()
    [0, 0, 0, 1]
    """
    one_sided = codes.index.symmetric_difference(tiers.index)
    if len(one_sided):
        raise DataError(
            "有的客户只有编码或只有等级",
            "some customers have a code or a tier only",
            rows=one_sided.tolist(),
        )
    columns = tiers.cat.categories if hasattr(tiers, "cat") else sorted(tiers.unique())
    table = pd.crosstab(codes, tiers.reindex(codes.index).astype(object))
    table = table.reindex(index=list(SEGMENTS), columns=list(columns), fill_value=0)
    return table.rename_axis(index="code", columns=None)


def _named(keys: pd.Series, names: Mapping[str, Text], lang: Lang | None) -> pd.Series:
    if lang is None:
        return keys
    return keys.cat.rename_categories({key: name.of(lang) for key, name in names.items()})
