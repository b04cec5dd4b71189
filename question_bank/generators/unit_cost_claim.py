"""A report of lower costs and more conversions: what one conversion costs now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import campaign
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_CHANGE = "campaign.cost_per_conversion_change"


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw both changes; give by how many percent the cost per conversion fell."""
    return until_apart(
        lambda: _once(draw),
        ["fall", "changes_added", "quotient_inverted", "cost_down"],
        by=0.5,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    down, up = draw.integer(10, 30, 5), draw.integer(20, 60, 5)
    terms: dict[str, Any] = {"cost_change": -down / 100, "conversion_change": up / 100}
    slips = wrong(_CHANGE, **terms, take=lambda made: abs(100 * made))
    return {
        "cost_down": down,
        "conversions_up": up,
        "new_cost": 100 - down,
        "new_conversions": 100 + up,
        "fall": -100 * campaign.cost_per_conversion_change(**terms),
        **slips,
    }
