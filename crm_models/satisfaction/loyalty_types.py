"""Three more ways to sort the loyal: Sindell's seven types, Knox's diamond, the loyalty ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.satisfaction.responses import in_step, numbers
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

SINDELL = {
    "monopoly": Text("垄断忠诚", "monopoly loyalty"),
    "premium": Text("超值忠诚", "premium loyalty"),
    "price": Text("价格忠诚", "price loyalty"),
    "incentive": Text("激励忠诚", "incentive loyalty"),
    "convenience": Text("方便忠诚", "convenience loyalty"),
    "inertia": Text("惰性忠诚", "inertia loyalty"),
    "latent": Text("潜在忠诚", "latent loyalty"),
}
"""Sindell's seven types, in the order in which `sindell` asks for them. *Latent* here is low
attachment with few purchases; Dick and Basu's latent loyalty is a high attitude."""

KNOX = {
    "loyal": Text("忠诚者", "loyal"),
    "habitual": Text("习惯购买者", "habitual"),
    "variety_seeker": Text("多品牌购买者", "variety seeker"),
    "switcher": Text("转换者", "switcher"),
}
"""The corners of Knox's diamond: few brands with high and with low involvement, then many."""

RUNGS = {
    "prospect": Text("潜在客户", "prospect"),
    "purchaser": Text("采购者", "purchaser"),
    "client": Text("客户", "client"),
    "supporter": Text("支持者", "supporter"),
    "advocate": Text("倡导者", "advocate"),
    "partner": Text("伙伴", "partner"),
}
"""The loyalty ladder of relationship marketing, bottom first (Christopher, Payne & Ballantyne)."""

_REASONS = {
    "monopoly": "no_alternative",
    "premium": "likes_brand",
    "price": "cheapest",
    "incentive": "rewarded",
    "convenience": "convenient",
}
_BRANDS, _INVOLVED = Text("品牌数", "numbers of brands"), Text("卷入程度", "involvement")


def sindell(customers: pd.DataFrame) -> pd.Series:
    """Sort customers by why they come back, after Sindell's seven types.

    Several reasons may hold at once. The strongest decides, in the order of `SINDELL`; that order
    is this course's choice, the source gives none.

    Parameters
    ----------
    customers
        One row per customer, yes or no in each of ``no_alternative``, ``likes_brand``,
        ``cheapest``, ``rewarded``, ``convenient`` and ``buys_often``. Who has none of the reasons
        stays out of inertia when buying often, and is latent when not.

    Returns
    -------
    Series
        Keys of `SINDELL`.

    Examples
    --------
    >>> columns = ["no_alternative", "likes_brand", "cheapest", "rewarded", "convenient",
    ...            "buys_often"]
    >>> rows = [[0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 1]]
    >>> sindell(pd.DataFrame(rows, columns=columns)).tolist()
    ['convenience', 'inertia', 'latent', 'monopoly']
    """
    flags = _flags(customers, [*_REASONS.values(), "buys_often"])
    reasons = [flags[column].to_numpy() for column in _REASONS.values()]
    names = np.select(
        [*reasons, flags["buys_often"].to_numpy()], [*_REASONS, "inertia"], default="latent"
    )
    return pd.Series(names, index=customers.index, name="loyalty")


def knox(
    brands: ArrayLike | pd.Series,
    involvement: ArrayLike | pd.Series,
    *,
    few: float = 1,
    involved: float | Literal["mean", "median"] = "median",
) -> pd.Series:
    """Sort customers into Knox's loyalty diamond.

    Parameters
    ----------
    brands
        How many brands of the category each buys, at least 1.
    involvement
        How much the choice matters to them.
    few
        Up to so many brands are few.
    involved
        From here on involvement is high: a number, ``"mean"`` or ``"median"``.

    Returns
    -------
    Series
        Keys of `KNOX`.

    Examples
    --------
    >>> knox([1, 1, 4, 5], [9, 2, 8, 1], involved=5).tolist()
    ['loyal', 'habitual', 'variety_seeker', 'switcher']
    """
    count, care = numbers(brands, _BRANDS), numbers(involvement, _INVOLVED)
    in_step(count, care, (_BRANDS, _INVOLVED))
    if (count < 1).any():
        raise DataError(
            "品牌数至少为 1", "customers buy at least one brand", rows=count.index[count < 1]
        )
    point = {"mean": care.mean(), "median": care.median()}.get(str(involved), involved)
    if isinstance(point, str):
        raise ModelError(
            f"involved={involved!r}：给一个数，或 mean、median",
            f"involved={involved!r}: give a number, or mean or median",
        )
    narrow, high = count <= few, care >= float(point)
    names = np.select(
        [narrow & high, narrow, high], ["loyal", "habitual", "variety_seeker"], default="switcher"
    )
    return pd.Series(names, index=count.index, name="loyalty")


def ladder_rung(customers: pd.DataFrame) -> pd.Series:
    """Return the rung of the loyalty ladder on which each customer stands.

    Parameters
    ----------
    customers
        One row per customer: ``purchases`` (number) and, yes or no, ``likes`` (supports the firm
        when asked), ``recommends`` (unasked) and ``cooperates`` (invests and gains together with
        the firm). A rung needs all below it: who recommends without liking is still a client.

    Returns
    -------
    Series
        Ordered categories, the keys of `RUNGS` from bottom to top.

    Examples
    --------
    >>> table = pd.DataFrame({"purchases": [0, 1, 5, 5, 5], "likes": [0, 1, 0, 1, 1],
    ...                       "recommends": [0, 1, 0, 0, 1], "cooperates": 0})
    >>> ladder_rung(table).tolist()
    ['prospect', 'purchaser', 'client', 'supporter', 'advocate']
    """
    flags = _flags(customers, ["likes", "recommends", "cooperates"])
    if "purchases" not in customers.columns:
        raise ModelError("缺少列 purchases", "there is no column purchases")
    bought = customers["purchases"]
    bad = ~(bought >= 0)
    if bad.any():
        raise DataError(
            "购买次数缺失或为负", "purchases are missing or negative", rows=bought.index[bad]
        )
    steps = np.column_stack([bought >= 1, bought >= 2, flags["likes"], flags["recommends"]])
    steps = np.column_stack([steps, flags["cooperates"]])
    places = np.cumprod(steps, axis=1).sum(axis=1)
    names = pd.Categorical.from_codes(
        places.tolist(), dtype=pd.CategoricalDtype(list(RUNGS), ordered=True)
    )
    return pd.Series(names, index=customers.index, name="rung")


def _flags(customers: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    absent = [name for name in columns if name not in customers.columns]
    if absent:
        raise ModelError(f"缺少列 {'、'.join(absent)}", f"there is no column {', '.join(absent)}")
    chosen = customers[columns]
    bad = ~chosen.isin([0, 1]).all(axis=1)
    if bad.any():
        raise DataError(
            "只能是 True 或 False", "only True or False is possible", rows=chosen.index[bad]
        )
    return chosen.astype(bool)
