"""The plots that judge a measurement model: reliability and HTMT against their thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.plots.style import BLUE, GREEN, GREY, ORANGE, VERMILION, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from crm_models.sem.pls import PLSPathModel

_RELIABILITY = {
    "title": Text("信度与聚合效度", "Reliability and convergent validity"),
    "x": Text("取值", "value"),
    "alpha": Text("Cronbach α", "Cronbach's alpha"),
    "rho_a": Text("ρA", "rho_A"),
    "rho_c": Text("组合信度 ρC", "composite reliability rho_C"),
    "ave": Text("AVE", "AVE"),
}
_HTMT = {
    "title": Text("区分效度：HTMT", "Discriminant validity: HTMT"),
    "x": Text("HTMT", "HTMT"),
    "limit": Text("门槛 {at:g}", "threshold {at:g}"),
}
_MARKS = {"alpha": ("o", BLUE), "rho_a": ("s", ORANGE), "rho_c": ("D", GREEN), "ave": ("^", GREY)}


def reliability(
    model: PLSPathModel, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw alpha, rho_A, rho_C and AVE of each construct, with the usual thresholds 0.7 and 0.5.

    Parameters
    ----------
    model
        A fitted model.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and what `PLSPathModel.reliability` returns. Constructs without these measures
        (formative ones) have an empty row.
    """
    table = model.reliability()
    rows = np.arange(len(table))
    ax = axes_or_new(ax, height=1.5 + 0.45 * len(table))
    for name, (mark, colour) in _MARKS.items():
        label = _RELIABILITY[name].of(lang)
        ax.plot(table[name], rows, mark, color=colour, linestyle="none", label=label, alpha=0.8)
    for limit in (0.5, 0.7):
        ax.axvline(limit, color=VERMILION, linestyle="--", linewidth=1)
    ax.set_yticks(rows, [str(name) for name in table.index])
    ax.invert_yaxis()
    ax.set_xlim(0, 1.05)
    ax.set(title=_RELIABILITY["title"].of(lang), xlabel=_RELIABILITY["x"].of(lang))
    ax.legend(frameon=False, loc="upper left", fontsize=8)
    plain_frame(ax)
    return ax, table


def htmt(
    model: PLSPathModel, *, limit: float = 0.9, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw the HTMT of each pair of constructs against its threshold.

    Parameters
    ----------
    model
        A fitted model.
    limit
        From here on two constructs count as one: 0.9, or 0.85 where they are far apart in theory.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and columns one, other, htmt and apart, the highest first.
    """
    square = model.htmt()
    upper = np.triu_indices(len(square), 1)
    names = np.array(list(square.index))
    data = pd.DataFrame(
        {"one": names[upper[0]], "other": names[upper[1]], "htmt": square.to_numpy()[upper]}
    )
    data = data.dropna().sort_values("htmt", ascending=False, ignore_index=True)
    data["apart"] = data["htmt"] < limit
    rows = np.arange(len(data))
    ax = axes_or_new(ax, height=1.5 + 0.3 * len(data))
    ax.hlines(rows, 0, data["htmt"], color=GREY, linewidth=1)
    for apart, colour, mark in ((True, BLUE, "o"), (False, VERMILION, "X")):
        chosen = data["apart"] == apart
        ax.plot(data["htmt"][chosen], rows[chosen], mark, color=colour, linestyle="none")
    label = _HTMT["limit"].of(lang).format(at=limit)
    ax.axvline(limit, color=VERMILION, linestyle="--", linewidth=1, label=label)
    ax.set_yticks(rows, [f"{a} – {b}" for a, b in zip(data["one"], data["other"], strict=True)])
    ax.invert_yaxis()
    ax.set_xlim(0, max(1.05, float(data["htmt"].max()) * 1.05))
    ax.set(title=_HTMT["title"].of(lang), xlabel=_HTMT["x"].of(lang))
    ax.legend(frameon=False, loc="lower center")
    plain_frame(ax)
    return ax, data
