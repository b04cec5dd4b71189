"""The plots of RFM: mean M by R and F, and how many customers each segment has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models import rfm
from crm_models.plots.style import (
    BLUE,
    SEQUENTIAL,
    SKY,
    axes_or_new,
    colour_bar,
    on_colour,
    plain_frame,
)
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEAT = {
    "title": Text("各 R × F 等级的平均 M", "Mean M by R and F scores"),
    "x": Text("F 等级（越高越常来）", "F score (higher: more often)"),
    "y": Text("R 等级（越高越近）", "R score (higher: more recent)"),
    "bar": Text("平均 M", "mean M"),
    "count": Text("{n} 人", "n = {n}"),
}
_SIZES = {
    "title": Text("各客户群的人数与消费占比", "Segments: customers and spending"),
    "x": Text("占比（%）", "share (%)"),
    "customers": Text("人数", "customers"),
    "money": Text("消费额", "spending"),
}


def heat_map(
    table: pd.DataFrame,
    n: int = 5,
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw the mean M of each combination of R score and F score.

    Parameters
    ----------
    table
        What `crm_models.rfm.compute` returns.
    n
        Number of classes, cut at quantiles.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and one row per combination that occurs: ``R``, ``F``, ``mean_m``,
        ``customers``.
    """
    scored = rfm.scores(table, n)[["R", "F"]].assign(M=table["monetary_value"])
    data = (
        scored.groupby(["R", "F"])["M"]
        .agg(mean_m="mean", customers="size")
        .reset_index()
        .astype({"R": int, "F": int})
    )
    ax = axes_or_new(ax, width=6.4, height=5.0)
    grid = np.full((n, n), np.nan)
    grid[data["R"] - 1, data["F"] - 1] = data["mean_m"]
    image = ax.imshow(grid, cmap=SEQUENTIAL, origin="lower", aspect="auto")
    for r, f, mean, count in data.to_numpy().tolist():
        ax.text(
            f - 1,
            r - 1,
            f"{mean:.0f}\n{_HEAT['count'].of(lang).format(n=int(count))}",
            ha="center",
            va="center",
            fontsize=9,
            color=on_colour(image, mean),
        )
    ax.set_xticks(range(n), [str(k) for k in range(1, n + 1)])
    ax.set_yticks(range(n), [str(k) for k in range(1, n + 1)])
    ax.set(title=_HEAT["title"].of(lang), xlabel=_HEAT["x"].of(lang), ylabel=_HEAT["y"].of(lang))
    colour_bar(ax, image, _HEAT["bar"].of(lang))
    return ax, data


def segment_sizes(
    table: pd.DataFrame,
    codes: pd.Series,
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw each segment's share of the customers beside its share of the spending.

    Parameters
    ----------
    table
        What `crm_models.rfm.compute` returns, M as a sum.
    codes
        What `crm_models.rfm.binary_codes` returns.
    ax, lang
        As in `heat_map`.

    Returns
    -------
    Axes, DataFrame
        The axes, and one row per code (all eight): ``segment``, ``customers``, ``spending``,
        ``share_of_customers``, ``share_of_spending``.
    """
    money = table["monetary_value"].groupby(codes)
    every = pd.Index(list(rfm.SEGMENTS), name="code")
    data = pd.DataFrame(
        {
            "segment": [segment.name.of(lang) for segment in rfm.SEGMENTS.values()],
            "customers": money.size().reindex(every, fill_value=0).astype(int),
            "spending": money.sum().reindex(every, fill_value=0.0),
        },
        index=every,
    )
    data["share_of_customers"] = data["customers"] / data["customers"].sum()
    data["share_of_spending"] = data["spending"] / data["spending"].sum()
    ax = axes_or_new(ax, width=7.2, height=4.8)
    places = np.arange(len(data))
    series = (("customers", SKY, -0.2), ("money", BLUE, 0.2))
    columns = {"customers": "share_of_customers", "money": "share_of_spending"}
    for name, colour, shift in series:
        shares = 100 * data[columns[name]]
        bars = ax.barh(places + shift, shares, 0.38, color=colour, label=_SIZES[name].of(lang))
        ax.bar_label(bars, fmt="%.0f", padding=3, fontsize=9)
    ax.set_yticks(
        places, [f"{name} {code}" for code, name in zip(data.index, data["segment"], strict=True)]
    )
    ax.invert_yaxis()
    ax.margins(x=0.1)
    ax.set(title=_SIZES["title"].of(lang), xlabel=_SIZES["x"].of(lang))
    ax.legend(frameon=False, loc="lower right")
    plain_frame(ax)
    return ax, data
