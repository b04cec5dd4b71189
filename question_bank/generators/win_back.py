"""A win-back campaign: letters to former customers, an offer to those who return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import retention_value
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the campaign; give its net value and what common slips make of it."""
    return until_apart(
        lambda: _once(draw),
        ["value", "costs_forgotten", "letters_to_returned", "all_return", "later_margin"],
        by=100,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    letters, success = draw.integer(400, 1200, 100), draw.choice([5, 8, 10, 15, 20])
    letter, offer = draw.integer(3, 9), draw.integer(20, 60, 5)
    margin, kept, percent = draw.integer(60, 160, 10), draw.choice([60, 70, 75, 80]), 10
    returned = letters * success // 100
    # What one returned customer costs: the offer, and all letters that it took to find him.
    cost = offer + letter * 100 / success
    terms = (margin, kept / 100, percent / 100)
    slips = wrong("clv.retention_value", *terms, first="now", acquisition=cost)
    return {
        "letters": letters,
        "success": success,
        "letter": letter,
        "offer": offer,
        "margin": margin,
        "kept": kept,
        "percent": percent,
        "returned": returned,
        "second_value": retention_value(*terms, first="now"),
        "value": returned * retention_value(*terms, first="now", acquisition=cost),
        "costs_forgotten": returned * slips["acquisition_forgotten"],
        "later_margin": returned * slips["first_margin_confused"],
        "letters_to_returned": returned
        * retention_value(*terms, first="now", acquisition=offer + letter),
        "all_return": letters * retention_value(*terms, first="now", acquisition=offer + letter),
    }
