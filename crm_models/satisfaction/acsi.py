"""The published score of a satisfaction index: weighted item means on a scale of 0 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def acsi_score(
    means: Sequence[float] | pd.Series | pd.DataFrame,
    weights: Sequence[float] | None = None,
    *,
    scale: tuple[float, float] = (1, 10),
) -> float:
    r"""Return the index from 0 to 100.

    .. math:: 100\,\frac{\sum_i w_i \bar x_i - \sum_i w_i \min}{\sum_i w_i (\max - \min)}

    Parameters
    ----------
    means
        Mean answer to each item (for ACSI: overall satisfaction, against expectations, against
        the ideal), or the answers themselves, one column per item.
    weights
        Weight of each item, from a path model; equal if None. Only their proportions matter.
    scale
        Lowest and highest possible answer.

    Notes
    -----
    Source: C. Fornell et al. (1996), The American Customer Satisfaction Index, Journal of
    Marketing 60(4). The weights that ACSI uses are not published.

    Examples
    --------
    >>> acsi_score([8, 7, 9], [0.4, 0.3, 0.3])
    77.77...
    >>> acsi_score([1, 1, 1]), acsi_score([10, 10, 10])
    (0.0, 100.0)
    """
    x, w, _ = _checked(means, weights, scale)
    low, high = scale
    return float(100.0 * (w @ (x - low)) / (high - low))


def explain_acsi_score(
    means: Sequence[float] | pd.Series | pd.DataFrame,
    weights: Sequence[float] | None = None,
    *,
    scale: tuple[float, float] = (1, 10),
) -> Explanation:
    """Return the working of the index.

    Examples
    --------
    >>> explain_acsi_score([8, 7, 9], [0.4, 0.3, 0.3]).number
    '77.8'
    """
    x, w, names = _checked(means, weights, scale)
    low, high = scale
    value = acsi_score(means, weights, scale=scale)
    terms = " + ".join(rf"{wi:.3g}({xi:.4g} - {low:g})" for wi, xi in zip(w, x, strict=True))
    return Explanation(
        name=Text("满意度指数", "satisfaction index"),
        formula=r"100\,\frac{\sum_i w_i(\bar x_i - \min)}{\max - \min}",
        substitution=rf"100\,\frac{{{terms}}}{{{high:g} - {low:g}}}",
        value=value,
        interpretation=Text(
            f"在 0 到 100 的刻度上，{len(names)} 个题项合起来得 {value:.1f} 分。",
            f"Together the {len(names)} items reach {value:.1f} on a scale of 0 to 100.",
        ),
        symbols=(
            (r"w_i", Text("题项 i 的权重，合计为 1", "weight of item i; they sum to 1")),
            (r"\bar x_i", Text("题项 i 的平均分", "mean answer to item i")),
        ),
        shown=f"{value:.1f}",
    )


def _checked(
    means: Sequence[float] | pd.Series | pd.DataFrame,
    weights: Sequence[float] | None,
    scale: tuple[float, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
    if isinstance(means, pd.DataFrame):
        gaps = means.isna().any(axis=1)
        if gaps.any():
            raise DataError(
                "有缺失的回答", "answers are missing", rows=means.index[gaps.to_numpy()]
            )
        means = means.mean()
    series = pd.Series(means, dtype=np.float64)
    x = series.to_numpy()
    if not scale[0] < scale[1]:
        raise ModelError("量表的上限要大于下限", "a scale must end above its start")
    if not (x.size and np.isfinite(x).all() and (x >= scale[0]).all() and (x <= scale[1]).all()):
        raise ModelError(
            f"题项均值要在量表 {scale[0]:g}–{scale[1]:g} 内：{x.tolist()}",
            f"item means must lie on the scale {scale[0]:g} to {scale[1]:g}: {x.tolist()}",
        )
    w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=np.float64)
    if w.shape != x.shape or not np.isfinite(w).all() or (w < 0).any() or w.sum() == 0:
        raise ModelError(
            f"每个题项要有一个不小于 0 的权重，且不能全为 0：{w.tolist()}",
            f"each item needs a weight of at least 0, and not all may be 0: {w.tolist()}",
        )
    return x, w / w.sum(), [str(name) for name in series.index]
