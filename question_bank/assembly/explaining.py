"""Says in words why a blueprint cannot be met: which row or limit, and what there is."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.assembly.solving import bound_of, solve
from question_bank.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.assembly.blueprint import Blueprint
    from question_bank.assembly.candidates import Candidates
    from question_bank.assembly.solving import Solution


def explain(blueprint: Blueprint, candidates: Candidates) -> list[Problem]:
    """Return at least one reason why a blueprint has no solution.

    Rows that lack items on their own come first, with the numbers; only if there are none, the
    rows and limits that cannot hold together, found by loosening them as little as possible.
    """
    short = list(_short(blueprint, candidates))
    if short:
        return short
    nearest = solve(blueprint, candidates, loosened=True)
    if nearest is None:
        return [
            _problem(
                "include",
                "必用的题、互斥的题与各行不能同时满足",
                "the items to include, those to keep apart and the rows exclude each other",
            )
        ]
    return list(_missed(blueprint, candidates, nearest)) or [
        _problem("", "无法同时满足全部要求", "the demands cannot all be met at once")
    ]


def _short(blueprint: Blueprint, candidates: Candidates) -> Iterator[Problem]:
    shared = min(blueprint.exposure.forms, blueprint.forms)
    for n, row in enumerate(blueprint.rows):
        there = len(candidates.fitting(row))
        wanted = ceil(row.count * blueprint.forms / shared)
        if there >= wanted:
            continue
        words, more = row.words(), candidates.why_not(row)
        several = blueprint.forms > 1
        paper = f"{blueprint.forms} 份试卷" if several else "试卷"
        papers = f"{blueprint.forms} forms need" if several else "the paper needs"
        yield _problem(
            f"rows.{n}",
            f"第 {n + 1} 行（{words.zh}）：{paper}需要 {wanted} 道，只有 {there} 道可用{more.zh}",
            f"row {n + 1} ({words.en}): {papers} {wanted}, {there} can be used{more.en}",
        )


def _missed(blueprint: Blueprint, candidates: Candidates, nearest: Solution) -> Iterator[Problem]:
    for (form, n), count in sorted(nearest.missing.items()):
        row = blueprint.rows[n]
        words, there = row.words(), len(candidates.fitting(row))
        head = _form(blueprint, form)
        yield _problem(
            f"rows.{n}",
            f"{head.zh}第 {n + 1} 行（{words.zh}）：{row.count} 道中有 {count} 道找不到；"
            f"可用的 {there} 道与别的行共用，或互相泄露答案",
            f"{head.en}row {n + 1} ({words.en}): {count} of {row.count} cannot be found; the"
            f" {there} that fit are needed by other rows too, or tell each other's answers",
        )
    for (form, n), far in sorted(nearest.beyond.items()):
        limit = blueprint.limits[n]
        bound, words, head = bound_of(limit), limit.words(), _form(blueprint, form)
        unit = Text("分", "points") if limit.points else Text("题", "questions")
        end = bound.at_least if far < 0 else bound.at_most
        reached = (end or 0) + far
        sign = Text("至少", "at least") if far < 0 else Text("至多", "at most")
        nearer = (
            Text("最多只能到", "no more than") if far < 0 else Text("最少也要", "no fewer than")
        )
        yield _problem(
            f"limits.{n}",
            f"{head.zh}第 {n + 1} 条限制（{words.zh} {sign.zh} {end:g} {unit.zh}）："
            f"与各行一起{nearer.zh} {reached:g} {unit.zh}",
            f"{head.en}limit {n + 1} ({words.en} {sign.en} {end:g} {unit.en}):"
            f" with these rows {nearer.en} {reached:g} {unit.en}",
        )
    target = blueprint.difficulty
    if target is None or nearest.missing:
        return
    for form, mean in enumerate(nearest.difficulty):
        if abs(mean - target.mean) > target.within + 1e-9:
            head = _form(blueprint, form)
            yield _problem(
                "difficulty",
                f"{head.zh}平均难度 {target.mean:g} ± {target.within:g} 达不到："
                f"最接近的是 {mean:.3f}",
                f"{head.en}mean difficulty {target.mean:g} ± {target.within:g} cannot be reached:"
                f" the nearest is {mean:.3f}",
            )


def _form(blueprint: Blueprint, form: int) -> Text:
    if blueprint.forms == 1:
        return Text("", "")
    letter = "ABCDEFGH"[form]
    return Text(f"{letter} 卷，", f"form {letter}, ")


def _problem(field: str, zh: str, en: str) -> Problem:
    return Problem(Text(zh, en), "blueprint", field=field)
