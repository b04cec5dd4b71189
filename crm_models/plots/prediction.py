"""The plot that judges a ranking: what one captures by approaching the best scores first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import prediction
from crm_models.plots.style import BLUE, GREY, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike

_GAINS = {
    "title": Text("增益曲线（AUC {auc:.3f}）", "Gains curve (AUC {auc:.3f})"),
    "x": Text("联系的客户占比", "share of the customers approached"),
    "y": Text("抓住的目标客户占比", "share of those concerned that is captured"),
    "model": Text("按得分", "by score"),
    "chance": Text("随机", "at random"),
}


def gains(
    actual: ArrayLike,
    score: ArrayLike,
    n: int = 10,
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw the share captured against the share approached, beside what chance captures.

    Parameters
    ----------
    actual, score, n
        As in `crm_models.prediction.gains`.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and the table of `crm_models.prediction.gains`.
    """
    table = prediction.gains(actual, score, n)
    ax = axes_or_new(ax)
    ax.plot(
        [0, *table["approached"]],
        [0, *table["captured"]],
        marker="o",
        color=BLUE,
        label=_GAINS["model"].of(lang),
    )
    ax.plot([0, 1], [0, 1], color=GREY, linestyle="--", label=_GAINS["chance"].of(lang))
    title = _GAINS["title"].of(lang).format(auc=prediction.auc(actual, score))
    ax.set(title=title, xlabel=_GAINS["x"].of(lang), ylabel=_GAINS["y"].of(lang))
    ax.legend(frameon=False, loc="lower right")
    plain_frame(ax)
    return ax, table
