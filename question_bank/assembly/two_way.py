"""The two-way table (双向细目表) of a finished paper: points by chapter and level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Lang, Text
from question_bank.item import LEVELS

if TYPE_CHECKING:
    from question_bank.bank import Bank
    from question_bank.papers import Paper


def two_way(paper: Paper, bank: Bank) -> dict[str, dict[str, float]]:
    """Return chapter to level to points, in the order of the chapters' names."""
    found: dict[str, dict[str, float]] = {}
    for entry in paper.items:
        item = bank[entry.item]
        row = found.setdefault(item.chapter, dict.fromkeys(LEVELS, 0.0))
        row[item.level] += entry.points or item.points
    return dict(sorted(found.items()))


def laid_out(
    table: dict[str, dict[str, float]], lang: Lang
) -> tuple[list[str], list[list[object]]]:
    """Return heads and rows with the sums of both ways."""
    whole = Text("合计", "total").of(lang)
    heads = ["", *(name.of(lang) for name in LEVELS.values()), whole]
    rows: list[list[object]] = [
        [chapter, *row.values(), sum(row.values())] for chapter, row in table.items()
    ]
    sums = [sum(row[level] for row in table.values()) for level in LEVELS]
    return heads, [*rows, [whole, *sums, sum(sums)]]
