"""One offer scored by its customers: four values, three costs, the delivered value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import delivered_value
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_SLIPS: tuple[str, ...] = (
    "price_only",
    "product_only",
    "ratio_for_difference",
    "difference_for_ratio",
)
_SLIPS += ("ratio_inverted",)


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
    sums = delivered_value.totals(offer)
    return {
        **scores,
        "value": _first(sums["value"]),
        "cost": _first(sums["cost"]),
        "difference": _first(delivered_value.absolute(offer)),
        "ratio": _first(delivered_value.relative(offer)),
        "ratio_price_only": _first(sums["value"]) / scores["monetary"],
        **wrong("delivered_value.absolute", offer, take=_first, only=_SLIPS),
        **wrong("delivered_value.relative", offer, take=_first, only=_SLIPS),
    }


def _first(column: pd.Series) -> float:
    return float(column.iloc[0])
