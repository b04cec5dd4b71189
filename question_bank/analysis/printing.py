"""The analysis in words and tables, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.text import Lang, Text
from question_bank.analysis.report import measures, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from question_bank.analysis.report import Analysis

    Layout = Callable[[Sequence[str], Sequence[Sequence[object]]], str]

_SHORT = {
    "facility": Text("难度系数", "facility"),
    "sd": Text("标准差", "sd"),
    "discrimination_index": Text("D", "D"),
    "discrimination": Text("区分度", "discr."),
    "discriminative_efficiency": Text("效率", "effic."),
    "intended_weight": Text("设计权重", "intended"),
    "effective_weight": Text("实际权重", "effective"),
    "alpha_without": Text("删后α", "α without"),
}


def printed(analysis: Analysis, lang: Lang, layout: Layout) -> str:
    """Return the analysis as text.

    Parameters
    ----------
    analysis
        What to print.
    lang
        The language.
    layout
        Lays out heads and rows as a table.
    """
    parts = [_paper(analysis).of(lang), _questions(analysis, lang, layout)]
    if analysis.choices:
        parts.append(_choices(analysis, lang, layout))
    if analysis.mistakes:
        parts.append(_mistakes(analysis, lang, layout))
    if analysis.splits:
        parts.append(_splits(analysis, lang, layout))
    if analysis.findings:
        parts.append("\n".join(problem.of(lang) for problem in analysis.findings))
    return "\n\n".join(parts)


def _paper(analysis: Analysis) -> Text:
    r = analysis.reliability
    percent = f"{analysis.level:.0%}"
    name = "KR-20" if r.dichotomous else "α"
    held = [_cell(value, percent=False) for value in (r.alpha, r.alpha_low, r.alpha_high)]
    sem = _cell(r.sem, percent=False)
    return Text(
        f"{r.people} 人，{r.questions} 题；平均 {r.mean:.2f} 分，标准差 {r.sd:.2f}。"
        f"信度 {name} = {held[0]}（{percent} 区间 {held[1]} 到 {held[2]}），"
        f"测量标准误 {sem} 分。",
        f"{r.people} people, {r.questions} questions; mean {r.mean:.2f}, sd {r.sd:.2f} points."
        f" Reliability {name} = {held[0]} ({percent} interval {held[1]} to {held[2]}),"
        f" standard error of measurement {sem} points.",
    )


def _questions(analysis: Analysis, lang: Lang, layout: Layout) -> str:
    heads = [Text("题目", "question").of(lang), Text("满分", "points").of(lang)]
    columns: list[list[object]] = []
    for module in measures():
        name = name_of(module)
        heads.append(_SHORT.get(name, module.TITLE).of(lang))
        columns.append([_cell(value, module.PERCENT) for value in analysis.values[name]])
        if name == "facility":
            heads.append(f"{analysis.level:.0%}")
            low, high = analysis.bounds[name]
            columns.append([f"{a:.0%}-{b:.0%}" for a, b in zip(low, high, strict=True)])
    rows = [
        [name, f"{analysis.scores.out_of[place]:g}", *(column[place] for column in columns)]
        for place, name in enumerate(analysis.scores.questions)
    ]
    return layout(heads, rows)


def _choices(analysis: Analysis, lang: Lang, layout: Layout) -> str:
    heads = Text(
        "题目 选择 对 人数 比例 高分组 低分组 相关 误解",
        "question chose key n share upper lower corr. misconception",
    )
    rows = [
        [
            each.item,
            each.label if len(each.label) == 1 else each.text.of(lang),
            "✓" if each.right else "",
            each.count,
            _cell(each.share, percent=True),
            _cell(each.upper, percent=True),
            _cell(each.lower, percent=True),
            _cell(each.correlation, percent=False),
            each.mistake or "",
        ]
        for each in analysis.choices
    ]
    return layout(heads.of(lang).split(), rows)


def _mistakes(analysis: Analysis, lang: Lang, layout: Layout) -> str:
    heads = Text("误解 人数 题目 说明", "misconception people questions meaning")
    rows = [
        [each.name, each.people, " ".join(each.items), each.message.of(lang)]
        for each in analysis.mistakes
    ]
    return layout(heads.of(lang).split(), rows)


def _splits(analysis: Analysis, lang: Lang, layout: Layout) -> str:
    heads = Text(
        "题目 版本 变式 人数 难度系数 区间", "question version variant n facility interval"
    )
    rows = [
        [
            each.item,
            _known(each.version),
            _known(each.seed),
            each.count,
            _cell(each.facility, percent=True),
            f"{each.low:.0%}-{each.high:.0%}",
        ]
        for each in analysis.splits
    ]
    return layout(heads.of(lang).split(), rows)


def _known(value: object) -> str:
    return "" if value is None else str(value)


def _cell(value: float, percent: bool) -> str:
    if np.isnan(value):
        return "-"
    return f"{100 * value:.1f}%" if percent else f"{value:.2f}"
