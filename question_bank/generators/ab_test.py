"""Visitors and orders of two versions of a page: the difference and how sure it is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from crm_models import experiments
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_DIFFERENCE = "experiments.difference"


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw both versions; give the relative change in percent and z."""
    return until_apart(
        lambda: _once(draw),
        ["relative", "points_for_relative", "relative_to_the_new", "more_orders"],
        ["z", "z_of_one", "z_of_sum"],
        by=0.25,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    shown_a, shown_b = draw.integer(3000, 4000, 100), draw.integer(4200, 5200, 100)
    orders_a = round(shown_a * draw.integer(30, 45) / 1000)
    orders_b = round(shown_b * (orders_a / shown_a) * draw.integer(112, 140) / 100)
    counts = (orders_a, shown_a, orders_b, shown_b)
    test = experiments.difference(*counts)
    slips = wrong(_DIFFERENCE, *counts, take=lambda made: 100 * made.relative)
    each = [
        math.sqrt(rate * (1 - rate) / n)
        for rate, n in ((test.rate_a, shown_a), (test.rate_b, shown_b))
    ]
    return {
        "shown_a": shown_a,
        "orders_a": orders_a,
        "shown_b": shown_b,
        "orders_b": orders_b,
        "rate_a": 100 * test.rate_a,
        "rate_b": 100 * test.rate_b,
        "points": 100 * test.points,
        "relative": 100 * test.relative,
        "more_orders": 100 * (orders_b / orders_a - 1),
        "z": test.z,
        # The spread of one version alone, and the two standard errors simply added up.
        "z_of_one": test.points / each[0],
        "z_of_sum": test.points / sum(each),
        "pooled": 100 * (orders_a + orders_b) / (shown_a + shown_b),
        **slips,
    }
