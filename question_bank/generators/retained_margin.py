"""A constant margin, retention and discount rate: lifetime value without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import retention_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw margin, retention and discount rate; the first margin comes after one year."""
    margin = draw.integer(80, 400, 20)
    kept = draw.integer(60, 90, 5)
    percent = draw.integer(6, 14)
    retention, discount = kept / 100, percent / 100
    return {
        "margin": margin,
        "kept": kept,
        "percent": percent,
        "value": retention_value(margin, retention, discount),
        "first_now": retention_value(margin, retention, discount, first="now"),
        "not_discounted": retention_value(margin, retention, 0),
        "lifetime_times_margin": margin / (1 - retention),
        "retention_forgotten": margin / discount,
        "one_year_only": margin * retention / (1 + discount),
    }
