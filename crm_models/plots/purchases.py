"""The plots of purchase models: who is still a customer, what is to come, how well it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from crm_models.plots.style import (
    BLUE,
    GREY,
    ORANGE,
    SEQUENTIAL,
    VERMILION,
    axes_or_new,
    colour_bar,
    plain_frame,
)
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from crm_models.clv.purchase_model import PurchaseModel

Shown = Literal["p_alive", "expected_purchases"]

_MATRIX = {
    "p_alive": Text("仍是客户的概率", "Probability of still being a customer"),
    "expected_purchases": Text(
        "未来 {t:g} 期的预期购买次数", "Purchases expected in the next {t:g}"
    ),
    "x": Text("重复购买次数 frequency", "repeat purchases (frequency)"),
    "y": Text("首购到末购的时间 recency", "time from first to last purchase (recency)"),
}
_HISTORY = {
    "title": Text("一位客户的存续概率", "One customer's probability of being alive"),
    "x": Text("首购以来的时间", "time since the first purchase"),
    "y": Text("仍是客户的概率", "probability of still being a customer"),
    "bought": Text("购买", "purchase"),
}
_FIT = {
    "title": Text("重复购买次数：实际与模型", "Repeat purchases: actual and model"),
    "x": Text("重复购买次数", "repeat purchases"),
    "y": Text("客户数", "customers"),
    "actual": Text("实际", "actual"),
    "model": Text("模型", "model"),
}
_LINES = {
    "title": Text("客户的购买历史", "Histories of customers"),
    "x": Text("时间（观察期末 = 0）", "time (end of observation = 0)"),
    "y": Text("客户", "customers"),
    "recency": Text("首购到末购（recency）", "first to last purchase (recency)"),
    "silence": Text("末购以来的沉默", "silence since the last purchase"),
}


def matrix(
    model: PurchaseModel,
    T: float,
    *,
    frequency: int = 20,
    show: Shown = "p_alive",
    t: float = 1.0,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw what a model says at each frequency and recency, for customers observed for ``T``.

    Parameters
    ----------
    model
        A purchase model with parameters.
    T
        Length of observation, in the model's unit.
    frequency
        The highest frequency drawn.
    show
        ``"p_alive"`` or ``"expected_purchases"`` (in the next ``t``).
    t
        How far ahead, in the model's unit.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and the values: recency in rows, frequency in columns; missing where no
        customer can be (without repeat purchases recency is 0).
    """
    recency = np.linspace(0, T, 41)
    x, t_x = np.meshgrid(np.arange(frequency + 1), recency)
    possible = (x == 0) == (t_x == 0)
    grid = pd.DataFrame({"frequency": x[possible], "recency": t_x[possible], "T": float(T)})
    said = model.p_alive(grid) if show == "p_alive" else model.expected_purchases(t, grid)
    values = np.full(x.shape, np.nan)
    values[possible] = said.to_numpy().ravel()
    data = pd.DataFrame(values, index=recency, columns=np.arange(frequency + 1))
    data = data.rename_axis(index="recency", columns="frequency")
    ax = axes_or_new(ax)
    limit = 1.0 if show == "p_alive" else None
    image = ax.pcolormesh(data.columns, recency, values, cmap=SEQUENTIAL, vmin=0, vmax=limit)
    ax.set_xticks(np.arange(0, frequency + 1, max(1, frequency // 10)))
    title = _MATRIX[show].of(lang).format(t=t)
    colour_bar(ax, image, title)
    ax.set(title=title, xlabel=_MATRIX["x"].of(lang), ylabel=_MATRIX["y"].of(lang))
    return ax, data


def alive_history(
    model: PurchaseModel,
    purchases: list[float],
    T: float,
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw how one customer's probability of being alive falls in silence and jumps at purchases.

    Parameters
    ----------
    model
        A purchase model with parameters.
    purchases
        Times of the repeat purchases since the first purchase, in the model's unit.
    T
        Until when to draw.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and the history behind the curve: t, frequency, recency, T, p_alive.
    """
    times = np.sort(np.asarray(purchases, dtype=float))
    # Each purchase twice: just before it, and at it.
    t = np.sort(np.concatenate([np.linspace(0, T, 301), times, times]))
    done = np.searchsorted(times, t, side="right")
    first = np.flatnonzero(np.isin(t, times) & (np.diff(t, append=np.inf) == 0))
    done[first] = np.searchsorted(times, t[first], side="left")
    last = np.where(done > 0, np.append(times, 0.0)[done - 1], 0.0)
    data = pd.DataFrame({"frequency": done, "recency": last, "T": t})
    data["p_alive"] = model.p_alive(data)
    ax = axes_or_new(ax, width=7.0)
    ax.plot(data["T"], data["p_alive"], color=BLUE)
    for place, when in enumerate(times):
        label = _HISTORY["bought"].of(lang) if place == 0 else None
        ax.axvline(when, color=VERMILION, linestyle="--", linewidth=1, label=label)
    ax.set_ylim(0, 1.05)
    ax.set(
        title=_HISTORY["title"].of(lang),
        xlabel=_HISTORY["x"].of(lang),
        ylabel=_HISTORY["y"].of(lang),
    )
    if times.size:
        ax.legend(frameon=False, loc="lower left")
    plain_frame(ax)
    return ax, data


def frequency_fit(
    model: PurchaseModel,
    data: pd.DataFrame,
    *,
    most: int = 7,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw how many customers bought 0, 1, 2, ... times again, and how many the model expects.

    The expected counts are sums of exact probabilities over the customers, each with the own
    length of observation; nothing is simulated.

    Parameters
    ----------
    model
        A purchase model with parameters.
    data
        Customers with frequency and T.
    most
        From here on counts are put together.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and the counts: columns actual and model, one row per number of purchases.
    """
    lengths, customers = np.unique(data["T"].to_numpy(dtype=float), return_counts=True)
    counts = np.arange(most)
    below = customers @ np.array([model.pmf(counts, T) for T in lengths])
    expected = np.append(below, len(data) - np.sum(below))
    actual = np.bincount(data["frequency"].clip(upper=most).astype(int), minlength=most + 1)
    labels = [*map(str, counts), f"{most}+"]
    table = pd.DataFrame({"actual": actual, "model": expected}, index=labels)
    ax = axes_or_new(ax)
    places = np.arange(most + 1)
    ax.bar(places - 0.2, actual, width=0.4, color=BLUE, label=_FIT["actual"].of(lang))
    ax.bar(
        places + 0.2,
        expected,
        width=0.4,
        color=ORANGE,
        hatch="//",
        edgecolor="white",
        label=_FIT["model"].of(lang),
    )
    ax.set_xticks(places, labels)
    ax.set(title=_FIT["title"].of(lang), xlabel=_FIT["x"].of(lang), ylabel=_FIT["y"].of(lang))
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, table.rename_axis("frequency")


def exposure(
    data: pd.DataFrame, *, most: int = 30, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw customers as lines from first to last purchase to the end: what recency and T mean.

    Parameters
    ----------
    data
        Customers with recency and T.
    most
        How many are drawn, evenly taken in the order of T.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and the lines: first and last (times before the end, 0 or less), in order.
    """
    ordered = data.sort_values(["T", "recency"], kind="stable")
    taken = ordered.iloc[np.unique(np.linspace(0, len(data) - 1, most).astype(int))]
    lines = pd.DataFrame({"first": -taken["T"], "last": taken["recency"] - taken["T"]})
    ax = axes_or_new(ax)
    rows = np.arange(len(lines))
    ax.hlines(rows, lines["first"], lines["last"], color=BLUE, linewidth=3)
    ax.hlines(rows, lines["last"], 0, color=GREY, linewidth=1, linestyle=":")
    ax.plot(lines["first"], rows, "o", color=BLUE, markersize=3, label=_LINES["recency"].of(lang))
    ax.plot([], [], color=GREY, linestyle=":", label=_LINES["silence"].of(lang))
    ax.axvline(0, color=VERMILION, linewidth=1)
    ax.set_yticks([])
    ax.set(title=_LINES["title"].of(lang), xlabel=_LINES["x"].of(lang), ylabel=_LINES["y"].of(lang))
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, -0.35), ncols=2)
    plain_frame(ax)
    return ax, lines
