"""SERVQUAL: service quality as perception minus expectation on 22 items in five dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.satisfaction.responses import case_weights
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

DIMENSIONS = {
    "tangibles": Text("有形性", "tangibles"),
    "reliability": Text("可靠性", "reliability"),
    "responsiveness": Text("响应性", "responsiveness"),
    "assurance": Text("保证性", "assurance"),
    "empathy": Text("移情性", "empathy"),
}
"""The five dimensions (Parasuraman, Zeithaml & Berry 1988)."""

SIZES = {"tangibles": 4, "reliability": 5, "responsiveness": 4, "assurance": 4, "empathy": 5}
"""Items of each dimension, 22 in all."""

ITEMS = {f"{name}_{i}": name for name, size in SIZES.items() for i in range(1, size + 1)}
"""Dimension of each item; items are named ``tangibles_1`` to ``empathy_5``."""


def gaps(expectations: pd.DataFrame, perceptions: pd.DataFrame) -> pd.DataFrame:
    """Return the gap P - E of each respondent and item; below 0 the service falls short.

    Parameters
    ----------
    expectations, perceptions
        One row per respondent with the same labels, one column per item of `ITEMS`.

    Raises
    ------
    ModelError
        Items are missing, or the two tables hold different respondents.
    DataError
        Rows with missing answers.

    Examples
    --------
    >>> expected = pd.DataFrame([dict.fromkeys(ITEMS, 6)])
    >>> perceived = pd.DataFrame([dict.fromkeys(ITEMS, 5) | {"empathy_5": 7}])
    >>> gaps(expected, perceived).loc[0, ["empathy_4", "empathy_5"]].tolist()
    [-1.0, 1.0]
    """
    e, p = _items(expectations, "期望", "expectations"), _items(perceptions, "感知", "perceptions")
    if not e.index.equals(p.index):
        raise ModelError(
            "期望和感知的受访者（行）不一致",
            "expectations and perceptions hold different respondents (rows)",
        )
    return p - e


def dimension_gaps(
    expectations: pd.DataFrame, perceptions: pd.DataFrame, *, weights: ArrayLike | None = None
) -> pd.DataFrame:
    """Return mean expectation, mean perception and gap of each dimension.

    Parameters
    ----------
    expectations, perceptions
        As for `gaps`.
    weights
        How often each row counts.
    """
    gaps(expectations, perceptions)
    counts = case_weights(weights, expectations.index)
    columns = {}
    for name, table in (("expectation", expectations), ("perception", perceptions)):
        by_item = pd.Series(np.average(table[list(ITEMS)], axis=0, weights=counts), list(ITEMS))
        columns[name] = by_item.groupby(_home(by_item.index)).mean()
    result = pd.DataFrame(columns).loc[list(DIMENSIONS)]
    result["gap"] = result["perception"] - result["expectation"]
    return result


def score(
    expectations: pd.DataFrame,
    perceptions: pd.DataFrame,
    *,
    points: Mapping[str, float] | pd.DataFrame | None = None,
    weights: ArrayLike | None = None,
) -> float:
    """Return the SERVQUAL score: the mean gap over the five dimensions, weighted if asked.

    Parameters
    ----------
    expectations, perceptions
        As for `gaps`.
    points
        Importance: 100 points shared among the dimensions, either once for all or by each
        respondent (one row each). With own points every respondent's gaps are weighted by their
        own points before the mean is taken. None: all dimensions count alike.
    weights
        How often each row counts.

    Raises
    ------
    ModelError, DataError
        Points that are negative or do not add up to 100.

    Examples
    --------
    >>> expected = pd.DataFrame([dict.fromkeys(ITEMS, 6)])
    >>> perceived = pd.DataFrame([{item: 4 if d == "empathy" else 6 for item, d in ITEMS.items()}])
    >>> score(expected, perceived)
    -0.4
    >>> shares = dict(tangibles=10, reliability=40, responsiveness=10, assurance=10, empathy=30)
    >>> score(expected, perceived, points=shares)
    -0.6
    """
    counts = case_weights(weights, expectations.index)
    by_item = gaps(expectations, perceptions).T
    each = by_item.groupby(_home(by_item.index)).mean().T[list(DIMENSIONS)]
    if points is None:
        shares = np.full((1, len(DIMENSIONS)), 1 / len(DIMENSIONS))
    elif isinstance(points, pd.DataFrame):
        shares = _own_points(points, each.index)
    else:
        shares = _shared_points(points)
    return float(np.average((each.to_numpy() * shares).sum(axis=1), weights=counts))


def explain_score(table: pd.DataFrame, points: Mapping[str, float]) -> Explanation:
    """Return the working of the weighted score from dimension gaps.

    Parameters
    ----------
    table
        From `dimension_gaps`.
    points
        100 points shared among the dimensions.

    Examples
    --------
    >>> table = pd.DataFrame({"gap": [-1.0, -2.0, 0.0, 0.5, -0.5]}, index=list(DIMENSIONS))
    >>> explain_score(table, dict.fromkeys(DIMENSIONS, 20)).number
    '-0.6000'
    """
    shares = _shared_points(points)[0]
    found = table.loc[list(DIMENSIONS), "gap"].to_numpy(dtype=np.float64)
    value = float(shares @ found)
    terms = " + ".join(rf"{s:g} \times ({g:.3g})" for s, g in zip(shares, found, strict=True))
    worst = DIMENSIONS[list(DIMENSIONS)[int(np.argmin(shares * found))]]
    if (shares * found).min() < 0:
        least = Text(f"拉低得分最多的是{worst.zh}", f"{worst.en} costs the score most")
    else:
        least = Text("没有一个维度不及期望", "no dimension falls short")
    return Explanation(
        name=Text("加权 SERVQUAL 得分", "weighted SERVQUAL score"),
        formula=r"\sum_{j=1}^{5} w_j (P_j - E_j)",
        substitution=terms,
        value=value,
        interpretation=Text(
            f"{'服务不及期望' if value < 0 else '服务达到期望'}；{least.zh}。",
            f"The service {'falls short of' if value < 0 else 'meets'} expectations; {least.en}.",
        ),
        symbols=(
            ("w_j", Text("维度 j 的权重：所得点数除以 100", "weight of dimension j: points / 100")),
            ("P_j, E_j", Text("维度 j 的平均感知与平均期望", "mean perception and expectation")),
        ),
    )


def _home(items: pd.Index) -> list[str]:
    return [ITEMS[item] for item in items]


def _items(table: pd.DataFrame, zh: str, en: str) -> pd.DataFrame:
    absent = [name for name in ITEMS if name not in table.columns]
    if absent:
        raise ModelError(f"{zh}缺少题项：{'、'.join(absent)}", f"{en} lack: {', '.join(absent)}")
    found = table[list(ITEMS)].astype(np.float64)
    if found.empty:
        raise ModelError(f"{zh}表没有行", f"the table of {en} has no rows")
    missing = found.isna().any(axis=1).to_numpy()
    if missing.any():
        raise DataError(f"{zh}有缺失的回答", f"{en} are missing", rows=found.index[missing])
    return found


def _shared_points(
    points: Mapping[str, float],
) -> NDArray[np.float64]:
    if set(points) != set(DIMENSIONS):
        raise ModelError(
            f"点数要恰好给这五个维度：{'、'.join(DIMENSIONS)}",
            f"points must be given to exactly: {', '.join(DIMENSIONS)}",
        )
    values = np.array([[points[name] for name in DIMENSIONS]], dtype=np.float64)
    if (values < 0).any() or not np.isclose(values.sum(), 100):
        raise ModelError(
            f"点数不能为负，合计要是 100，得到 {values.sum():g}",
            f"points must be at least 0 and add up to 100, got {values.sum():g}",
        )
    return values / 100


def _own_points(points: pd.DataFrame, index: pd.Index) -> NDArray[np.float64]:
    absent = [name for name in DIMENSIONS if name not in points.columns]
    if absent or not points.index.equals(index):
        raise ModelError(
            "点数表要有五个维度的列，且行与受访者一致",
            "the table of points needs the five dimensions and the same respondents",
        )
    values = points[list(DIMENSIONS)].to_numpy(dtype=np.float64)
    wrong = (values < 0).any(axis=1) | ~np.isclose(values.sum(axis=1), 100)
    if wrong.any():
        raise DataError(
            "点数为负，或合计不是 100",
            "points are negative or do not add up to 100",
            rows=index[wrong],
        )
    return values / 100
