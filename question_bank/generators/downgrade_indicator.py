"""Bank customers in four tiers by average daily assets: who fell or left in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import retention
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_TIERS = ("basic", "middle", "upper", "private")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw moves out of each tier; give the indicator of the upper three tiers together."""
    return until_apart(
        lambda: _once(draw),
        ["indicator", "mean_of_rates", "down_only", "exit_only", "with_basic", "worst"],
        by=0.21,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    sizes = [
        draw.integer(420, 600, 20),
        draw.integer(320, 480, 20),
        draw.integer(120, 200, 10),
        draw.integer(30, 60, 5),
    ]
    down = [0, draw.integer(30, 70), draw.integer(20, 40), draw.integer(2, 8)]
    left = [
        draw.integer(40, 80, 5),
        draw.integer(14, 30),
        draw.integer(4, 12),
        draw.integer(1, 4),
    ]
    sides = _customers(sizes, down, left)
    rates = retention.downgrade_rates(*sides)
    slip = "exits_are_no_loss"
    stayed = wrong("retention.downgrade_rates", *sides, only=[slip], take=lambda table: table)[slip]
    lost, fell = ((each["lost"] * sizes)[list(_TIERS[1:])] for each in (rates, stayed))
    high = sum(sizes[1:])
    return {
        **{f"{tier}_size": n for tier, n in zip(_TIERS, sizes, strict=True)},
        **{f"{tier}_down": n for tier, n in zip(_TIERS, down, strict=True)},
        **{f"{tier}_left": n for tier, n in zip(_TIERS, left, strict=True)},
        "high": high,
        "lost": sum(down) + sum(left[1:]),
        "indicator": 100 * float(lost.sum()) / high,
        "mean_of_rates": 100 * float(rates["lost"][list(_TIERS[1:])].mean()),
        "down_only": 100 * float(fell.sum()) / high,
        "exit_only": 100 * sum(left[1:]) / high,
        "with_basic": 100 * float((rates["lost"] * sizes).sum()) / sum(sizes),
        "worst": 100 * float(rates["lost"].max()),
    }


def _customers(sizes: list[int], down: list[int], left: list[int]) -> tuple[pd.Series, pd.Series]:
    """Return the tiers of single customers that give these counts."""
    moves: list[tuple[str, str | None]] = []
    for place, (size, fell, gone) in enumerate(zip(sizes, down, left, strict=True)):
        tier = _TIERS[place]
        moves += [(tier, _TIERS[place - 1])] * fell + [(tier, None)] * gone
        moves += [(tier, tier)] * (size - fell - gone)
    kind = pd.CategoricalDtype(list(_TIERS), ordered=True)
    before, after = (pd.Series(side).astype(kind) for side in zip(*moves, strict=True))
    return before, after.dropna()
