"""Mistakes about the steps of PLS path modelling, as worked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from crm_models.misconceptions.registry import misconception
from crm_models.sem import by_hand

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Pair = tuple[NDArray[np.float64], NDArray[np.float64]]


@misconception(
    "sem.own_score_for_proxy",
    "sem.by_hand.mode_a_round",
    zh="用了本构念自己的得分：mode A 的新权重是题项与内部代理（另一构念的得分）的协方差。",
    en="The construct's own score is used: new weights are covariances with the inner proxy, the "
    "other construct's score.",
)
def own_score_for_proxy(one: Any, other: Any, weights_one: Any, weights_other: Any) -> Pair:
    return _own(one, weights_one), _own(other, weights_other)


@misconception(
    "sem.weights_not_scaled",
    "sem.by_hand.mode_a_round",
    zh="新权重没有定标：要除以新得分的标准差，使得分的方差为 1。",
    en="The new weights are not scaled: divide by the standard deviation of their score, so that "
    "its variance is 1.",
)
def weights_not_scaled(one: Any, other: Any, weights_one: Any, weights_other: Any) -> Pair:
    x, y = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    x_score, y_score = (by_hand.scaled(v @ w) for v, w in ((x, weights_one), (y, weights_other)))
    sign = np.sign(x_score @ y_score)
    return x.T @ (sign * y_score) / len(x), y.T @ (sign * x_score) / len(y)


@misconception(
    "sem.mode_b_for_a",
    "sem.by_hand.mode_a_round",
    zh="用了多元回归的系数，那是 mode B；mode A 逐个题项与代理求协方差。",
    en="These are coefficients of a multiple regression, which is mode B; mode A takes each "
    "item's covariance with the proxy.",
)
def mode_b_for_a(one: Any, other: Any, weights_one: Any, weights_other: Any) -> Pair:
    x, y = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    new = by_hand.mode_a_round(x, y, weights_one, weights_other)
    return _regressed(x, new[0]), _regressed(y, new[1])


@misconception(
    "sem.correlations_for_paths",
    "sem.by_hand.path_coefficients",
    zh="每条箭头单独算了相关：一个结果有几个原因时，要放在同一个回归里。",
    en="Each arrow is a correlation on its own: several causes of one effect belong in one "
    "regression.",
)
def correlations_for_paths(scores: pd.DataFrame, arrows: Any) -> dict[Any, float]:
    return {arrow: by_hand.path_coefficients(scores, [arrow])[arrow] for arrow in arrows}


@misconception(
    "sem.arrows_turned",
    "sem.by_hand.path_coefficients",
    zh="回归的方向反了：箭头从原因指向结果，结果是被解释的变量。",
    en="The regressions run the wrong way: an arrow leads from cause to effect, and the effect is "
    "explained.",
)
def arrows_turned(scores: pd.DataFrame, arrows: Any) -> dict[Any, float]:
    found = by_hand.path_coefficients(scores, [(effect, cause) for cause, effect in arrows])
    return {(cause, effect): value for (effect, cause), value in found.items()}


@misconception(
    "sem.direct_effect_alone",
    "sem.by_hand.total_effect",
    zh="只算了直接影响：总影响还要加上每一条间接路线上系数的乘积。",
    en="Only the direct effect: the total adds the products along every indirect way.",
)
def direct_effect_alone(paths: Any, cause: str, effect: str) -> float:
    return float(paths.get((cause, effect), 0.0))


@misconception(
    "sem.indirect_effect_alone",
    "sem.by_hand.total_effect",
    zh="漏掉了直接影响：有直接的箭头时，它的系数也要加上。",
    en="The direct effect is missing: where there is a direct arrow its coefficient counts too.",
)
def indirect_effect_alone(paths: Any, cause: str, effect: str) -> float:
    direct = float(paths.get((cause, effect), 0.0))
    return by_hand.total_effect(paths, cause, effect) - direct


@misconception(
    "sem.coefficients_added_along_a_way",
    "sem.by_hand.total_effect",
    zh="一条路线上的系数相加了：同一条路线相乘，不同路线才相加。",
    en="Coefficients are added along a way: multiply along one way, add different ways.",
)
def coefficients_added_along_a_way(paths: Any, cause: str, effect: str) -> float:
    return sum(sum(way) for way in _ways(paths, cause, effect))


def _ways(paths: Any, cause: str, effect: str) -> list[list[float]]:
    found: list[list[float]] = []
    for (source, target), value in paths.items():
        if source == cause:
            rest = [[]] if target == effect else _ways(paths, target, effect)
            found += [[value, *way] for way in rest]
    return found


def _own(items: Any, weights: Any) -> NDArray[np.float64]:
    x = np.asarray(items, dtype=np.float64)
    new = x.T @ by_hand.scaled(x @ np.asarray(weights, dtype=np.float64)) / len(x)
    return np.asarray(new / np.std(x @ new))


def _regressed(x: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of mode B: the covariances of the items are divided out."""
    new = np.linalg.solve(x.T @ x, weights)
    return np.asarray(new / np.std(x @ new))
