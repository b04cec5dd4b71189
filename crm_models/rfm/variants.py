"""Other ways in which the literature reads RFM, kept apart by name.

They are not interchangeable: each has its own levels, its own groups and its own gaps.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.rfm.measures import compute
from crm_models.text import Lang, Text
from crm_models.transactions import Day, day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOUR_SEGMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "high_value": Text("高价值客户", "high-value customers"),
        "win_back": Text("重要挽留客户", "important customers to win back"),
        "new": Text("新客户", "new customers"),
        "low_value": Text("低价值客户", "low-value customers"),
        "other": Text("其他客户", "other customers"),
    }
)
"""The four segments of the three-level reading, and the rest that it leaves without a name."""

_FOUR_SEGMENTS = {"333": "high_value", "132": "win_back", "311": "new", "111": "low_value"}

FOUR_TIERS: Mapping[str, Text] = MappingProxyType(
    {
        "important_value": Text("重要价值客户", "important-value customers"),
        "high_value": Text("高价值客户", "high-value customers"),
        "low_value": Text("低价值客户", "low-value customers"),
        "potential_value": Text("潜在价值客户", "potential-value customers"),
        "other": Text("其他客户", "other customers"),
    }
)
"""The four tiers of the corporate banking reading, and the rest that no rule covers."""


def four_segments(levels: pd.DataFrame, lang: Lang | None = None) -> pd.Series:
    """Return one of four segments for three-level scores, or "other".

    High value: R, F, M high. Win back: R low, F high, M middle. New: R high, F and M low.
    Low value: all low. The other 23 of the 27 combinations have no name in this reading.

    Parameters
    ----------
    levels
        Columns R, F, M with 1 (low), 2 (middle), 3 (high), as `scores` with n = 3 gives them; R
        is high for recent customers.
    lang
        None returns the keys of `FOUR_SEGMENTS`, a language their names.

    Raises
    ------
    DataError
        Naming the rows with other levels.

    Examples
    --------
    >>> levels = pd.DataFrame({"R": [3, 1, 2], "F": [3, 3, 2], "M": [3, 2, 2]})
    >>> four_segments(levels).tolist()
    ['high_value', 'win_back', 'other']
    """
    digits = levels[["R", "F", "M"]]
    wrong = ~digits.isin([1, 2, 3]).all(axis=1)
    if wrong.any():
        raise DataError(
            "等级只能是 1、2、3（用 scores(table, n=3)）",
            "levels are 1, 2, 3 (use scores(table, n=3))",
            rows=digits.index[wrong].tolist(),
        )
    keys = digits.astype(int).astype(str).agg("".join, axis=1).map(_FOUR_SEGMENTS).fillna("other")
    return _named(keys, FOUR_SEGMENTS, lang).rename("segment")


def tier_rules(important: pd.DataFrame) -> pd.DataFrame:
    """Return which of the four rules of the corporate banking reading each customer meets.

    Important value: R, F and M important. High value: F and M important. Low value: R general.
    Potential value: M general. The rules overlap (whoever is important in all three meets two)
    and leave a gap (R and M important, F general, meets none).

    Parameters
    ----------
    important
        Columns R, F, M of True (important) and False (general).

    Returns
    -------
    DataFrame
        One column of True and False per rule, index of ``important``.

    Examples
    --------
    >>> rules = tier_rules(pd.DataFrame({"R": [True, True], "F": [True, False], "M": [True, True]}))
    >>> rules.sum(axis=1).tolist()
    [2, 0]
    """
    flags = important[["R", "F", "M"]]
    if not all(pd.api.types.is_bool_dtype(kind) for kind in flags.dtypes):
        raise ModelError(
            "R、F、M 三列要是 True（重要）或 False（一般）",
            "the columns R, F, M must hold True (important) or False (general)",
        )
    r, f, m = flags["R"], flags["F"], flags["M"]
    return pd.DataFrame(
        {"important_value": r & f & m, "high_value": f & m, "low_value": ~r, "potential_value": ~m}
    )


def four_tiers(
    important: pd.DataFrame,
    precedence: Sequence[str] = ("important_value", "high_value", "low_value", "potential_value"),
    lang: Lang | None = None,
) -> pd.Series:
    """Return one tier per customer: the first rule in the order of precedence that holds.

    Parameters
    ----------
    important
        See `tier_rules`.
    precedence
        The four rules, the one that wins first. The source gives no order; the default goes from
        the most valuable down.
    lang
        None returns the keys of `FOUR_TIERS`, a language their names.

    Examples
    --------
    >>> flags = pd.DataFrame({"R": [False], "F": [True], "M": [True]})
    >>> four_tiers(flags).tolist()
    ['high_value']
    >>> four_tiers(flags, ("low_value", "important_value", "high_value", "potential_value"))[0]
    'low_value'
    """
    rules = tier_rules(important)
    if sorted(precedence) != sorted(rules.columns):
        raise ModelError(
            f"precedence 要把四条规则各写一次：{'、'.join(rules.columns)}",
            f"precedence must name each of the four rules once: {', '.join(rules.columns)}",
        )
    keys = pd.Series("other", index=important.index, dtype="str")
    for rule in reversed(precedence):
        keys = keys.mask(rules[rule], rule)
    return _named(keys, FOUR_TIERS, lang).rename("tier")


def recent_buyer_trend(
    transactions: pd.DataFrame,
    days: int = 30,
    *,
    as_of: Sequence[Day],
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
) -> pd.DataFrame:
    """Return how many customers bought within the last days, on several days of analysis.

    A rising number is read as a sign of health, a falling one as a warning.

    Parameters
    ----------
    transactions
        See `compute`; refunds are no purchases.
    days
        A customer counts whose R is at most this.
    as_of
        The days of analysis, such as month ends.
    customer, date, amount
        Names of the columns.

    Returns
    -------
    DataFrame
        One row per day of analysis: ``recent`` (customers with R <= days), ``known`` (customers
        who ever bought up to then), ``share``.

    Examples
    --------
    >>> tx = pd.DataFrame({"customer_id": ["a", "b", "b"], "amount": [1.0, 2.0, 3.0],
    ...                    "date": ["2025-03-01", "2025-04-10", "2025-05-20"]})
    >>> recent_buyer_trend(tx, as_of=["2025-03-31", "2025-04-30", "2025-05-31"])
                recent  known  share
    2025-03-31       1      1    1.0
    2025-04-30       1      2    0.5
    2025-05-31       1      2    0.5
    """
    rows = {}
    for moment in (day(value) for value in as_of):
        table = compute(transactions, as_of=moment, customer=customer, date=date, amount=amount)
        recent = int((table["days_since_last"] <= days).sum())
        rows[moment] = {"recent": recent, "known": len(table)}
    trend = pd.DataFrame.from_dict(rows, orient="index")
    return trend.assign(share=trend["recent"] / trend["known"].where(trend["known"] > 0))


def _named(keys: pd.Series, names: Mapping[str, Text], lang: Lang | None) -> pd.Series:
    return keys if lang is None else keys.map({key: name.of(lang) for key, name in names.items()})
