"""A shop's stock at cost, its revenue and its cost of sales: for how many days it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.supply_chain import days_of_supply
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a year's figures in ten thousand yuan; give days of supply."""
    return until_apart(
        lambda: _once(draw), ["days", "of_revenue", "turns_for_days", "of_profit"], by=0.5
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    revenue = draw.integer(800, 2400, 100)
    cost = revenue * draw.choice([60, 65, 70, 75]) // 100
    stock = cost * draw.integer(8, 24) // 100
    return {
        "revenue": revenue,
        "cost": cost,
        "stock": stock,
        "days": days_of_supply(stock, cost),
        "of_revenue": days_of_supply(stock, revenue),
        "of_profit": days_of_supply(stock, revenue - cost),
        **wrong("supply_chain.days_of_supply", stock, cost),
    }
