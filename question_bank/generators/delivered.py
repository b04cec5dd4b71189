"""One offer scored by its customers: four values, three costs, the delivered value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import delivered_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the scores; give the difference, the ratio and what is left when a part is missed."""
    scores = {
        "product": draw.integer(12, 20),
        "service": draw.integer(8, 14),
        "personnel": draw.integer(5, 9),
        "image": draw.integer(3, 6),
        "monetary": draw.integer(9, 15),
        "time": draw.integer(3, 6),
        "energy": draw.integer(2, 4),
    }
    offer = pd.DataFrame([scores])
    only_money = {**scores, "time": 0, "energy": 0}
    sums = delivered_value.totals(offer)
    value, cost = float(sums["value"].iloc[0]), float(sums["cost"].iloc[0])
    return {
        **scores,
        "value": value,
        "cost": cost,
        "difference": float(delivered_value.absolute(offer).iloc[0]),
        "ratio": float(delivered_value.relative(offer).iloc[0]),
        "ratio_inverted": cost / value,
        "only_money": float(delivered_value.absolute(pd.DataFrame([only_money])).iloc[0]),
        "ratio_only_money": float(delivered_value.relative(pd.DataFrame([only_money])).iloc[0]),
        "only_product": float(scores["product"]) - cost,
    }
