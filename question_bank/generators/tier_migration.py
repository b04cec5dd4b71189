"""Customers of a bank by tier at the start and at the end of a year: who rose, fell or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import retention
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_TIERS = ("low", "middle", "high")
_MATRIX = "retention.migration_matrix"


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the moves; give rates of the middle and the highest tier in percent."""
    return until_apart(
        lambda: _once(draw),
        ["lost", "down", "exit", "lost_of_all", "lost_without_leavers"],
        ["kept", "kept_of_column", "kept_of_all", "kept_without_leavers", "high_lost"],
        by=0.3,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    counts = [
        [draw.integer(500, 640, 10), draw.integer(60, 100, 10), draw.integer(0, 8), 120],
        [draw.integer(30, 60), draw.integer(160, 220), draw.integer(14, 34), draw.integer(12, 30)],
        [draw.integer(2, 7), draw.integer(10, 22), draw.integer(50, 80), draw.integer(5, 14)],
    ]
    before, after = _customers(counts)
    rates = retention.downgrade_rates(before, after)
    matrices = wrong(_MATRIX, before, after, take=lambda matrix: matrix)
    no_exit = wrong("retention.downgrade_rates", before, after, take=_lost_of_middle)
    sizes = [sum(row) for row in counts]
    return {
        **{
            f"{one}_{other}": n
            for one, row in zip(_TIERS, counts, strict=True)
            for other, n in zip((*_TIERS, "exit"), row, strict=True)
        },
        **{f"size_{tier}": size for tier, size in zip(_TIERS, sizes, strict=True)},
        "lost": _lost_of_middle(rates),
        "down": no_exit["exits_are_no_loss"],
        "exit": 100 * float(rates["exit"]["middle"]),
        "lost_of_all": 100 * float(matrices["shares_of_everybody"].loc["middle", _GONE].sum()),
        "lost_without_leavers": 100 * float(matrices["leavers_left_out"].loc["middle", "low"]),
        "kept": 100 * float(rates["same"]["high"]),
        "kept_of_column": _high_to_high(matrices["columns_add_up"]),
        "kept_of_all": _high_to_high(matrices["shares_of_everybody"]),
        "kept_without_leavers": _high_to_high(matrices["leavers_left_out"]),
        "high_lost": 100 * float(rates["lost"]["high"]),
    }


_GONE = ["low", retention.EXIT]


def _lost_of_middle(rates: pd.DataFrame) -> float:
    return 100 * float(rates["lost"]["middle"])


def _high_to_high(matrix: pd.DataFrame) -> float:
    return 100 * float(matrix["high"]["high"])


def _customers(counts: list[list[int]]) -> tuple[pd.Series, pd.Series]:
    """Return the tiers of single customers that give these counts."""
    moves = [
        (one, other)
        for one, row in zip(_TIERS, counts, strict=True)
        for other, n in zip((*_TIERS, None), row, strict=True)
        for _ in range(n)
    ]
    kind = pd.CategoricalDtype(list(_TIERS), ordered=True)
    before, after = (pd.Series(side).astype(kind) for side in zip(*moves, strict=True))
    return before, after.dropna()
