"""A customer who may leave each year: after how many years the acquisition cost is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import margin_multiple, payback
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw margin and retention; the cost lies between the margins of two successive years."""
    margin = draw.integer(100, 300, 20)
    kept = draw.choice([70, 75, 80])
    years = draw.integer(4, 5)
    rate = kept / 100
    low, high = (
        margin * margin_multiple(rate, 0, first="now", periods=n) for n in (years - 1, years)
    )
    cost = round(low + (high - low) * draw.decimal(0.2, 0.8, 2))
    return {
        "margin": margin,
        "kept": kept,
        "cost": cost,
        "years": float(payback(cost, margin, rate) or 0),
        "undiscounted_payback": wrong("clv.payback", cost, margin, rate)["undiscounted_payback"],
        "not_rounded": cost / margin,
    }
