"""One customer: an acquisition cost now, margins at the end of three years, a discount rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import npv
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the flows; give the net present value and what common slips make of it."""
    cost = draw.integer(150, 300, 10)
    margins = [draw.integer(100, 260, 10) for _ in range(3)]
    percent = draw.integer(6, 14)
    rate = percent / 100
    value, costs = [0, *margins], [cost, 0, 0, 0]
    return {
        "cost": cost,
        **{f"margin_{year}": margin for year, margin in enumerate(margins, start=1)},
        "percent": percent,
        "value": npv(value, costs, rate=rate),
        # The first margin taken as if it came now, and each later one a year early.
        "first_year_whole": npv(margins, rate=rate) - cost,
        **wrong("clv.npv", value, costs, rate=rate),
    }
