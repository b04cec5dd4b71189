"""Customers who leave in two years and what it costs to win as many new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw customers, yearly churn and the cost of winning one; hundreds leave no fractions."""
    customers = draw.integer(1200, 4800, 100)
    percent = draw.choice([10, 20, 30, 40])
    each = draw.integer(40, 240, 10)
    churn = percent / 100
    left = customers * retention.still_there(churn, periods=2)
    linear = wrong("retention.still_there", churn, periods=2)["linear_decay"]
    return {
        "customers": customers,
        "percent": percent,
        "each": each,
        "left": left,
        "lost": customers - left,
        "cost": each * (customers - left),
        "linear_decay": each * customers * (1 - linear),
        "one_year": each * customers * churn,
        "cost_of_the_rest": each * left,
    }
