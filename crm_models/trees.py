"""Decision trees: how impure a node is, what a split gains, and the loan tree of the course."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Measure = Literal["entropy", "gini"]

INCOME, DEBT, YEARS = 40_000, 80_000, 5
"""Where the loan tree splits: yearly income and debt in yuan, years in the present job."""


def entropy(counts: Sequence[float]) -> float:
    """Return the entropy of a node in bits (Shannon 1948; used by ID3, Quinlan 1986).

    Parameters
    ----------
    counts
        How many cases of each class the node holds.

    Returns
    -------
    float
        -sum p log2 p: 0 if all are of one class, 1 for two classes half and half.

    Examples
    --------
    >>> entropy([5, 5]), round(entropy([9, 5]), 3)
    (1.0, 0.94)
    """
    return -sum(p * math.log2(p) for p in _shares(counts) if p) + 0.0


def gini(counts: Sequence[float]) -> float:
    """Return the Gini impurity of a node (CART; Breiman, Friedman, Olshen and Stone 1984).

    Parameters
    ----------
    counts
        How many cases of each class the node holds.

    Returns
    -------
    float
        1 - sum p^2: 0 if all are of one class, 0.5 for two classes half and half.

    Examples
    --------
    >>> gini([5, 5]), gini([8, 0])
    (0.5, 0.0)
    """
    return 1.0 - sum(p * p for p in _shares(counts))


def gain(children: Sequence[Sequence[float]], measure: Measure = "entropy") -> float:
    """Return by how much a split lowers the impurity: that of the parent less that of its children.

    Parameters
    ----------
    children
        For each child the number of cases of each class, the classes in the same order. The
        parent is their sum; children count by their size.
    measure
        ``"entropy"``: information gain, as ID3 uses it; ``"gini"``: as CART does.

    Examples
    --------
    Quinlan's fourteen days: outlook (sunny, overcast, rain) against playing or not.

    >>> round(gain([[2, 3], [4, 0], [3, 2]]), 3)
    0.247
    """
    impurity = _impurity(measure)
    sizes = [sum(child) for child in children]
    if len(children) < 2 or len({len(child) for child in children}) > 1 or not min(sizes) > 0:
        raise ModelError(
            f"分裂至少有两个非空的子节点，类别数相同：{children}",
            f"a split has two children or more, none empty, with the same classes: {children}",
        )
    parent = [sum(column) for column in zip(*children, strict=True)]
    below = sum(size * impurity(child) for size, child in zip(sizes, children, strict=True))
    return impurity(parent) - below / sum(sizes)


def gain_ratio(children: Sequence[Sequence[float]]) -> float:
    """Return the information gain over the entropy of the split itself (C4.5; Quinlan 1993).

    It keeps a split into many small children, such as one by customer number, from winning.

    Parameters
    ----------
    children
        See `gain`.

    Examples
    --------
    >>> round(gain_ratio([[2, 3], [4, 0], [3, 2]]), 3)
    0.156
    """
    return gain(children) / entropy([sum(child) for child in children])


def loan_risk(income: float, debt: float, years: float) -> Literal["high", "low"]:
    """Return the risk that the course's loan tree gives to an applicant.

    The root asks whether the income is above 40,000. If so, a debt above 80,000 means high risk
    and any other low; if not, more than 5 years in the job means low risk and any other high.
    Exactly 40,000 is not above 40,000.

    Parameters
    ----------
    income, debt
        In yuan, a year's income and all debt.
    years
        In the present job.

    Notes
    -----
    A tree to read, not to lend by: its cuts are those of a textbook example, of which only two
    leaves are known; the others are set by the course.

    Examples
    --------
    >>> loan_risk(60_000, 90_000, 1), loan_risk(30_000, 90_000, 6), loan_risk(40_000, 0, 5)
    ('high', 'low', 'high')
    """
    if not min(income, debt, years) >= 0:
        raise ModelError(
            f"收入、负债和年限不能为负：{income}，{debt}，{years}",
            f"income, debt and years must not be negative: {income}, {debt}, {years}",
        )
    if income > INCOME:
        return "high" if debt > DEBT else "low"
    return "low" if years > YEARS else "high"


def _impurity(measure: Measure) -> Callable[[Sequence[float]], float]:
    known: dict[str, Callable[[Sequence[float]], float]] = {"entropy": entropy, "gini": gini}
    if measure not in known:
        raise ModelError(
            f"不认识的不纯度 {measure!r}：请用 entropy 或 gini",
            f"unknown measure {measure!r}: use entropy or gini",
        )
    return known[measure]


def _shares(counts: Sequence[float]) -> list[float]:
    total = sum(counts)
    if not (total > 0 and min(counts) >= 0 and math.isfinite(total)):
        raise ModelError(
            f"各类的数目不能为负，合计要大于 0：{counts}",
            f"counts must not be negative and must add up to more than 0: {counts}",
        )
    return [count / total for count in counts]
