"""What the upper and the lower group chose, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np

from crm_models.plots.fonts import use_chinese
from crm_models.plots.style import GREEN, GREY, PALETTE, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from question_bank.analysis.choices import Choice
    from question_bank.analysis.report import Analysis

_GROUPS = (Text("低分组", "lower"), Text("全体", "all"), Text("高分组", "upper"))
_SHARE = Text("选择的比例", "share who chose it")
_ROWS, _COLUMNS = 3, 3
_LONGEST = 14


def draw(analysis: Analysis, lang: Lang) -> dict[str, Figure]:
    """Return pages of small panels: a good key rises to the right, a good distractor falls."""
    use_chinese()
    groups: dict[str, list[Choice]] = {}
    for each in analysis.choices:
        groups.setdefault(each.item, []).append(each)
    names = list(groups)
    size = _ROWS * _COLUMNS
    pages = {}
    for start in range(0, len(names), size):
        page = names[start : start + size]
        figure, axes = plt.subplots(
            _ROWS, _COLUMNS, figsize=(10, 8.4), layout="constrained", sharey=True
        )
        for ax, name in zip(axes.flat, page, strict=False):
            _panel(ax, name, groups[name], lang)
        for ax in list(axes.flat)[len(page) :]:
            ax.set_axis_off()
        figure.supylabel(_SHARE.of(lang))
        pages[f"distractors-{start // size + 1}"] = figure
    return pages


def _panel(ax: Axes, name: str, choices: list[Choice], lang: Lang) -> None:
    others = iter([colour for colour in PALETTE if colour != GREEN] * 3)
    for each in choices:
        if each.count == 0:
            continue
        heights = np.array([each.lower, each.share, each.upper])
        single = len(each.label) == 1
        label = each.label if single else (each.mistake or each.text.of(lang))[-_LONGEST:]
        ax.plot(
            range(3),
            heights,
            marker="o",
            markersize=3,
            color=GREEN if each.right else next(others, GREY),
            linewidth=2.2 if each.right else 1.2,
            label=f"{label} ✓" if each.right and single else label,
        )
    ax.set(title=name, ylim=(-0.03, 1.03))
    ax.set_xticks(range(3), [group.of(lang) for group in _GROUPS])
    ax.legend(fontsize=6.5, loc="best")
    plain_frame(ax)
