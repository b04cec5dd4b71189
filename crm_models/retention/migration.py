"""Migration between tiers: who rose, stayed, fell, or left."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT = "exit"
"""The state of customers who are not there any more."""


def tiers(value: pd.Series, cuts: Sequence[float], names: Sequence[str]) -> pd.Series:
    """Return the tier of each customer by fixed cut-off points.

    Parameters
    ----------
    value
        Such as average daily assets; customers who have left are missing or not in the index.
    cuts
        Least values of the tiers from the second on, rising. Who reaches a cut is in the higher.
    names
        Names of the tiers, lowest first, one more than there are cuts.

    Examples
    --------
    >>> tiers(pd.Series([5, 50, 500]), cuts=(50, 200), names=("low", "middle", "high")).tolist()
    ['low', 'middle', 'high']
    """
    if len(names) != len(cuts) + 1 or any(b <= a for a, b in itertools.pairwise(cuts)):
        raise ModelError(
            f"分界要从小到大，等级名要比分界多一个：{tuple(cuts)}，{tuple(names)}",
            f"cuts must rise, with one name more than cuts: {tuple(cuts)}, {tuple(names)}",
        )
    present = value.dropna()
    places = np.searchsorted(np.array(cuts, dtype=float), present.to_numpy(), side="right")
    found = pd.Categorical.from_codes(
        places.tolist(), dtype=pd.CategoricalDtype(list(names), ordered=True)
    )
    return pd.Series(found, index=present.index, name="tier")


def migration_counts(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Return how many customers moved from each tier to each tier.

    Parameters
    ----------
    before, after
        Tier of each customer at the two times, ordered categories of the same tiers, as `tiers`
        returns them. Who is missing from ``after`` has left; who is new in it is left out.

    Returns
    -------
    DataFrame
        One row per tier before, one column per tier after and one for `EXIT`.

    Examples
    --------
    >>> names = ("low", "high")
    >>> before = tiers(pd.Series([1, 9, 9], index=list("abc")), [5], names)
    >>> after = tiers(pd.Series([7, 2], index=list("ab")), [5], names)
    >>> migration_counts(before, after)
          low  high  exit
    low     0     1     0
    high    1     0     1
    """
    names = _tier_names(before, after)
    for who in (before, after):
        doubled = who.index[who.index.duplicated()].tolist()
        if doubled:
            raise DataError("客户编号重复", "customers stand twice", rows=doubled)
    start = before.cat.codes.to_numpy()
    # Code -1, of who is missing, becomes the last column.
    end = after.cat.codes.reindex(before.index, fill_value=-1).to_numpy() % (len(names) + 1)
    cells = np.zeros((len(names), len(names) + 1), dtype="int64")
    np.add.at(cells, (start[start >= 0], end[start >= 0]), 1)
    return pd.DataFrame(cells, index=names, columns=[*names, EXIT])


def migration_matrix(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Return the share of each tier's customers who moved to each tier; rows add up to 1.

    A tier that had no customers has a row of missing shares.

    Parameters
    ----------
    before, after
        See `migration_counts`.
    """
    counts = migration_counts(before, after)
    size = counts.sum(axis=1)
    return counts.div(size.where(size > 0), axis=0)


def downgrade_rates(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Return, for each tier, the shares who rose, stayed, fell and left.

    Parameters
    ----------
    before, after
        See `migration_counts`.

    Returns
    -------
    DataFrame
        One row per tier: ``up``, ``same``, ``down``, ``exit`` (adding up to 1) and ``lost``, the
        share who fell or left.

    Examples
    --------
    >>> names = ("low", "high")
    >>> before = tiers(pd.Series([1, 9, 9], index=list("abc")), [5], names)
    >>> after = tiers(pd.Series([7, 2], index=list("ab")), [5], names)
    >>> downgrade_rates(before, after)
           up  same  down  exit  lost
    low   1.0   0.0   0.0   0.0   0.0
    high  0.0   0.0   0.5   0.5   1.0
    """
    matrix = migration_matrix(before, after)
    shares = matrix[list(matrix.index)].to_numpy()
    rates = pd.DataFrame(
        {
            "up": np.triu(shares, 1).sum(axis=1),
            "same": np.diag(shares),
            "down": np.tril(shares, -1).sum(axis=1),
            "exit": matrix[EXIT],
        },
        index=matrix.index,
    ).where(matrix[EXIT].notna())
    return rates.assign(lost=rates["down"] + rates["exit"])


def _tier_names(before: pd.Series, after: pd.Series) -> list[str]:
    names = [list(getattr(getattr(who, "cat", None), "categories", [])) for who in (before, after)]
    if not names[0] or names[0] != names[1] or EXIT in names[0]:
        raise ModelError(
            f"前后两期要用同样的、从低到高的等级（不能叫 {EXIT}）；用 tiers 生成",
            f"both times need the same tiers, lowest first (none called {EXIT}); make them "
            "with tiers",
        )
    return [str(name) for name in names[0]]
