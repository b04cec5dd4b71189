"""The five indicators by which the course measures satisfaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.satisfaction.responses import case_weights, on_scale
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

INDICATORS = {
    "reputation": Text("美誉度", "reputation"),
    "repeat_rate": Text("回头率", "repeat-purchase rate"),
    "naming_rate": Text("指名度", "naming rate"),
    "complaint_rate": Text("投诉率", "complaint rate"),
    "purchase_amount": Text("购买额", "purchase amount"),
}
"""The five indicators, in the order of the panel."""

_COLUMNS = ("praises", "names_brand", "purchases", "complaints", "amount")


def indicator_panel(customers: pd.DataFrame, *, weights: ArrayLike | None = None) -> pd.Series:
    """Return the five indicators of a group of customers.

    Parameters
    ----------
    customers
        One row per customer with the columns ``praises`` (speaks well of the firm: yes or no),
        ``names_brand`` (asks for the brand by name when buying: yes or no), ``purchases``
        (number), ``complaints`` (number) and ``amount`` (spent, all purchases).
    weights
        How often each row counts.

    Returns
    -------
    Series
        ``reputation`` and ``naming_rate``: shares of all customers; ``repeat_rate``: share of
        buyers who bought at least twice; ``complaint_rate``: share of buyers who complained at
        all; ``purchase_amount``: mean per buyer.

    Notes
    -----
    The return *rate* is a share. The mean number of repeat purchases, which some texts give under
    the same name, is a count: see `repeat_purchases`.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "praises": [True, True, False, True], "names_brand": [True, False, False, True],
    ...     "purchases": [3, 1, 2, 0], "complaints": [0, 2, 0, 0], "amount": [90, 20, 40, 0],
    ... })
    >>> indicator_panel(table).round(4)
    reputation          0.7500
    repeat_rate         0.6667
    naming_rate         0.5000
    complaint_rate      0.3333
    purchase_amount    50.0000
    dtype: float64
    """
    table, counts = _checked(customers, weights)
    bought = table["purchases"] > 0
    buyers = float(counts @ bought)
    if buyers == 0:
        raise ModelError(
            "没有人购买过，回头率、投诉率和购买额不存在",
            "nobody bought: repeat rate, complaint rate and amount do not exist",
        )
    everyone = counts.sum()
    return pd.Series(
        {
            "reputation": counts @ table["praises"] / everyone,
            "repeat_rate": counts @ (table["purchases"] >= 2) / buyers,
            "naming_rate": counts @ table["names_brand"] / everyone,
            "complaint_rate": counts @ (bought & (table["complaints"] > 0)) / buyers,
            "purchase_amount": counts @ (table["amount"] * bought) / buyers,
        },
        dtype=np.float64,
    )


def repeat_purchases(purchases: ArrayLike | pd.Series) -> float:
    """Return the mean number of purchases after the first, per buyer.

    Examples
    --------
    >>> repeat_purchases([3, 1, 2, 0])
    1.0
    """
    counts = on_scale(purchases, Text("购买次数", "numbers of purchases"), 0, np.inf, whole=True)
    buyers = counts[counts > 0]
    if buyers.empty:
        raise ModelError("没有人购买过", "nobody bought")
    return float((buyers - 1).mean())


def _checked(
    customers: pd.DataFrame, weights: ArrayLike | None
) -> tuple[pd.DataFrame, NDArray[np.float64]]:
    absent = [name for name in _COLUMNS if name not in customers.columns]
    if absent:
        raise ModelError(
            f"数据中缺少列：{'、'.join(absent)}", f"the data lack the columns: {', '.join(absent)}"
        )
    table = customers[list(_COLUMNS)].astype(np.float64)
    wrong = table.isna().any(axis=1) | (table < 0).any(axis=1)
    wrong |= (table[["praises", "names_brand"]] > 1).any(axis=1)
    if wrong.any():
        raise DataError(
            "缺失、为负，或“是否”列不是 0 和 1",
            "missing, negative, or a yes-no column that is neither 0 nor 1",
            rows=table.index[wrong.to_numpy()],
        )
    ghost = (table["purchases"] == 0) & ((table["complaints"] > 0) | (table["amount"] > 0))
    if ghost.any():
        raise DataError(
            "没有购买却有投诉或购买额",
            "a complaint or an amount without a purchase",
            rows=table.index[ghost.to_numpy()],
        )
    return table, case_weights(weights, table.index)
