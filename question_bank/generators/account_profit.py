"""Five key accounts with revenue, gross margin and cost to serve: who brings the profit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import pareto

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_NAMES = tuple("abcde")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the accounts; the largest by revenue gets discounts and costs most to serve."""
    # The largest has over 56% of the revenue, the best account less than that of the profit.
    revenue = [
        draw.integer(1800, 2000, 50),
        draw.integer(500, 600, 50),
        draw.integer(300, 450, 50),
        draw.integer(150, 250, 50),
        100,
    ]
    margin = [6, draw.integer(26, 28), draw.integer(20, 24, 2), 30, 30]
    gross = [round(r * m / 100, 1) for r, m in zip(revenue, margin, strict=True)]
    cost = [
        draw.integer(70, 85, 5),
        draw.integer(20, 30, 5),
        draw.integer(10, 20, 5),
        draw.integer(8, 12, 2),
        draw.integer(4, 8, 2),
    ]
    sales, margins = pd.Series(revenue, list(_NAMES)), pd.Series(gross, list(_NAMES))
    profit = margins - pd.Series(cost, list(_NAMES))
    one = 1 / len(profit)
    return {
        **{f"revenue_{n}": value for n, value in zip(_NAMES, revenue, strict=True)},
        **{f"gross_{n}": value for n, value in zip(_NAMES, gross, strict=True)},
        **{f"cost_{n}": value for n, value in zip(_NAMES, cost, strict=True)},
        "best_profit": float(profit.max()),
        "total_profit": float(profit.sum()),
        "share": 100 * pareto.top_share(profit, one),
        "share_of_revenue": 100 * pareto.top_share(sales, one),
        "largest_account": 100 * float(profit["a"] / profit.sum()),
        "share_of_gross": 100 * pareto.top_share(margins, one),
        "ranked_by_revenue": 100 * revenue[1] / sum(revenue),
    }
