"""The plots that judge a forecast: the holdout, purchases per period, and curves of equal value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.plots.style import BLUE, GREY, ORANGE, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike

    from crm_models.clv.purchase_model import PurchaseModel
    from crm_models.units import DiscountRate

_HOLDOUT = {
    "title": Text("预测期内的购买：实际与模型", "Purchases in the holdout: actual and model"),
    "x": Text("拟合期内的重复购买次数", "repeat purchases while fitting"),
    "y": Text("预测期内平均购买次数", "mean purchases in the holdout"),
    "actual": Text("实际", "actual"),
    "model": Text("模型", "model"),
}
_PER_PERIOD = {
    "title": Text("每期重复购买：实际与模型", "Repeat purchases per period: actual and model"),
    "x": Text("时间", "time"),
    "y": Text("次数", "number"),
    "end": Text("拟合期末", "end of the fit"),
}
_ISO = {
    "title": Text(
        "等价值曲线：贴现的预期剩余购买次数", "Curves of equal value (residual purchases)"
    ),
    "x": Text("首购到末购的时间 recency", "time from first to last purchase (recency)"),
    "y": Text("重复购买次数 frequency", "repeat purchases (frequency)"),
}


def holdout(
    model: PurchaseModel,
    data: pd.DataFrame,
    bought: pd.Series,
    t: float,
    *,
    most: int = 7,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw mean purchases after the fit by the number before it, actual and expected.

    Parameters
    ----------
    model
        A purchase model with parameters.
    data
        Customers as fitted: frequency, recency, T.
    bought
        What each of them bought in the holdout, with the index of ``data``.
    t
        Length of the holdout, in the model's unit.
    most
        From here on frequencies are put together.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and columns actual, model and customers, one row per frequency that occurs.
    """
    if not data.index.equals(bought.index):
        raise ModelError("bought 的索引要与 data 相同", "bought needs the index of data")
    group = data["frequency"].clip(upper=most).astype(int)
    expected = pd.Series(np.asarray(model.expected_purchases(t, data)), index=data.index)
    table = pd.DataFrame(
        {
            "actual": bought.groupby(group).mean(),
            "model": expected.groupby(group).mean(),
            "customers": group.value_counts(),
        }
    ).sort_index()
    table.index = [f"{n}+" if n == most else str(n) for n in table.index]
    ax = axes_or_new(ax)
    for name, colour, line in (("actual", BLUE, "-"), ("model", ORANGE, "--")):
        label = _HOLDOUT[name].of(lang)
        ax.plot(table.index, table[name], line, marker="o", color=colour, label=label)
    ax.set(
        title=_HOLDOUT["title"].of(lang),
        xlabel=_HOLDOUT["x"].of(lang),
        ylabel=_HOLDOUT["y"].of(lang),
    )
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, table.rename_axis("frequency")


def per_period(
    model: PurchaseModel,
    data: pd.DataFrame,
    times: ArrayLike,
    until: float,
    *,
    step: float = 1.0,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw repeat purchases of a cohort period by period, actual and expected.

    What `crm_models.plots.clv.tracking` adds up, here not added up: the fall after the first
    purchases shows, and so does every season that the model does not know.

    Parameters
    ----------
    model, data, times, until
        As in `crm_models.plots.clv.tracking`.
    step
        Length of a period.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and columns t (end of the period), actual, model.
    """
    edges = np.arange(0, until + step / 2, step)
    end = float(data["T"].max())
    starts, customers = np.unique(end - data["T"].to_numpy(), return_counts=True)
    each = [model.expected_purchases_new(np.maximum(edges - start, 0)) for start in starts]
    actual, _ = np.histogram(np.asarray(times, dtype=float), bins=edges)
    expected = np.diff(customers @ np.array(each))
    table = pd.DataFrame({"t": edges[1:], "actual": actual, "model": expected})
    ax = axes_or_new(ax, width=7.0)
    ax.plot(table["t"], table["actual"], color=BLUE, label=_HOLDOUT["actual"].of(lang))
    label = _HOLDOUT["model"].of(lang)
    ax.plot(table["t"], table["model"], "--", color=ORANGE, label=label)
    ax.axvline(end, color=GREY, linestyle=":", label=_PER_PERIOD["end"].of(lang))
    ax.set(
        title=_PER_PERIOD["title"].of(lang),
        xlabel=_PER_PERIOD["x"].of(lang),
        ylabel=_PER_PERIOD["y"].of(lang),
    )
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, table


def iso_value(
    model: PurchaseModel,
    T: float,
    discount: DiscountRate,
    *,
    frequency: int = 14,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw curves along which customers are worth the same, by frequency and recency.

    The curves bend back: who bought often and then fell silent is worth less than who bought
    seldom. Source: Fader, Hardie and Lee, Journal of Marketing Research 42 (2005).

    Parameters
    ----------
    model
        A purchase model with parameters and a unit.
    T
        Length of observation, in the model's unit.
    discount
        The discount rate.
    frequency
        The highest frequency drawn.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and discounted expected residual transactions: frequency (from 1) in rows,
        recency in columns.
    """
    recency, counts = np.linspace(T / 40, T, 40), np.arange(1, frequency + 1)
    x, t_x = np.meshgrid(counts, recency, indexing="ij")
    grid = pd.DataFrame({"frequency": x.ravel(), "recency": t_x.ravel(), "T": float(T)})
    values = model.dert(discount, grid).to_numpy().reshape(x.shape)
    ax = axes_or_new(ax)
    lines = ax.contour(recency, counts, values, levels=8, colors=BLUE)
    ax.clabel(lines, fontsize=8)
    ax.set(title=_ISO["title"].of(lang), xlabel=_ISO["x"].of(lang), ylabel=_ISO["y"].of(lang))
    plain_frame(ax)
    data = pd.DataFrame(values, index=counts, columns=recency)
    return ax, data.rename_axis(index="frequency", columns="recency")
