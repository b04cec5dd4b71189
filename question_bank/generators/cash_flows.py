"""One customer: an acquisition cost now, margins at the end of three years, a discount rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import npv

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the flows; give the net present value and what common slips make of it."""
    cost = draw.integer(150, 300, 10)
    margins = [draw.integer(100, 260, 10) for _ in range(3)]
    percent = draw.integer(6, 14)
    rate = percent / 100
    flows = [-cost, *margins]
    simple = sum(m / (1 + rate * t) for t, m in enumerate(margins, start=1)) - cost
    return {
        "cost": cost,
        **{f"margin_{year}": margin for year, margin in enumerate(margins, start=1)},
        "percent": percent,
        "value": npv(flows, rate=rate),
        "not_discounted": npv(flows, rate=0),
        "cost_forgotten": npv([0, *margins], rate=rate),
        "now_discounted": npv([0, *flows], rate=rate),
        "first_year_whole": npv(margins, rate=rate) - cost,
        "simple_interest": simple,
    }
