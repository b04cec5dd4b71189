"""The value matrix (current value x potential value) and customer portfolio analysis."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import numpy as np

from crm_models.errors import DataError, ModelError
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

Cut = Literal["mean", "median"] | float

MATRIX_CLASSES: Mapping[str, Text] = MappingProxyType(
    {
        "I": Text("当前价值高、潜在价值高：最有价值的客户", "high now, high potential: the best"),
        "II": Text("当前价值高、潜在价值不太高", "high now, potential not too high"),
        "III": Text(
            "当前价值低、潜在价值高：可培养成 I 类或 II 类",
            "low now, high potential: may grow into class I or II",
        ),
        "IV": Text(
            "当前价值低、潜在价值低：利润微薄甚至没有", "low now, low potential: hardly any profit"
        ),
    }
)


def matrix_class(
    current: pd.Series,
    potential: pd.Series,
    *,
    cuts: tuple[Cut, Cut] = ("mean", "mean"),
) -> pd.Series:
    """Put each customer into class I, II, III or IV of the value matrix.

    Parameters
    ----------
    current, potential
        Current and potential value of each customer, in money, with the same index.
    cuts
        Where "high" begins on either axis: ``"mean"``, ``"median"`` or an amount. A value equal
        to the cut is high.

    Returns
    -------
    pandas.Series
        ``"I"`` to ``"IV"``; `MATRIX_CLASSES` describes them.

    Examples
    --------
    >>> import pandas as pd
    >>> now, later = pd.Series([90, 80, 10, 20]), pd.Series([70, 5, 70, 1])
    >>> matrix_class(now, later, cuts=(50, 50)).tolist()
    ['I', 'II', 'III', 'IV']
    """
    import pandas as pd

    if not current.index.equals(potential.index):
        raise ModelError(
            "当前价值与潜在价值的客户（索引）不一致",
            "current and potential value are not of the same customers (their indexes differ)",
        )
    high_now = _high(current, cuts[0], Text("当前价值", "current value"))
    high_later = _high(potential, cuts[1], Text("潜在价值", "potential value"))
    classes = np.where(high_now, np.where(high_later, "I", "II"), np.where(high_later, "III", "IV"))
    return pd.Series(classes, index=current.index, name="value_class")


def matrix_counts(classes: pd.Series) -> pd.Series:
    """Count the customers of each class, empty classes included.

    Examples
    --------
    >>> import pandas as pd
    >>> matrix_counts(pd.Series(["I", "IV", "IV"])).to_dict()
    {'I': 1, 'II': 0, 'III': 0, 'IV': 2}
    """
    return classes.value_counts().reindex(list(MATRIX_CLASSES), fill_value=0).rename("customers")


def matrix_migration(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Return how many customers moved from each class (rows) to each class (columns).

    Both series are matched by index; customers in only one of them are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> moved = matrix_migration(pd.Series(["III", "III", "I"]), pd.Series(["I", "III", "II"]))
    >>> int(moved.loc["III", "I"]), int(moved.to_numpy().sum())
    (1, 3)
    """
    import pandas as pd

    both = pd.concat([before.rename("before"), after.rename("after")], axis=1, join="inner")
    table = pd.crosstab(both["before"], both["after"])
    order = list(MATRIX_CLASSES)
    return table.reindex(index=order, columns=order, fill_value=0)


def portfolio(
    current: pd.Series,
    potential: pd.Series,
    cost_to_serve: pd.Series | None = None,
    *,
    share: float = 0.2,
    cuts: tuple[Cut, Cut] = ("mean", "mean"),
) -> pd.DataFrame:
    """Return the customer portfolio analysis: who is strategically significant.

    Customers are ranked by current plus potential value less the cost to serve them. The
    strategically significant ones are the top ``share`` of customers and all of class I.

    Parameters
    ----------
    current, potential, cost_to_serve
        In money, with the same index; no cost to serve means zero.
    share
        Share of customers taken from the top, 0 to 1; rounded up to whole customers.
    cuts
        As in `matrix_class`, applied to current value less cost to serve, and to potential.

    Returns
    -------
    pandas.DataFrame
        Columns net_value, rank (1 is best; ties share the better rank), value_class and
        significant, in the order of ``current``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = portfolio(pd.Series([90, 10, 5, 2, 1]), pd.Series([10, 80, 5, 5, 1]))
    >>> table["rank"].tolist(), table["significant"].tolist()
    ([1, 2, 3, 4, 5], [True, False, False, False, False])
    """
    import pandas as pd

    if not 0 <= share <= 1:
        raise ModelError(
            f"share 必须在 0 与 1 之间，得到 {share}", f"share must be from 0 to 1, got {share}"
        )
    served = current if cost_to_serve is None else current - cost_to_serve
    classes = matrix_class(served, potential, cuts=cuts)
    net = (served + potential).rename("net_value")
    rank = net.rank(ascending=False, method="min").astype(int)
    top = rank <= np.ceil(share * len(net) - 1e-9)
    return pd.DataFrame(
        {
            "net_value": net,
            "rank": rank,
            "value_class": classes,
            "significant": top | (classes == "I"),
        }
    )


def _high(values: pd.Series, cut: Cut, what: Text) -> pd.Series:
    missing = values.index[values.isna()]
    if len(missing):
        raise DataError(f"{what.zh}缺失", f"{what.en} is missing", list(missing))
    if cut == "mean":
        return values >= values.mean()
    if cut == "median":
        return values >= values.median()
    try:
        return values >= float(cut)
    except (TypeError, ValueError):
        raise ModelError(
            f"不认识的分界 {cut!r}：请用 mean、median 或一个金额",
            f"unknown cut {cut!r}: use mean, median or an amount",
        ) from None
