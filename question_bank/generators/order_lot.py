"""A shop links its till to the supplier: ordering gets cheaper, and the best lot smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.supply_chain import economic_order_quantity
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw demand and costs before and after; give the new economic order quantity."""
    return until_apart(
        lambda: _once(draw),
        ["lot", "old_lot", "factor_two_forgotten", "root_forgotten", "costs_swapped", "by_share"],
        by=1.5,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    demand, holding = draw.integer(1200, 6000, 300), draw.choice([2, 3, 4, 5, 6])
    old = draw.choice([60, 80, 90, 120])
    new = old // draw.choice([4, 5])
    lot = economic_order_quantity(demand, new, holding)
    before = economic_order_quantity(demand, old, holding)
    return {
        "demand": demand,
        "holding": holding,
        "old": old,
        "new": new,
        "lot": lot,
        "old_lot": before,
        # As if the lot were proportional to the cost of an order.
        "by_share": before * new / old,
        **wrong("supply_chain.economic_order_quantity", demand, new, holding),
    }
