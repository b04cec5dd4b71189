"""A maker's payment terms: a discount for paying early, and what waiting costs in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.channels import cash_discount_cost
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw discount and days; give the yearly cost of letting the discount go, in percent."""
    return until_apart(
        lambda: _once(draw),
        ["cost", "discount_on_full_price", "whole_credit_period", "not_per_year"],
        by=0.2,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    percent, early = draw.choice([1.5, 2, 2.5, 3]), draw.choice([10, 15])
    net = draw.choice([30, 45, 60])
    terms = (percent / 100, early, net)
    slips = wrong("channels.cash_discount_cost", *terms)
    return {
        "percent": percent,
        "early": early,
        "net": net,
        "between": net - early,
        "cost": 100 * cash_discount_cost(*terms),
        **{name: 100 * value for name, value in slips.items()},
    }
