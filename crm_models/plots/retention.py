"""The plot of a retention chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models import retention
from crm_models.plots.style import GREY, PALETTE, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

_MARKERS = "osD^vPX*"
_CHAIN = {
    "title": Text("单位时间消费与前一期之比", "Spending per unit of time, relative to before"),
    "y": Text("比率（1 = 不变）", "ratio (1 = unchanged)"),
}


def chain(
    spend: pd.DataFrame,
    exposure: Sequence[float],
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw the retention ratios of each group, one line per group.

    Parameters
    ----------
    spend, exposure
        As in `crm_models.retention.ratio_chain`; one row per group.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and the ratios.
    """
    data = retention.ratio_chain(spend, exposure)
    ax = axes_or_new(ax, width=7.0, height=4.6)
    places = np.arange(data.shape[1])
    for number, (group, ratios) in enumerate(data.iterrows()):
        # Markers tell the lines apart where colours do not.
        ax.plot(
            places,
            ratios,
            color=PALETTE[number % len(PALETTE)],
            marker=_MARKERS[number % len(_MARKERS)],
            label=str(group),
        )
    ax.axhline(1.0, color=GREY, linewidth=1, linestyle="--")
    before = [
        f"{later} / {earlier}" for earlier, later in zip(spend, spend.columns[1:], strict=False)
    ]
    ax.set_xticks(places, before)
    ax.set_ylim(bottom=0)
    ax.margins(x=0.1)
    ax.set(title=_CHAIN["title"].of(lang), ylabel=_CHAIN["y"].of(lang))
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    plain_frame(ax)
    return ax, data
