"""Buyers in ten groups of customers ranked by a score: lift and share captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models import prediction
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_SIZE = 100


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the buyers of each group; give the first group's lift and what three groups capture."""
    return until_apart(
        lambda: _once(draw),
        ["lift", "lift_over_the_rest", "lift_as_captured", "first_rate"],
        ["captured", "response", "lowest_first", "first_captured"],
        by=0.12,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    falls = [draw.integer(28, 42), draw.integer(18, 26), draw.integer(12, 17)]
    falls += [draw.integer(8, 11), draw.integer(6, 8), draw.integer(4, 6)]
    falls += [draw.integer(3, 4), draw.integer(2, 3), draw.integer(1, 2), draw.integer(0, 1)]
    actual = np.concatenate([np.arange(_SIZE) < buyers for buyers in falls])
    score = np.repeat(np.arange(10, 0, -1), _SIZE)
    slips = wrong("prediction.lift", actual, score, 0.1)
    gains = prediction.gains(actual, score)
    lowest = wrong("prediction.gains", actual, score, take=lambda made: made["captured"][3])
    everybody = sum(falls)
    return {
        **{f"g{n}": buyers for n, buyers in enumerate(falls, start=1)},
        "size": _SIZE,
        "customers": 10 * _SIZE,
        "buyers": everybody,
        "first_rate": 100 * falls[0] / _SIZE,
        "base_rate": 100 * everybody / (10 * _SIZE),
        "top_buyers": sum(falls[:3]),
        "lift": prediction.lift(actual, score, 0.1),
        "captured": 100 * float(gains["captured"][3]),
        "response": 100 * sum(falls[:3]) / (3 * _SIZE),
        "first_captured": 100 * falls[0] / everybody,
        "lowest_first": 100 * float(lowest["lowest_first"]),
        **slips,
    }
