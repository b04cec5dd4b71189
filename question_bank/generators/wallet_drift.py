"""Spending here and in the whole category in two years: more money, a smaller share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.retention import share_of_wallet
from question_bank.generators._apart import until_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the amounts; give the fall of the share in percentage points."""
    return until_apart(
        lambda: _once(draw), ["fall", "relative", "growth", "share_now", "minus"], by=0.1
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    category = draw.integer(2000, 4000, 100)
    spend = category * draw.integer(40, 60) // 100
    later_category = category * draw.integer(135, 170) // 100
    later = spend * draw.integer(104, 118) // 100
    before, now = share_of_wallet(spend, category), share_of_wallet(later, later_category)
    return {
        "category": category,
        "spend": spend,
        "later_category": later_category,
        "later": later,
        "share_before": 100 * before,
        "share_now": 100 * now,
        "fall": 100 * (before - now),
        "minus": 100 * (now - before),
        "relative": 100 * (before - now) / before,
        "growth": 100 * (later - spend) / spend,
    }
