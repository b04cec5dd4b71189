"""The profit of ten customers, unsorted: what the middle layer of the pyramid brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import pareto

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_SHARES = (0.1, 0.3, 0.6)


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw one very large, three middling and six small customers."""
    middle = draw.sample(range(90, 160, 5), 3)
    # The three middling ones together bring more than all small and less than the large one.
    small = draw.sample(range(10, 60, 5), 6)
    # The first customers of the table are small: who does not sort takes the wrong ones.
    rest = draw.shuffled([draw.integer(480, 600, 10), *middle, *small[2:]])
    profit = pd.Series([*small[:2], *rest], dtype=float)
    percent = 100 / float(profit.sum())
    by_layer = profit.groupby(pareto.three_layers(profit, _SHARES), observed=True).sum() * percent
    upwards = profit.groupby(pareto.three_layers(-profit, _SHARES), observed=True).sum() * percent
    return {
        **{f"x{n}": int(x) for n, x in enumerate(profit, start=1)},
        "total": int(profit.sum()),
        "ordinary_sum": round(float(by_layer["ordinary"]) / percent),
        "ordinary": float(by_layer["ordinary"]),
        "key": float(by_layer["key"]),
        "small": float(by_layer["small"]),
        "ranked_upwards": float(upwards["ordinary"]),
        "not_ranked": float(profit.iloc[1:4].sum()) * percent,
    }
