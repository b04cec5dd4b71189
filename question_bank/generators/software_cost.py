"""CRM software of one's own, or rented: what it costs over four years in money of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import npv
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_YEARS = 4
_SLIPS = ("discounting_forgotten", "now_discounted", "multiplied_by_growth")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw prices in thousands of yuan; costs are flows without any value of their own."""
    return until_apart(
        lambda: _once(draw),
        ["own", *_SLIPS, "start_only"],
        ["users", "users_undiscounted", "users_start_only"],
        by=0.5,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    start, upkeep = draw.integer(200, 400, 20), draw.integer(60, 120, 10)
    percent, fee = draw.integer(6, 12), draw.choice([2.4, 3.0, 3.6])
    rate = percent / 100
    costs = [start, *[upkeep] * _YEARS]
    nothing = [0] * len(costs)
    own = -npv(nothing, costs, rate=rate)
    slips = wrong("clv.npv", nothing, costs, rate=rate, take=lambda v: -float(v), only=_SLIPS)
    one_user = -npv(nothing, [0, *[fee] * _YEARS], rate=rate)
    return {
        "start": start,
        "upkeep": upkeep,
        "percent": percent,
        "fee": f"{fee:g}",
        "own": own,
        **slips,
        "start_only": start,
        "users": own / one_user,
        "users_undiscounted": slips["discounting_forgotten"] / (fee * _YEARS),
        "users_start_only": start / one_user,
    }
