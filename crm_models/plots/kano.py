"""The plots of Kano's model: the Better-Worse quadrant and the categories of each feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PALETTE,
    axes_or_new,
    plain_frame,
)
from crm_models.satisfaction import kano
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_QUADRANT = {
    "title": Text("Kano 的 Better–Worse 象限", "Kano: Better and Worse"),
    "x": Text("|Worse|：缺少时的不满", "|Worse|: displeasure where it is missing"),
    "y": Text("Better：具备时的满意", "Better: pleasure where it is there"),
}
_COLOURS = dict(zip(kano.CATEGORIES, (BLUE, GREEN, ORANGE, GREY, *PALETTE[3:5]), strict=True))
_MARKERS = dict(zip(kano.CATEGORIES, "sDo^vX", strict=True))
_CORNERS = {"A": (0.0, 1.0), "O": (1.0, 1.0), "I": (0.0, 0.0), "M": (1.0, 0.0)}
_CATEGORIES = {
    "title": Text("各特性的 Kano 类别", "Kano categories of each feature"),
    "x": Text("回答占比（%）", "share of answers (%)"),
}


def quadrant(
    counts: pd.DataFrame, *, cut: float = 0.5, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw Better against the size of Worse, one mark per feature.

    The larger the mark, the greater the total strength; its form and colour tell the category by
    Fong's rule, which can differ from the quadrant.

    Parameters
    ----------
    counts
        What `crm_models.satisfaction.kano.counts` returns.
    cut
        Where the quadrants meet, on both axes.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and `crm_models.satisfaction.kano.analyse` of the counts.
    """
    data = kano.analyse(counts)
    ax = axes_or_new(ax, width=6.6, height=5.4)
    ax.axhline(cut, color=GREY, linewidth=1)
    ax.axvline(cut, color=GREY, linewidth=1)
    for letter, (right, up) in _CORNERS.items():
        ax.text(
            0.98 if right else 0.02,
            0.98 if up else 0.02,
            kano.CATEGORIES[letter].of(lang),
            ha="right" if right else "left",
            va="top" if up else "bottom",
            color=GREY,
            transform=ax.transAxes,
        )
    for letter in kano.CATEGORIES:
        rows = data[data["category"] == letter]
        if rows.empty:
            continue
        ax.scatter(
            -rows["worse"],
            rows["better"],
            s=40 + 260 * rows["total_strength"],
            color=_COLOURS[letter],
            marker=_MARKERS[letter],
            edgecolor=BLACK,
            linewidth=0.6,
            label=f"{letter} {kano.CATEGORIES[letter].of(lang)}",
        )
    for name, row in data.iterrows():
        ax.annotate(
            str(name),
            (-row["worse"], row["better"]),
            (0, 11),
            textcoords="offset points",
            ha="center",
        )
    ax.set(xlim=(0, 1), ylim=(0, 1), title=_QUADRANT["title"].of(lang))
    ax.set(xlabel=_QUADRANT["x"].of(lang), ylabel=_QUADRANT["y"].of(lang))
    # Marks in the key all have one size: there size says nothing.
    key = ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    for handle in key.legend_handles:
        if handle is not None:
            handle.set_sizes([70])  # type: ignore[attr-defined]
    plain_frame(ax)
    return ax, data


def categories(
    counts: pd.DataFrame, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw how the answers to each feature fall into the categories.

    Parameters
    ----------
    counts, ax, lang
        As in `quadrant`.

    Returns
    -------
    Axes, DataFrame
        The axes, and the shares in percent.
    """
    kano.better(counts)  # says what is wrong with the counts
    table = counts.reindex(columns=list(kano.CATEGORIES), fill_value=0)
    data = 100.0 * table.div(table.sum(axis=1), axis=0)
    ax = axes_or_new(ax, width=7.4, height=1.4 + 0.5 * len(data))
    left = data.iloc[:, 0] * 0.0
    for letter in kano.CATEGORIES:
        shares = data[letter]
        label = f"{letter} {kano.CATEGORIES[letter].of(lang)}"
        ax.barh(
            [str(name) for name in data.index],
            shares,
            left=left,
            color=_COLOURS[letter],
            edgecolor="white",
            label=label,
        )
        for place, (share, start) in enumerate(zip(shares, left, strict=True)):
            if share >= 6:
                ax.text(start + share / 2, place, f"{letter} {share:.0f}", ha="center", va="center")
        left = left + shares
    ax.invert_yaxis()
    ax.set(xlim=(0, 100), title=_CATEGORIES["title"].of(lang), xlabel=_CATEGORIES["x"].of(lang))
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    plain_frame(ax)
    return ax, data
