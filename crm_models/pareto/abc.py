"""ABC analysis: by share of the customers, and by cumulative contribution."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.pareto.values import checked, from_the_top, total
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

Rounding: TypeAlias = Literal["nearest", "up", "down"]
Ties: TypeAlias = Literal["label", "high"]
Crossing: TypeAlias = Literal["include", "exclude"]

_ROUND = {"nearest": lambda x: math.floor(x + 0.5), "up": math.ceil, "down": math.floor}
_ALMOST = 1e-9
"""Products such as 0.05 * 60 miss their whole number by less than this."""


def counts(
    n: int, shares: Sequence[float] = (0.05, 0.15, 0.80), rounding: Rounding = "nearest"
) -> tuple[int, ...]:
    """Return how many of n customers each class gets.

    The shares are added up from the top and the sums rounded, so that the counts always add up
    to n.

    Parameters
    ----------
    n
        Number of customers.
    shares
        Share of each class, best first, adding up to 1.
    rounding
        ``"nearest"`` (a half goes up), ``"up"`` or ``"down"``.

    Examples
    --------
    >>> counts(78)
    (4, 12, 62)
    >>> counts(78, rounding="down")
    (3, 12, 63)
    """
    if rounding not in _ROUND:
        raise ModelError(
            f"rounding 只能是 nearest、up、down：{rounding!r}",
            f"rounding must be nearest, up or down: {rounding!r}",
        )
    if not shares or min(shares) < 0 or abs(math.fsum(shares) - 1) > _ALMOST:
        raise ModelError(
            f"各类的占比不能为负，合计要等于 1：{tuple(shares)}",
            f"shares cannot be negative and must add up to 1: {tuple(shares)}",
        )
    ends = []
    for k in range(1, len(shares) + 1):
        exact = math.fsum(shares[:k]) * n
        whole = round(exact)
        ends.append(whole if abs(exact - whole) < _ALMOST * max(n, 1) else _ROUND[rounding](exact))
    return tuple(int(end) for end in np.diff([0, *ends]))


def explain_counts(
    n: int, shares: Sequence[float] = (0.05, 0.15, 0.80), rounding: Rounding = "nearest"
) -> tuple[Explanation, ...]:
    r"""Return the working of `counts`, one explanation per class.

    Examples
    --------
    >>> [(step.substitution, step.number) for step in explain_counts(78)]
    [('0.05 \\cdot 78 = 3.9', '4'), ('0.2 \\cdot 78 = 15.6', '12'), ('1 \\cdot 78 = 78', '62')]
    """
    steps = []
    for k, count in enumerate(counts(n, shares, rounding), start=1):
        reached = math.fsum(shares[:k])
        before = sum(counts(n, shares, rounding)[: k - 1])
        steps.append(
            Explanation(
                name=Text(f"第 {k} 类人数", f"size of class {k}"),
                formula=r"n_k = \operatorname{round}(S_k n) - \sum_{j<k} n_j",
                substitution=rf"{reached:g} \cdot {n} = {reached * n:g}",
                value=float(count),
                shown=str(count),
                interpretation=Text(
                    f"前 {k} 类共 {before + count} 人，减去前面的 {before} 人。",
                    f"The first {k} classes hold {before + count}, less the {before} before.",
                ),
                symbols=(("S_k", Text("前 k 类占比之和", "sum of the first k shares")),),
            )
        )
    return tuple(steps)


def by_rank_share(
    value: pd.Series,
    shares: Sequence[float] = (0.05, 0.15, 0.80),
    *,
    rounding: Rounding = "nearest",
    ties: Ties = "label",
    classes: Sequence[str] = ("A", "B", "C"),
) -> pd.Series:
    """Return the class of each customer by rank: the first 5 % are A, the next 15 % B, and so on.

    Parameters
    ----------
    value
        Value of each customer, indexed by customer. It may be negative.
    shares, rounding
        See `counts`.
    ties
        Customers of equal value across a boundary: ``"label"`` fills the better class in the
        order of their labels, so that the counts hold; ``"high"`` puts them all into the better
        class.
    classes
        Names of the classes, best first.

    Returns
    -------
    Series
        Ordered categories, with the index of ``value``.

    Examples
    --------
    >>> value = pd.Series(range(1, 21), index=[f"c{k:02d}" for k in range(1, 21)])
    >>> by_rank_share(value).value_counts(sort=False).tolist()
    [1, 3, 16]
    """
    numbers = checked(value, negative=True)
    if len(classes) != len(shares):
        raise ModelError(
            f"类名要和占比一样多：{len(classes)} 个名字，{len(shares)} 个占比",
            f"one name for each share: {len(classes)} names, {len(shares)} shares",
        )
    ranked = from_the_top(numbers)
    codes = pd.Series(
        np.repeat(np.arange(len(shares)), counts(len(ranked), shares, rounding)),
        index=ranked.index,
    )
    if ties == "high":
        codes = codes.groupby(ranked.to_numpy()).transform("min")
    return _classes(codes.reindex(value.index), classes)


def by_cumulative_contribution(
    value: pd.Series,
    cuts: Sequence[float] = (0.80, 0.95),
    *,
    crossing: Crossing = "include",
    classes: Sequence[str] = ("A", "B", "C"),
) -> pd.Series:
    """Return the class of each customer by contribution: A are those who bring the first 80 %.

    Parameters
    ----------
    value
        Value of each customer, at least 0.
    cuts
        Cumulative shares of the total at which the classes end, rising, below 1.
    crossing
        The customer with whom the cumulative share passes a cut: ``"include"`` puts them into
        the better class, ``"exclude"`` into the next.
    classes
        Names of the classes, best first, one more than there are cuts.

    Returns
    -------
    Series
        Ordered categories, with the index of ``value``.

    Examples
    --------
    >>> by_cumulative_contribution(pd.Series([70, 20, 6, 4], index=list("abcd"))).tolist()
    ['A', 'A', 'B', 'C']
    >>> value = pd.Series([70, 20, 6, 4], index=list("abcd"))
    >>> by_cumulative_contribution(value, crossing="exclude").tolist()
    ['A', 'B', 'C', 'C']
    """
    numbers = checked(value)
    points = [0.0, *cuts, 1.0]
    if any(b <= a for a, b in itertools.pairwise(points)):
        raise ModelError(
            f"分界要从小到大，在 0 和 1 之间：{tuple(cuts)}",
            f"cuts must rise strictly between 0 and 1: {tuple(cuts)}",
        )
    if len(classes) != len(cuts) + 1:
        raise ModelError(
            f"类名要比分界多一个：{len(classes)} 个名字，{len(cuts)} 个分界",
            f"one name more than cuts: {len(classes)} names, {len(cuts)} cuts",
        )
    ranked = from_the_top(numbers)
    reached = ranked.cumsum().to_numpy() / total(numbers)
    before = np.concatenate([[0.0], reached[:-1]])
    # "include": in class k as long as the share before oneself is still short of the cut.
    measure = before + _ALMOST if crossing == "include" else reached - _ALMOST
    side: Literal["right", "left"] = "right" if crossing == "include" else "left"
    codes = pd.Series(np.searchsorted(list(cuts), measure, side=side), index=ranked.index)
    return _classes(codes.reindex(value.index), classes)


def _classes(codes: pd.Series, classes: Sequence[str]) -> pd.Series:
    names = pd.Categorical.from_codes(
        codes.astype(int).tolist(), dtype=pd.CategoricalDtype(list(classes), ordered=True)
    )
    return pd.Series(names, index=codes.index, name="class")
