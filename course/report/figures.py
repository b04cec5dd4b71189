"""The report's figures, as SVG that stands on its own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.report.statistics import TaskStatistics

# Okabe and Ito's palette, told apart by colour-blind readers; the hatches work in print.
NONE, PART, FULL, LINE = "#D55E00", "#F0E442", "#009E73", "#333333"
BARS = "#0072B2"

# No date, so that the drawing is the same each time; nothing else to read either.
_BARE = dict.fromkeys(("Date", "Creator", "Format", "Type"))

_WORDS = {
    "none": Text("零分", "none"),
    "part": Text("部分", "part"),
    "full": Text("满分", "full"),
    "open": Text("待批", "open"),
    "students": Text("人数", "students"),
    "score": Text("得分（%）", "score (%)"),
    "pass": Text("及格线", "pass mark"),
}


def score_histogram(values: Sequence[float], pass_mark: float, lang: Lang) -> str:
    """Draw how many students reached each tenth of the marks, with the pass mark."""
    figure = Figure(figsize=(6.4, 2.6), layout="constrained")
    axes = figure.subplots()
    axes.hist(values, bins=list(range(0, 101, 10)), color=BARS, edgecolor="white", zorder=2)
    axes.axvline(pass_mark, color=NONE, linewidth=1.5, linestyle="--", zorder=3)
    axes.annotate(
        f"{_WORDS['pass'].of(lang)} {pass_mark:g}",
        (pass_mark, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(-4, -3),
        textcoords="offset points",
        ha="right",
        va="top",
        color=NONE,
    )
    axes.set(xlim=(0, 100), xlabel=_WORDS["score"].of(lang), ylabel=_WORDS["students"].of(lang))
    axes.set_xticks(range(0, 101, 10))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    _plain(axes, "y")
    return _svg(figure)


def task_distribution(tasks: Sequence[TaskStatistics], lang: Lang) -> str:
    """Draw for each task how many students got none, part and all of its points."""
    figure = Figure(figsize=(6.4, 0.9 + 0.3 * len(tasks)), layout="constrained")
    axes = figure.subplots()
    names = [f"{task.grade_id} ({task.max_points:g})" for task in tasks]
    left = [0] * len(tasks)
    layers = (
        ("full", FULL, "", [task.full for task in tasks]),
        ("part", PART, "//", [task.part for task in tasks]),
        ("none", NONE, "..", [task.none for task in tasks]),
        ("open", "#CCCCCC", "", [task.still_open for task in tasks]),
    )
    for key, colour, hatch, counts in layers:
        if any(counts):
            axes.barh(
                names,
                counts,
                left=left,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                height=0.72,
                label=_WORDS[key].of(lang),
                zorder=2,
            )
        left = [start + count for start, count in zip(left, counts, strict=True)]
    axes.invert_yaxis()
    axes.set_xlabel(_WORDS["students"].of(lang))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(ncols=4, loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
    _plain(axes, "x")
    return _svg(figure)


def _plain(axes: mpl.axes.Axes, grid: str) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis=grid, color="#DDDDDD", linewidth=0.6, zorder=0)  # type: ignore[arg-type]
    axes.tick_params(length=0)


def _svg(figure: Figure) -> str:
    """Return the drawing alone; without a date it is the same each time."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "report", "hatch.linewidth": 0.5}):
        figure.savefig(buffer, format="svg", metadata=_BARE, transparent=True)
    text = buffer.getvalue()
    return text[text.index("<svg") :]
