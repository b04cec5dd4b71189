"""A mailing with cost per contact, fixed cost and response: profit and break-even."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import campaign
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a campaign; give its expected profit and its break-even response in percent."""
    return until_apart(
        lambda: _once(draw),
        ["profit", "only_responders_cost", "fixed_cost_forgotten", "everybody_buys"],
        ["break_even", "without_fixed", "fixed_only", "percent"],
        by=0.15,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    percent = draw.integer(3, 7)
    plan: dict[str, Any] = {
        "contacts": draw.integer(2000, 6000, 500),
        "margin": draw.integer(60, 140, 10),
        "contact_cost": draw.decimal(1.5, 3.5, 1),
        "fixed_cost": draw.integer(1000, 4000, 500),
    }
    slips = wrong("campaign.expected_profit", response=percent / 100, **plan)
    parts = {name: plan[name] for name in ("margin", "contact_cost")}
    return {
        **plan,
        "percent": percent,
        "responders": round(plan["contacts"] * percent / 100),
        "profit": campaign.expected_profit(response=percent / 100, **plan),
        "break_even": 100 * campaign.break_even_response(**plan),
        "without_fixed": 100 * campaign.break_even_response(**parts),
        "fixed_only": 100 * plan["fixed_cost"] / plan["contacts"] / plan["margin"],
        **slips,
    }
