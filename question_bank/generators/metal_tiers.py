"""The yearly profit of customers and three cuts: how many are in the gold tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import pareto
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_CUTS = (5000, 2000, 0)


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw eleven customers; one stands exactly on the cut between gold and iron."""
    gold = draw.integer(1, 2)
    iron = gold + draw.integer(3, 4)
    profits = [draw.integer(5200, 9000, 100), _CUTS[1]]
    profits += draw.sample(range(2200, 4900, 100), gold)
    profits += draw.sample(range(100, 1800, 100), iron)
    profits += draw.sample(range(-900, -100, 100), 11 - len(profits))
    value = pd.Series(draw.shuffled(profits), dtype=float)
    return {
        **{f"x{n}": int(x) for n, x in enumerate(value, start=1)},
        "platinum_from": _CUTS[0],
        "gold_from": _CUTS[1],
        "gold": _gold(pareto.metal_tiers(value, _CUTS)),
        "edge_left_out": _gold(pareto.metal_tiers(value, (_CUTS[0], _CUTS[1] + 1, _CUTS[2]))),
        "platinum_included": int((value >= _CUTS[1]).sum()),
        **wrong("pareto.metal_tiers", value, _CUTS, take=_gold),
    }


def _gold(tiers: pd.Series) -> int:
    return int((tiers == "gold").sum())
