"""A year of a firm's relationships: profit per customer, retention cost, customers lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models.clv import relationship_gain
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the year; give the gain and what common slips make of it."""
    year: dict[str, Any] = {
        "profitability": draw.integer(120, 400, 10),
        "retention_cost": draw.integer(15, 60, 5),
        "customers": draw.integer(300, 900, 20),
        "churned": draw.integer(30, 90, 5),
    }
    return {
        **year,
        "stayed": year["customers"] - year["churned"],
        "gain": relationship_gain(**year),
        **wrong("clv.relationship_gain", **year),
    }
