"""The plots of concentration: Lorenz curve, ABC (Pareto) chart, customer pyramid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.patches import Polygon

from crm_models import pareto
from crm_models.plots.style import BLUE, GREY, SKY, VERMILION, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LORENZ = {
    "title": Text("洛伦兹曲线", "Lorenz curve"),
    "x": Text("客户累计占比（价值从低到高）", "cumulative share of customers (lowest value first)"),
    "y": Text("价值累计占比", "cumulative share of value"),
    "equal": Text("人人相同", "all equal"),
    "gini": Text("基尼系数 {g:.3f}", "Gini {g:.3f}"),
    "top": Text("前 {p:.0%} 的客户带来 {s:.1%}", "the best {p:.0%} bring {s:.1%}"),
}
_ABC = {
    "title": Text("ABC 分析", "ABC analysis"),
    "x": Text("客户（价值从高到低）", "customers (highest value first)"),
    "y": Text("价值", "value"),
    "share": Text("累计占比", "cumulative share"),
    "class": Text("{c} 类：{n} 人", "class {c}: {n}"),
}
_PYRAMID = {
    "title": Text("客户金字塔", "Customer pyramid"),
    "layer": Text("{name}\n{n} 人，占价值 {s:.0%}", "{name}\n{n} customers, {s:.0%} of value"),
}


def lorenz(
    value: pd.Series, share: float = 0.20, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw the Lorenz curve, and the share of the best customers.

    Parameters
    ----------
    value
        Value of each customer, at least 0.
    share
        Share of the best customers to point out.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and the curve as `crm_models.pareto.lorenz` returns it.
    """
    data = pareto.lorenz(value)
    top = pareto.top_share(value, share)
    ax = axes_or_new(ax, width=5.6, height=5.2)
    ax.plot([0, 1], [0, 1], color=GREY, linestyle="--", label=_LORENZ["equal"].of(lang))
    label = _LORENZ["gini"].of(lang).format(g=pareto.gini(value))
    ax.plot(data["customers"], data["value"], color=BLUE, label=label)
    ax.fill_between(data["customers"], data["value"], data["customers"], color=SKY, alpha=0.25)
    ax.plot([1 - share] * 2, [0, 1 - top], color=VERMILION, linestyle=":")
    ax.plot(
        [1 - share],
        [1 - top],
        "o",
        color=VERMILION,
        label=_LORENZ["top"].of(lang).format(p=share, s=top),
    )
    ax.set(
        title=_LORENZ["title"].of(lang),
        xlabel=_LORENZ["x"].of(lang),
        ylabel=_LORENZ["y"].of(lang),
        xlim=(0, 1),
        ylim=(0, 1),
    )
    ax.set_aspect("equal")
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.legend(frameon=False, loc="upper left")
    plain_frame(ax)
    return ax, data


def abc(
    value: pd.Series, classes: pd.Series, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw the Pareto chart: values from the highest down, cumulative share, classes by colour.

    Parameters
    ----------
    value
        Value of each customer, at least 0.
    classes
        What `crm_models.pareto.by_rank_share` or `by_cumulative_contribution` returns.
    ax, lang
        As in `lorenz`. The cumulative share has an axis of its own on the right.

    Returns
    -------
    Axes, DataFrame
        The axes, and one row per customer, highest value first: ``value``, ``class``,
        ``cumulative_share``.
    """
    order = value.sort_index().sort_values(ascending=False, kind="stable").index
    data = pd.DataFrame({"value": value.loc[order], "class": classes.loc[order]})
    data["cumulative_share"] = data["value"].cumsum() / data["value"].sum()
    ax = axes_or_new(ax, width=7.2, height=4.6)
    places = np.arange(len(data))
    names = list(data["class"].cat.categories)
    # Dark to light: the order can be read without colours.
    for name, colour in zip(names, (BLUE, SKY, "#D9D9D9"), strict=False):
        members = (data["class"] == name).to_numpy()
        ax.bar(
            places[members],
            data["value"][members],
            width=1.0,
            color=colour,
            edgecolor="white",
            linewidth=0.3,
            label=_ABC["class"].of(lang).format(c=name, n=int(members.sum())),
        )
    right = ax.twinx()
    right.plot(places, data["cumulative_share"], color=VERMILION, linewidth=1.5)
    right.set_ylim(0, 1.02)
    right.yaxis.set_major_formatter("{x:.0%}")
    right.set_ylabel(_ABC["share"].of(lang), color=VERMILION)
    right.spines["top"].set_visible(False)
    ax.set(title=_ABC["title"].of(lang), xlabel=_ABC["x"].of(lang), ylabel=_ABC["y"].of(lang))
    ax.set_xlim(-0.5, len(data) - 0.5)
    ax.legend(frameon=False, loc="center right")
    ax.spines["top"].set_visible(False)
    return ax, data


def pyramid(
    value: pd.Series, layers: pd.Series, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw the customer pyramid: its layers, how many customers each has, and what they bring.

    Parameters
    ----------
    value
        Value of each customer.
    layers
        What `crm_models.pareto.three_layers` or `metal_tiers` returns (keys, not names).
    ax, lang
        As in `lorenz`.

    Returns
    -------
    Axes, DataFrame
        The axes, and one row per layer, top first: ``name``, ``customers``, ``value``,
        ``share_of_value``.
    """
    names = {**pareto.LAYERS, **pareto.METALS}
    keys = list(layers.cat.categories)
    brought = value.groupby(layers.astype(object))
    data = pd.DataFrame(
        {
            "name": [names[key].of(lang) if key in names else str(key) for key in keys],
            "customers": brought.size().reindex(keys, fill_value=0),
            "value": brought.sum().reindex(keys, fill_value=0.0),
        },
        index=pd.Index(keys, name="layer"),
    )
    data["share_of_value"] = data["value"] / data["value"].sum()
    ax = axes_or_new(ax, width=7.0, height=4.8)
    n = len(data)
    colours = (BLUE, SKY, "#BFDFF2", "#D9D9D9")  # dark to light: readable without colours
    for step, (key, row) in enumerate(data.iterrows()):
        top, bottom = step / n, (step + 1) / n
        corners = [(-top, -step), (top, -step), (bottom, -step - 0.95), (-bottom, -step - 0.95)]
        ax.add_patch(Polygon(corners, closed=True, color=colours[step % len(colours)]))
        ax.annotate(
            _PYRAMID["layer"]
            .of(lang)
            .format(name=row["name"], n=row["customers"], s=row["share_of_value"]),
            xy=((top + bottom) / 2, -step - 0.475),
            xytext=(1.08, -step - 0.475),
            va="center",
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.8},
            gid=str(key),
        )
    ax.set(title=_PYRAMID["title"].of(lang), xlim=(-1.02, 2.1), ylim=(-n, 0.05))
    ax.axis("off")
    return ax, data
