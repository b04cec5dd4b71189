"""The totals of a class, with the standard error of one mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np

from crm_models.plots.style import BLUE, VERMILION, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from question_bank.analysis.report import Analysis

_TITLE = Text("总分分布", "Totals")
_X = Text("总分", "points")
_Y = Text("人数", "people")
_MEAN = Text(
    "平均 {mean:.1f}，测量标准误 ±{sem:.1f}", "mean {mean:.1f}, error of a mark ±{sem:.1f}"
)
_BARS = 12


def draw(analysis: Analysis, lang: Lang) -> dict[str, Figure]:
    """Return one figure: a histogram, the mean, and a band of one standard error."""
    totals = analysis.scores.totals
    whole = float(analysis.scores.out_of.sum())
    paper = analysis.reliability
    ax = axes_or_new(None)
    edges = np.linspace(0, whole, _BARS + 1)
    ax.hist(totals, bins=list(edges), color=BLUE, edgecolor="white")
    ax.axvline(paper.mean, color=VERMILION)
    title = _TITLE.of(lang)
    if not np.isnan(paper.sem):
        ax.axvspan(paper.mean - paper.sem, paper.mean + paper.sem, color=VERMILION, alpha=0.15)
        title = f"{title} · {_MEAN.of(lang).format(mean=paper.mean, sem=paper.sem)}"
    ax.set(xlim=(0, whole), title=title, xlabel=_X.of(lang), ylabel=_Y.of(lang))
    plain_frame(ax)
    return {"totals": plt.gcf()}
