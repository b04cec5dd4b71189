"""The plots of path models: the path diagram and the importance-performance map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.patches import Ellipse, FancyArrowPatch

from crm_models.plots.style import BLACK, BLUE, GREY, ORANGE, VERMILION, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike

    from crm_models.sem import Bootstrap, PLSPathModel, Specification

_DIAGRAM = {
    "title": Text("路径图", "Path diagram"),
    "solid": Text("虚线：区间包含 0", "dashed: the interval holds 0"),
}
_MAP = {
    "title": Text("重要性–绩效图：{target}", "Importance and performance: {target}"),
    "x": Text("重要性（对目标指数的总效应）", "importance (total effect on the target's index)"),
    "y": Text("绩效（指数 0–100）", "performance (index 0 to 100)"),
}
# The usual figure of the national indices.
_USUAL = {
    "Image": (0.0, 2.0),
    "Expectation": (0.0, 1.0),
    "Quality": (0.0, 0.0),
    "Value": (1.45, -0.15),
    "Satisfaction": (2.5, 1.0),
    "Complaints": (4.0, 0.1),
    "Loyalty": (4.0, 2.0),
}
_WIDTH, _HEIGHT = 0.98, 0.46


def path_diagram(
    model: PLSPathModel,
    *,
    bootstrap: Bootstrap | None = None,
    positions: Mapping[str, tuple[float, float]] | None = None,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw the constructs with their R², and the arrows with their coefficients.

    Parameters
    ----------
    model
        A fitted model.
    bootstrap
        Its bootstrap: arrows whose 95 % interval holds 0 are then dashed.
    positions
        Where each construct stands, in units of about one ellipse; causes left of effects if None.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and per arrow ``source``, ``target``, ``estimate`` (and ``lower``, ``upper``).
    """
    spec = model.specification
    data = pd.DataFrame(
        [[p.source, p.target, value] for p, value in zip(spec.paths, _values(model), strict=True)],
        index=[str(p) for p in spec.paths],
        columns=["source", "target", "estimate"],
    )
    if bootstrap is not None:
        data = data.join(bootstrap.table("paths")[["lower", "upper"]])
    places = dict(positions) if positions is not None else _places(spec)
    xs, ys = (np.array([places[name][axis] for name in spec.names]) for axis in (0, 1))
    width, height = 2.2 + 1.75 * float(np.ptp(xs)), 1.6 + 1.7 * float(np.ptp(ys))
    ax = axes_or_new(ax, width=width, height=height)
    for source, target, estimate, *bounds in data.itertuples(index=False):
        weak = bool(bounds) and bounds[0] <= 0 <= bounds[1]
        _arrow(ax, places[source], places[target], estimate, weak=weak)
    explained = model.r_squared_
    for each in spec.constructs:
        x, y = places[each.name]
        ax.add_patch(Ellipse((x, y), _WIDTH, _HEIGHT, facecolor="white", edgecolor=BLACK, zorder=3))
        label = each.label.of(lang) if each.label else each.name
        if lang == "en":
            label = label.replace(" ", "\n", 1)
        if each.name in explained.index:
            label += f"\n$R^2$ = {explained[each.name]:.3f}"
        ax.text(
            x,
            y,
            label,
            ha="center",
            va="center",
            zorder=4,
            fontsize=9,
            linespacing=1.1,
        )
    ax.set(xlim=(xs.min() - 0.6, xs.max() + 0.6), ylim=(ys.min() - 0.4, ys.max() + 0.4))
    ax.set_title(_DIAGRAM["title"].of(lang))
    if bootstrap is not None:
        ax.text(
            1,
            0,
            _DIAGRAM["solid"].of(lang),
            ha="right",
            va="bottom",
            color=GREY,
            transform=ax.transAxes,
            fontsize=9,
        )
    ax.set_axis_off()
    return ax, data


def importance_performance(
    model: PLSPathModel,
    target: str,
    survey: pd.DataFrame,
    *,
    scale: tuple[float, float] = (1, 10),
    weights: ArrayLike | None = None,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw how much each construct matters for a target against how well it is doing.

    What is lower right of both means is important and weak: improve it first.

    Parameters
    ----------
    model, target, survey, scale, weights
        As in `crm_models.sem.PLSPathModel.importance_performance`.
    ax, lang
        As in `path_diagram`.

    Returns
    -------
    Axes, DataFrame
        The axes, and importance and performance of each construct.
    """
    data = model.importance_performance(target, survey, scale=scale, weights=weights)
    ax = axes_or_new(ax, width=6.6, height=4.8)
    middle = data.mean()
    ax.axvline(middle["importance"], color=GREY, linewidth=1, linestyle="--")
    ax.axhline(middle["performance"], color=GREY, linewidth=1, linestyle="--")
    urgent = (data["importance"] > middle["importance"]) & (
        data["performance"] < middle["performance"]
    )
    for name, row in data.iterrows():
        hot = bool(urgent[name])
        ax.scatter(
            row["importance"],
            row["performance"],
            s=70,
            zorder=3,
            color=VERMILION if hot else BLUE,
            marker="D" if hot else "o",
        )
        label = model.specification[str(name)].label
        ax.annotate(
            label.of(lang) if label else str(name),
            (row["importance"], row["performance"]),
            (0, 8),
            textcoords="offset points",
            ha="center",
        )
    ax.margins(0.2)
    goal = model.specification[target].label
    title = _MAP["title"].of(lang).format(target=goal.of(lang) if goal else target)
    ax.set(title=title, xlabel=_MAP["x"].of(lang), ylabel=_MAP["y"].of(lang))
    plain_frame(ax)
    return ax, data


def _values(model: PLSPathModel) -> list[float]:
    return list(model.params_.values())


def _places(spec: Specification) -> dict[str, tuple[float, float]]:
    if set(spec.names) <= set(_USUAL):
        return {name: _USUAL[name] for name in spec.names}
    depth: dict[str, int] = {}
    for name in spec.causal_order:
        depth[name] = 1 + max((depth[cause] for cause in spec.predecessors(name)), default=-1)
    places = {}
    for level in range(max(depth.values()) + 1):
        here = [name for name in spec.names if depth[name] == level]
        # Every other column stands higher, so that an arrow past it does not run through it.
        lift = 0.45 * (level % 2)
        for row, name in enumerate(here):
            places[name] = (1.7 * level, lift + (len(here) - 1) / 2 - row)
    return places


def _arrow(
    ax: Axes, start: tuple[float, float], end: tuple[float, float], estimate: float, *, weak: bool
) -> None:
    begin, finish = np.array(start), np.array(end)
    half = np.array([_WIDTH, _HEIGHT]) / 2
    step = finish - begin
    # Where the line leaves the one ellipse and meets the other.
    reach = 1 / np.sqrt(((step / half) ** 2).sum())
    tail, head = begin + reach * step, finish - 1.08 * reach * step
    colour = BLACK if estimate >= 0 else ORANGE
    ax.add_patch(
        FancyArrowPatch(
            (float(tail[0]), float(tail[1])),
            (float(head[0]), float(head[1])),
            arrowstyle="-|>",
            mutation_scale=13,
            shrinkA=0,
            shrinkB=0,
            linewidth=0.8 + 3 * min(abs(estimate), 1),
            linestyle="--" if weak else "-",
            color=colour,
            zorder=1,
        )
    )
    spot = tail + 0.42 * (head - tail)
    ax.text(
        float(spot[0]),
        float(spot[1]),
        f"{estimate:.2f}",
        ha="center",
        va="center",
        fontsize=9,
        color=colour,
        zorder=2,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )
