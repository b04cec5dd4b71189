"""The plots of satisfaction: net promoter bars, SERVQUAL gaps, the complaint funnel, loyalty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.plots.style import (
    BLACK,
    BLUE,
    GREY,
    PALETTE,
    SKY,
    VERMILION,
    axes_or_new,
    plain_frame,
)
from crm_models.satisfaction import complaints, servqual
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike

    from crm_models.satisfaction import NetPromoter
    from crm_models.satisfaction.loyalty import CompetitionCurve

_NPS = {
    "title": Text("净推荐值（NPS）", "Net promoter score"),
    "x": Text("占比（%），被动者居中", "share (%), passives in the middle"),
    "detractors": Text("贬损者 0–6", "detractors 0–6"),
    "passives": Text("被动者 7–8", "passives 7–8"),
    "promoters": Text("推荐者 9–10", "promoters 9–10"),
}
_GAPS = {
    "title": Text("SERVQUAL：期望与感知", "SERVQUAL: expected and perceived"),
    "x": Text("平均分", "mean answer"),
    "expectation": Text("期望 E", "expectation E"),
    "perception": Text("感知 P", "perception P"),
    "gap": Text("差距 {gap:+.2f}", "gap {gap:+.2f}"),
}
_FUNNEL = {
    "title": Text("从抱怨到投诉", "From grievance to formal complaint"),
    "x": Text("到达该阶段的案件", "cases that reached the stage"),
}
_LOYALTY = {
    "title": Text("满意度与忠诚度：竞争的作用", "Satisfaction and loyalty under competition"),
    "x": Text("满意度", "satisfaction"),
    "y": Text("忠诚度", "loyalty"),
    "line": Text("成比例", "in proportion"),
}


def nps_bars(
    groups: Mapping[str, NetPromoter],
    *,
    level: float = 0.95,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw detractors, passives and promoters of each group as bars around the middle.

    Parameters
    ----------
    groups
        Name of each group and its counts, from `crm_models.satisfaction.nps_groups`.
    level
        Level of the interval printed beside the score (the score interval, which stays within
        -100 and 100).
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and per group the shares in percent, ``nps``, ``lower``, ``upper``, ``n``.
    """
    rows = {}
    for name, group in groups.items():
        lower, upper = group.interval(level, method="score")
        shares = 100 * np.array([group.detractors, group.passives, group.promoters]) / group.n
        rows[name] = [*shares, group.score, lower, upper, group.n]
    columns = ["detractors", "passives", "promoters", "nps", "lower", "upper", "n"]
    data = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    ax = axes_or_new(ax, width=7.6, height=1.6 + 0.55 * len(data))
    left = -data["detractors"] - data["passives"] / 2
    colours = {"detractors": VERMILION, "passives": "#D9D9D9", "promoters": BLUE}
    places = np.arange(len(data))
    for part, colour in colours.items():
        ax.barh(places, data[part], left=left, color=colour, label=_NPS[part].of(lang))
        for place, (share, start) in enumerate(zip(data[part], left, strict=True)):
            if share >= 6:
                dark = part != "passives"
                ax.text(
                    start + share / 2,
                    place,
                    f"{share:.0f}",
                    ha="center",
                    va="center",
                    color="white" if dark else "black",
                )
        left = left + data[part]
    edge = float(left.max()) + 3
    for place, (score, low, high) in enumerate(data[["nps", "lower", "upper"]].to_numpy()):
        ax.text(edge, place, f"{score:+.0f}  [{low:+.0f}, {high:+.0f}]", va="center")
    ax.axvline(0, color=BLACK, linewidth=0.8)
    ax.set_yticks(places, [str(name) for name in data.index])
    ax.invert_yaxis()
    ax.set_xlim(float((-data["detractors"] - data["passives"] / 2).min()) - 3, edge + 34)
    ticks = [tick for tick in ax.get_xticks() if tick <= edge]
    ax.set_xticks(ticks, [f"{abs(tick):.0f}" for tick in ticks])
    ax.set(title=_NPS["title"].of(lang), xlabel=_NPS["x"].of(lang))
    ax.legend(frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.32))
    plain_frame(ax)
    return ax, data


def servqual_gaps(
    expectations: pd.DataFrame,
    perceptions: pd.DataFrame,
    *,
    weights: ArrayLike | None = None,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw mean expectation and perception of each dimension, joined by the gap.

    Parameters
    ----------
    expectations, perceptions, weights
        As in `crm_models.satisfaction.servqual.dimension_gaps`.
    ax, lang
        As in `nps_bars`.

    Returns
    -------
    Axes, DataFrame
        The axes, and the means and gaps.
    """
    data = servqual.dimension_gaps(expectations, perceptions, weights=weights)
    ax = axes_or_new(ax, width=6.8, height=3.8)
    places = np.arange(len(data))
    short = data["gap"] < 0
    colours = np.where(short, VERMILION, BLUE)
    ax.hlines(places, data["expectation"], data["perception"], color=colours, linewidth=3)
    for column, marker, colour in (("expectation", "o", GREY), ("perception", "D", BLACK)):
        ax.scatter(
            data[column],
            places,
            marker=marker,
            s=60,
            color=colour,
            zorder=3,
            label=_GAPS[column].of(lang),
        )
    for place, gap in enumerate(data["gap"]):
        middle = float(data[["expectation", "perception"]].iloc[place].mean())
        ax.annotate(
            _GAPS["gap"].of(lang).format(gap=gap),
            (middle, place),
            (0, 8),
            textcoords="offset points",
            ha="center",
        )
    ax.set_yticks(places, [servqual.DIMENSIONS[name].of(lang) for name in data.index])
    ax.set_ylim(len(data) - 0.5, -0.7)
    ax.margins(x=0.12)
    ax.set(title=_GAPS["title"].of(lang), xlabel=_GAPS["x"].of(lang))
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    plain_frame(ax)
    return ax, data


def complaint_funnel(
    log: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw how many cases come to each stage, with the conversion from the one before.

    Parameters
    ----------
    log
        As in `crm_models.satisfaction.complaints.funnel`.
    ax, lang
        As in `nps_bars`.

    Returns
    -------
    Axes, DataFrame
        The axes, and the funnel.
    """
    data = complaints.funnel(log)
    ax = axes_or_new(ax, width=6.6, height=3.2)
    ax.barh(range(len(data)), data["reached"], color=SKY)
    for place, (reached, conversion) in enumerate(
        zip(data["reached"], data["conversion"], strict=True)
    ):
        rate = "" if np.isnan(conversion) else f"  ({100 * conversion:.0f} %)"
        ax.annotate(
            f"{reached:g}{rate}", (reached, place), (5, 0), textcoords="offset points", va="center"
        )
    ax.set_yticks(range(len(data)), [complaints.STAGES[stage].of(lang) for stage in data.index])
    ax.invert_yaxis()
    ax.margins(x=0.18)
    ax.set(title=_FUNNEL["title"].of(lang), xlabel=_FUNNEL["x"].of(lang))
    plain_frame(ax)
    return ax, data


def competition_curves(
    curves: Mapping[str, CompetitionCurve], *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw loyalty against satisfaction for markets with more and with less competition.

    Parameters
    ----------
    curves
        Name and curve of each market, from `crm_models.satisfaction.loyalty`.
    ax, lang
        As in `nps_bars`.

    Returns
    -------
    Axes, DataFrame
        The axes, and loyalty by satisfaction (rows) and market (columns).
    """
    s = np.linspace(0, 1, 101)
    data = pd.DataFrame(
        {name: curve.loyalty(s).to_numpy() for name, curve in curves.items()},
        index=pd.Index(s, name="satisfaction"),
    )
    ax = axes_or_new(ax, width=6.2, height=4.6)
    ax.plot([0, 1], [0, 1], color=GREY, linestyle=":", label=_LOYALTY["line"].of(lang))
    styles = ("-", "--", "-.")
    for number, name in enumerate(data):
        ax.plot(
            s,
            data[name],
            color=PALETTE[number % len(PALETTE)],
            linewidth=2,
            linestyle=styles[number % len(styles)],
            label=str(name),
        )
    ax.set(xlim=(0, 1), ylim=(0, 1), title=_LOYALTY["title"].of(lang))
    ax.set(xlabel=_LOYALTY["x"].of(lang), ylabel=_LOYALTY["y"].of(lang))
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    plain_frame(ax)
    return ax, data
