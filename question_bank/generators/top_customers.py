"""The year's revenue of ten customers, unsorted: the share of the best fifth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import pareto
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw two large and eight small customers in random order; give shares in percent."""
    small = sorted(draw.sample(range(100, 700, 20), 8), reverse=True)
    # The first two of the table are neither the best nor the worst two.
    rest = draw.shuffled([*small[2:], draw.integer(3000, 3900, 50), draw.integer(1500, 2600, 50)])
    revenue = pd.Series([*small[:2], *rest], dtype=float)
    percent = 100 / float(revenue.sum())
    best = revenue.sort_values(ascending=False)
    return {
        **{f"x{n}": int(value) for n, value in enumerate(revenue, start=1)},
        "total": float(revenue.sum()),
        "share": 100 * pareto.top_share(revenue, 0.2),
        "first_two": float(revenue.iloc[:2].sum()) * percent,
        "best_one": float(best.iloc[0]) * percent,
        "bottom_share": 100 * wrong("pareto.top_share", revenue, 0.2)["bottom_share"],
        "rest": 100 - 100 * pareto.top_share(revenue, 0.2),
    }
