"""A constant margin, retention and discount rate: lifetime value without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import retention_value
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw margin, retention and discount rate; the first margin comes after one year."""
    margin = draw.integer(80, 400, 20)
    kept = draw.integer(60, 90, 5)
    # Never 10: with a churn of 10% two mistakes would give the same number.
    percent = draw.choice([6, 7, 8, 9, 11, 12, 13, 14])
    retention, discount = kept / 100, percent / 100
    return {
        "margin": margin,
        "kept": kept,
        "percent": percent,
        "value": retention_value(margin, retention, discount),
        "not_discounted": retention_value(margin, retention, 0),
        "one_year_only": retention_value(margin, retention, discount, periods=1),
        **wrong("clv.retention_value", margin, retention, discount),
    }
