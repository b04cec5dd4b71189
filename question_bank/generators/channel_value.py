"""Two channels that win customers: a cheap one whose customers leave, a dear one whose stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import retention_value
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_SLIPS = ("acquisition_forgotten", "retention_forgotten", "first_margin_confused")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw both channels; give the net value of a customer of each, and the difference."""
    margin = draw.integer(120, 240, 20)
    percent = draw.choice([7, 8, 9, 11, 12])
    # The dear channel never costs exactly one margin: two slips would give the same number.
    cost = {"a": draw.integer(40, 80, 10), "b": draw.integer(205, 265, 10)}
    kept = {"a": draw.integer(50, 60, 5), "b": draw.integer(80, 85, 5)}
    values: dict[str, Value] = {"margin": margin, "percent": percent}
    for name in ("a", "b"):
        call = (margin, kept[name] / 100, percent / 100)
        values |= {f"cost_{name}": cost[name], f"kept_{name}": kept[name]}
        values[f"net_{name}"] = retention_value(*call, acquisition=cost[name])
        slips = wrong("clv.retention_value", *call, acquisition=cost[name], only=_SLIPS)
        values |= {f"{slip}_{name}": value for slip, value in slips.items()}
        values[f"one_year_{name}"] = retention_value(*call, periods=1, acquisition=cost[name])
    return values
