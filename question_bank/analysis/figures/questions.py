"""Facility against discrimination: which questions to look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np

from crm_models.plots.style import BLUE, GREY, VERMILION, axes_or_new, plain_frame
from crm_models.text import Lang, Text
from question_bank.analysis.advice import EASY, HARD, POOR

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from question_bank.analysis.report import Analysis

_TITLE = Text("各题的难度系数与区分度", "Facility and discrimination of each question")
_X = Text("难度系数（得分率）", "facility")
_Y = Text("区分度（题与其余总分的相关）", "discrimination (item-rest correlation)")


def draw(analysis: Analysis, lang: Lang) -> dict[str, Figure]:
    """Return one figure: a point per question with its intervals, the usual bands shaded."""
    facility, r = analysis.values["facility"], analysis.values["discrimination"]
    there = ~np.isnan(r)
    if not there.any():
        return {}
    ax = axes_or_new(None, 7.2, 4.8)
    ax.axvspan(HARD, EASY, color=GREY, alpha=0.1, linewidth=0)
    ax.axhline(POOR, color=GREY, linewidth=0.8, linestyle="--")
    ax.axhline(0, color=VERMILION, linewidth=0.8)
    low, high = (bound[there] for bound in analysis.bounds["discrimination"])
    known = ~np.isnan(low)
    ax.vlines(facility[there][known], low[known], high[known], color=GREY, linewidth=0.7)
    colours = np.where(r[there] < 0, VERMILION, BLUE)
    ax.scatter(facility[there], r[there], c=list(colours), zorder=3, s=28)
    # Questions at one place share a label.
    at: dict[tuple[float, float], list[str]] = {}
    names = np.array(analysis.scores.questions)[there]
    for name, x, y in zip(names, facility[there], r[there], strict=True):
        at.setdefault((round(float(x), 2), round(float(y), 2)), []).append(str(name))
    for place, together in at.items():
        label = "\n".join(together)
        ax.annotate(label, place, xytext=(4, 4), textcoords="offset points", fontsize=7)
    ax.set(xlim=(-0.03, 1.03), ylim=(-1, 1), title=_TITLE.of(lang), xlabel=_X.of(lang))
    ax.set_ylabel(_Y.of(lang))
    plain_frame(ax)
    return {"questions": plt.gcf()}
