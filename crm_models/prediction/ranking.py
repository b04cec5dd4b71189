"""How well scores put first those whom it concerns: AUC, gains, lift, and what a threshold does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.evaluation import scores
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Vector = NDArray[np.float64]


def auc(actual: ArrayLike, score: ArrayLike) -> float:
    """Return the probability that one whom it concerns has the higher score of two.

    Of all pairs of one who left and one who stayed, the share in which the first has the higher
    score; equal scores count half. 0.5 is a coin, 1 perfect. How rare leaving is does not matter.
    Also the area under the ROC curve, and the Mann-Whitney statistic over the number of pairs.

    Parameters
    ----------
    actual
        Whether it happened: True or False (1 or 0).
    score
        The higher, the likelier.

    Examples
    --------
    >>> auc([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1])
    0.75
    """
    from scipy.stats import rankdata

    y, s = _pair(actual, score)
    ones = int(y.sum())
    zeros = len(y) - ones
    if not (ones and zeros):
        raise ModelError(
            "只有一类客户，没有可以比较的配对", "there is one kind of customer: no pairs to compare"
        )
    return float((rankdata(s)[y].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def gains(actual: ArrayLike, score: ArrayLike, n: int = 10) -> pd.DataFrame:
    """Return what one reaches by approaching the highest scores first.

    Parameters
    ----------
    actual, score
        As for `auc`.
    n
        Groups of (as good as) equal size; customers with equal scores are taken in the order of
        the rows.

    Returns
    -------
    DataFrame
        Up to the end of each group: ``approached`` (share of all customers), ``captured`` (share
        of those whom it concerns) and ``lift``, the one over the other.

    Examples
    --------
    >>> gains([1, 1, 0, 0], [0.9, 0.4, 0.5, 0.1], n=2)
           approached  captured  lift
    group
    1             0.5       0.5   1.0
    2             1.0       1.0   1.0
    """
    y, s = _pair(actual, score)
    if not 1 <= n <= len(y):
        raise ModelError(f"n 要在 1 到 {len(y)} 之间：{n}", f"n lies between 1 and {len(y)}: {n}")
    if not y.any():
        raise ModelError("没有人属于这一类", "it concerns nobody")
    ordered = y[np.argsort(-s, kind="stable")]
    ends = np.floor(np.arange(1, n + 1) * len(y) / n + 0.5).astype(int)
    table = pd.DataFrame({"approached": ends / len(y), "captured": np.cumsum(ordered)[ends - 1]})
    table["captured"] /= y.sum()
    table["lift"] = table["captured"] / table["approached"]
    return table.set_index(pd.RangeIndex(1, n + 1, name="group"))


def lift(actual: ArrayLike, score: ArrayLike, share: float = 0.1) -> float:
    """Return how many times more often it concerns the best-scored share than everybody.

    Parameters
    ----------
    actual, score
        As for `auc`.
    share
        Share of the customers approached, above 0 and at most 1; rounded up to whole customers.

    Examples
    --------
    >>> lift([1, 1, 0, 0, 0, 0, 0, 0, 0, 0], range(10, 0, -1), share=0.2)
    5.0
    """
    return _hits(actual, score, share)[2]


def explain_lift(actual: ArrayLike, score: ArrayLike, share: float = 0.1) -> Explanation:
    r"""Return the working of `lift`.

    Examples
    --------
    >>> print(explain_lift([1, 1, 0, 0, 0, 0, 0, 0, 0, 0], range(10, 0, -1), 0.2).substitution)
    \frac{2/2}{2/10}
    """
    (hits, taken), (ones, everybody), value = _hits(actual, score, share)
    return Explanation(
        name=Text("提升度", "lift"),
        formula=r"\frac{k/m}{K/n}",
        substitution=rf"\frac{{{hits}/{taken}}}{{{ones}/{everybody}}}",
        value=value,
        shown=f"{value:.2f}",
        interpretation=Text(
            f"得分最高的 {taken} 人里有 {hits} 人（{hits / taken:.0%}），全体只有 "
            f"{ones / everybody:.0%}：是随机挑选的 {value:.2f} 倍。",
            f"It concerns {hits} of the {taken} with the highest scores ({hits / taken:.0%}), but "
            f"{ones / everybody:.0%} of all: {value:.2f} times what picking at random gives.",
        ),
        symbols=(
            ("m", Text("联系的人数", "customers approached")),
            ("k", Text("其中属于这一类的人数", "of them, those whom it concerns")),
            ("n", Text("全体人数", "all customers")),
            ("K", Text("全体中属于这一类的人数", "of all, those whom it concerns")),
        ),
    )


def confusion(actual: ArrayLike, score: ArrayLike, threshold: float = 0.5) -> pd.Series:
    """Return what happens if everybody from a score on is taken for one whom it concerns.

    Parameters
    ----------
    actual, score
        As for `auc`.
    threshold
        The lowest score that counts.

    Returns
    -------
    Series
        ``hits``, ``false_alarms``, ``missed``, ``rightly_left`` (numbers), and what
        `crm_models.evaluation.scores` says of them. Where leaving is rare, never raising an alarm
        is accurate too (``accuracy_of_never``), and says nothing.

    Examples
    --------
    >>> confusion([1, 0, 0, 0], [0.4, 0.6, 0.1, 0.1])[["accuracy", "accuracy_of_never"]].tolist()
    [0.5, 0.75]
    """
    y, s = _pair(actual, score)
    alarm = s >= threshold
    hits, false = int((alarm & y).sum()), int((alarm & ~y).sum())
    missed, left = int((~alarm & y).sum()), int((~alarm & ~y).sum())
    counts = {"hits": hits, "false_alarms": false, "missed": missed, "rightly_left": left}
    return pd.Series(counts | scores(**counts)._asdict(), name="confusion")


def _hits(
    actual: ArrayLike, score: ArrayLike, share: float
) -> tuple[tuple[int, int], tuple[int, int], float]:
    y, s = _pair(actual, score)
    if not 0 < share <= 1:
        raise ModelError(f"share 要在 0 与 1 之间：{share}", f"share lies between 0 and 1: {share}")
    if not y.any():
        raise ModelError("没有人属于这一类", "it concerns nobody")
    taken = int(np.ceil(round(share * len(y), 9)))
    hits = int(y[np.argsort(-s, kind="stable")[:taken]].sum())
    return (hits, taken), (int(y.sum()), len(y)), (hits / taken) / float(y.mean())


def _pair(actual: ArrayLike, score: ArrayLike) -> tuple[NDArray[np.bool_], Vector]:
    labels: Any = getattr(actual, "index", None)
    other: Any = getattr(score, "index", None)
    both = isinstance(labels, pd.Index) and isinstance(other, pd.Index)
    if both and not labels.equals(other):
        raise ModelError(
            "结果与得分的索引不同：请用 score.loc[actual.index]",
            "outcome and score have different indexes: use score.loc[actual.index]",
        )
    y, s = np.asarray(actual, dtype=float), np.asarray(score, dtype=float)
    if y.shape != s.shape or y.ndim != 1 or not y.size:
        raise ModelError(
            f"结果与得分要一样长，且不为空：{y.shape}，{s.shape}",
            f"outcome and score must be of the same length, not empty: {y.shape}, {s.shape}",
        )
    bad = ~np.isfinite(s) | ((y != 0) & (y != 1))
    if bad.any():
        rows = labels[bad] if isinstance(labels, pd.Index) else np.flatnonzero(bad)
        raise DataError(
            "结果只能是 True 或 False，得分要是有限数",
            "outcomes are True or False and scores finite numbers",
            rows=rows.tolist(),
        )
    return y == 1, s
