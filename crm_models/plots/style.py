"""Colours and small habits that all plots share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np

from crm_models.plots.fonts import use_chinese

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable

BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
PURPLE, SKY, BLACK, GREY = "#CC79A7", "#56B4E9", "#000000", "#7F7F7F"
"""The palette of Okabe and Ito (2008), told apart with every kind of colour vision; its yellow is
left out, too faint for lines on white."""

PALETTE = (BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY, BLACK, GREY)
SEQUENTIAL = "cividis"
"""Colour map for quantities: even in lightness, the same with and without red-green vision."""


def axes_or_new(ax: Axes | None, width: float = 6.4, height: float = 4.4) -> Axes:
    """Return the axes given, or new ones of their own figure, ready for Chinese.

    A new figure belongs to pyplot: a notebook shows it at the end of the cell. Who draws many
    without showing them closes each with ``plt.close(ax.figure)``.
    """
    use_chinese()
    if ax is not None:
        return ax
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def colour_bar(ax: Axes, mappable: ScalarMappable, label: str) -> None:
    """Draw the key of a colour map beside the axes."""
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.colorbar(mappable, ax=ax, label=label)


def plain_frame(ax: Axes) -> None:
    """Take away the lines that carry no information."""
    ax.spines[["top", "right"]].set_visible(False)


def on_colour(mappable: ScalarMappable, value: float) -> str:
    """Return black or white, whichever can be read on the colour of a value."""
    red, green, blue, _ = mappable.to_rgba(np.array([value]))[0]
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"
