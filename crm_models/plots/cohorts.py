"""The plots of time: cohort triangle, survival curve, migration between tiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models import retention
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
    from matplotlib.cm import ScalarMappable

_TRIANGLE = {
    "title": Text("各同期群的留存率", "Retention of each cohort"),
    "x": Text("首次购买后的期数", "periods since the first purchase"),
    "y": Text("首次购买的时期（人数）", "period of the first purchase (customers)"),
    "bar": Text("留存率", "retention"),
}
_SURVIVAL = {
    "title": Text("生存曲线", "Survival curve"),
    "x": Text("停留时间", "time stayed"),
    "y": Text("仍是客户的比例", "share still customers"),
    "limits": Text("置信区间", "confidence limits"),
    "censored": Text("删失（观察结束时还在）", "censored (still there at the end)"),
}
_MIGRATION = {
    "title": Text("等级迁移", "Migration between tiers"),
    "x": Text("之后", "after"),
    "y": Text("之前（人数）", "before (customers)"),
    "exit": Text("流失", "left"),
    "bar": Text("占原等级的比例", "share of the tier before"),
}


def triangle(
    counts: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw the retention of each cohort as a heat map; what is not observed stays white.

    Parameters
    ----------
    counts
        What `crm_models.retention.cohort_triangle` returns.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and the shares as `crm_models.retention.retention_triangle` returns them.
    """
    data = retention.retention_triangle(counts)
    rows, columns = data.shape
    ax = axes_or_new(ax, width=max(6.0, 1.6 + 0.72 * columns), height=max(3.4, 1.2 + 0.42 * rows))
    image = ax.imshow(data.to_numpy(), cmap=SEQUENTIAL, vmin=0, vmax=1, aspect="auto")
    _write_shares(ax, image, data)
    ax.set_xticks(range(columns), [str(age) for age in data.columns])
    starts = counts.iloc[:, 0]
    ax.set_yticks(range(rows), [f"{who} ({n:g})" for who, n in starts.items()])
    ax.set(
        title=_TRIANGLE["title"].of(lang),
        xlabel=_TRIANGLE["x"].of(lang),
        ylabel=_TRIANGLE["y"].of(lang),
    )
    colour_bar(ax, image, _TRIANGLE["bar"].of(lang))
    return ax, data


def survival(
    curve: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw a survival curve with its limits and the censored customers.

    Parameters
    ----------
    curve
        What `crm_models.retention.kaplan_meier` returns.
    ax, lang
        As in `triangle`.

    Returns
    -------
    Axes, DataFrame
        The axes, and the steps drawn: ``survival``, ``lower``, ``upper`` from time 0 on.
    """
    start = pd.DataFrame({"survival": 1.0, "lower": 1.0, "upper": 1.0}, index=[0.0])
    later = curve.loc[curve.index > 0, ["survival", "lower", "upper"]]
    at_once = curve.loc[curve.index == 0, ["survival", "lower", "upper"]]
    data = pd.concat([at_once if len(at_once) else start, later]).rename_axis("time")
    ax = axes_or_new(ax, width=6.6, height=4.4)
    ax.fill_between(
        data.index,
        data["lower"],
        data["upper"],
        step="post",
        color=SKY,
        alpha=0.3,
        label=_SURVIVAL["limits"].of(lang),
    )
    ax.step(data.index, data["survival"], where="post", color=BLUE)
    gone = curve[curve["censored"] > 0]
    ax.plot(gone.index, gone["survival"], "|", color=BLUE, label=_SURVIVAL["censored"].of(lang))
    ax.set(
        title=_SURVIVAL["title"].of(lang),
        xlabel=_SURVIVAL["x"].of(lang),
        ylabel=_SURVIVAL["y"].of(lang),
        ylim=(0, 1.02),
        xlim=(0, None),
    )
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.legend(frameon=False, loc="lower left")
    plain_frame(ax)
    return ax, data


def migration(
    before: pd.Series, after: pd.Series, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw the migration matrix as a heat map.

    Parameters
    ----------
    before, after
        As in `crm_models.retention.migration_matrix`.
    ax, lang
        As in `triangle`.

    Returns
    -------
    Axes, DataFrame
        The axes, and the matrix of shares.
    """
    data = retention.migration_matrix(before, after)
    counts = retention.migration_counts(before, after)
    ax = axes_or_new(ax, width=6.4, height=4.6)
    image = ax.imshow(data.to_numpy(), cmap=SEQUENTIAL, vmin=0, vmax=1, aspect="auto")
    _write_shares(ax, image, data)
    after_names = [
        _MIGRATION["exit"].of(lang) if name == retention.EXIT else str(name)
        for name in data.columns
    ]
    ax.set_xticks(range(len(after_names)), after_names)
    ax.set_yticks(range(len(data)), [f"{name} ({n})" for name, n in counts.sum(axis=1).items()])
    ax.set(
        title=_MIGRATION["title"].of(lang),
        xlabel=_MIGRATION["x"].of(lang),
        ylabel=_MIGRATION["y"].of(lang),
    )
    colour_bar(ax, image, _MIGRATION["bar"].of(lang))
    return ax, data


def _write_shares(ax: Axes, image: ScalarMappable, data: pd.DataFrame) -> None:
    cells = data.to_numpy(dtype="float64")
    for row, column in np.argwhere(~np.isnan(cells)).tolist():
        share = float(cells[row, column])
        ax.text(
            column,
            row,
            f"{share:.0%}",
            ha="center",
            va="center",
            fontsize=9,
            color=on_colour(image, share),
        )
