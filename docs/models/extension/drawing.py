"""Plain lines and bars for models of which the field draws no plot of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from crm_models.plots.style import BLACK, GREY, PALETTE, axes_or_new, plain_frame

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from crm_models.text import Lang, Text

_DASHES = ("-", "--", "-.", ":")


def lines(
    data: pd.DataFrame,
    labels: dict[str, Text],
    lang: Lang,
    *,
    title: Text,
    x: Text,
    y: Text,
    level: float | None = None,
) -> tuple[Axes, pd.DataFrame]:
    """Draw each column against the index.

    Parameters
    ----------
    data
        One column per line.
    labels
        What each column is called.
    lang
        Language of the words.
    title, x, y
        Words on the plot.
    level
        Where to draw a horizontal line to compare with.
    """
    ax = axes_or_new(None, height=3.8)
    for number, column in enumerate(data):
        ax.plot(
            data.index,
            data[column],
            color=PALETTE[number],
            linestyle=_DASHES[number % 4],
            linewidth=2,
            label=labels[str(column)].of(lang),
        )
    if level is not None:
        ax.axhline(level, color=GREY, linewidth=1)
    ax.set(title=title.of(lang), xlabel=x.of(lang), ylabel=y.of(lang))
    if data.index.dtype.kind == "i":
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    plain_frame(ax)
    return ax, data


def bars(
    data: pd.DataFrame,
    labels: dict[str, Text],
    lang: Lang,
    *,
    title: Text,
    y: Text,
    names: dict[str, Text] | None = None,
    stacked: bool = False,
    digits: str = "{:g}",
) -> tuple[Axes, pd.DataFrame]:
    """Draw a group of bars for each row, one bar per column, with its number.

    Parameters
    ----------
    data
        One row per group, one column per series.
    labels
        What each column is called.
    lang
        Language of the words.
    title, y
        Words on the plot.
    names
        What the rows are called; their own labels if None.
    stacked
        Whether the bars of a row stand on each other.
    digits
        How the numbers are written.
    """
    ax = axes_or_new(None, height=3.8)
    width = 0.7 if stacked else 0.8 / data.shape[1]
    floor = np.zeros(len(data))
    for number, column in enumerate(data):
        shift = 0.0 if stacked else (number - (data.shape[1] - 1) / 2) * width
        drawn = ax.bar(
            np.arange(len(data)) + shift,
            data[column],
            width * 0.95,
            bottom=floor if stacked else None,
            color=PALETTE[number],
            alpha=0.75,
            label=labels[str(column)].of(lang),
        )
        texts = [digits.format(value) if value else "" for value in data[column]]
        ax.bar_label(
            drawn,
            texts,
            label_type="center" if stacked else "edge",
            fontsize=9,
            padding=0 if stacked else 2,
        )
        floor = floor + data[column].to_numpy()
    said = [names[str(row)].of(lang) if names else str(row) for row in data.index]
    ax.set_xticks(np.arange(len(data)), said)
    ax.axhline(0, color=BLACK, linewidth=0.8)
    ax.margins(y=0.12)
    ax.set(title=title.of(lang), ylabel=y.of(lang))
    if data.shape[1] > 1:
        ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    plain_frame(ax)
    return ax, data
