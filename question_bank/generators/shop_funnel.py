"""An online shop: visitors, carts, orders paid; a better checkout; what advertising cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import acquisition
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the funnel and what the conversion of its last step rises to."""
    visitors = draw.integer(4000, 9000, 1000)
    carts = visitors * draw.choice([10, 12, 14, 16]) // 100
    percent, up = draw.choice([30, 35, 40, 45]), draw.choice([5, 10, 15])
    paid = round(carts * percent / 100)
    steps = {"visitors": visitors, "carts": carts, "paid": paid}
    table = acquisition.funnel(steps)
    target = percent + up
    spend = paid * draw.integer(18, 60)
    return {
        **steps,
        "target": target,
        "conversion": 100 * float(table["conversion"].iloc[-1]),
        "more": carts * target / 100 - paid,
        # Points of the last step taken of its orders, or of all visitors.
        "more_of_orders": paid * up / 100,
        "more_of_visitors": visitors * up / 100,
        "all_orders": carts * target / 100,
        "spend": spend,
        "cost": acquisition.acquisition_cost(spend, paid),
        "cost_of_visitor": spend / visitors,
        "cost_of_cart": spend / carts,
        **wrong("acquisition.acquisition_cost", spend, paid),
    }
