"""RFM at a glance: a map of the segments, and R, F and M against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from crm_models import rfm
from crm_models.plots.fonts import use_chinese
from crm_models.plots.style import BLUE, PALETTE, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MAP = {
    "title": Text("客户群地图（面积 = 人数）", "Map of the segments (area: customers)"),
    "people": Text("{n} 人", "{n}"),
}
_AXES = {
    "days_since_last": Text("R：距上次购买的天数", "R: days since the last purchase"),
    "frequency": Text("F：购买次数", "F: purchases"),
    "monetary_value": Text("M：消费额", "M: spending"),
}
_PAIRS = Text("R、F、M 两两散点图", "R, F and M in pairs")

Box = tuple[float, float, float, float]


def treemap(
    codes: pd.Series, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw the segments as rectangles whose areas are their numbers of customers.

    Parameters
    ----------
    codes
        What `crm_models.rfm.binary_codes` returns.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and one row per code that occurs, largest first: ``segment``, ``customers`` and
        the rectangle (``x``, ``y``, ``width``, ``height``; the whole is 1 by 1).
    """
    sizes = codes.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    boxes = _divide((sizes / sizes.sum()).tolist(), (0.0, 0.0, 1.0, 1.0))
    data = pd.DataFrame(boxes, index=sizes.index, columns=["x", "y", "width", "height"])
    names = [rfm.SEGMENTS[str(code)].name.of(lang) for code in sizes.index]
    data.insert(0, "segment", names)
    data.insert(1, "customers", sizes)
    ax = axes_or_new(ax, width=7.0, height=5.0)
    for place, (code, row) in enumerate(data.iterrows()):
        colour = PALETTE[place % len(PALETTE)]
        size = {"width": row["width"], "height": row["height"]}
        ax.add_patch(
            Rectangle((row["x"], row["y"]), **size, facecolor=colour, alpha=0.35, edgecolor="white")
        )
        count = _MAP["people"].of(lang).format(n=row["customers"])
        middle = row["x"] + row["width"] / 2, row["y"] + row["height"] / 2
        text = f"{row['segment']}\n{code} · {count}"
        turned = 90 if row["height"] > 2 * row["width"] else 0
        ax.text(*middle, text, ha="center", va="center", fontsize=8, rotation=turned)
    ax.set(xlim=(0, 1), ylim=(0, 1), title=_MAP["title"].of(lang))
    ax.set_axis_off()
    return ax, data


def pairs(table: pd.DataFrame, *, lang: Lang = "zh") -> tuple[Figure, pd.DataFrame]:
    """Draw R against F, R against M and F against M, one mark per customer.

    Parameters
    ----------
    table
        What `crm_models.rfm.compute` returns.
    lang
        Language of the labels.

    Returns
    -------
    Figure, DataFrame
        The figure with its three axes, and Spearman's rank correlations of the three measures.
    """
    use_chinese()
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.6), layout="constrained")
    columns = list(_AXES)
    for ax, (x, y) in zip(axes, ((0, 1), (0, 2), (1, 2)), strict=True):
        ax.plot(table[columns[x]], table[columns[y]], "o", color=BLUE, alpha=0.5, markersize=4)
        ax.set(xlabel=_AXES[columns[x]].of(lang), ylabel=_AXES[columns[y]].of(lang))
        plain_frame(ax)
    figure.suptitle(_PAIRS.of(lang))
    ranks = table[columns].rank()
    return figure, pd.DataFrame(np.corrcoef(ranks.T), index=columns, columns=columns)


def _divide(shares: list[float], box: Box) -> list[Box]:
    """Cut a box into boxes with these shares of it, halving the longer side again and again."""
    if len(shares) == 1:
        return [box]
    total, x, y = sum(shares), box[0], box[1]
    # Where the two halves are most nearly equal.
    sums = np.cumsum(shares)[:-1]
    cut = int(np.argmin(np.abs(sums - total / 2))) + 1
    first = float(sums[cut - 1] / total)
    width, height = box[2], box[3]
    if width >= height:
        one, other = (
            (x, y, width * first, height),
            (x + width * first, y, width * (1 - first), height),
        )
    else:
        one, other = (
            (x, y, width, height * first),
            (x, y + height * first, width, height * (1 - first)),
        )
    return _divide(shares[:cut], one) + _divide(shares[cut:], other)
