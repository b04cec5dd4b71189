"""The revenue of a supplier's five accounts: how concentrated it is, as a Gini coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import pareto
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw five revenues from the smallest to the largest."""
    revenue = [
        draw.integer(20, 40, 10),
        draw.integer(50, 80, 10),
        draw.integer(90, 140, 10),
        draw.integer(200, 300, 20),
        draw.integer(500, 800, 50),
    ]
    value = pd.Series(revenue, dtype=float)
    slips = wrong("pareto.gini", value)
    return {
        **{f"x{n}": x for n, x in enumerate(revenue, start=1)},
        "total": sum(revenue),
        "gini": pareto.gini(value),
        # Ranks given from the largest down turn every sign round.
        "ranked_downwards": -pareto.gini(value),
        "corrected": pareto.gini(value, corrected=True),
        "area_not_doubled": slips["area_not_doubled"],
    }
