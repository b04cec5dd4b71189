"""Spending of a customer group: a ratio to the month before, then a further fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.retention import ratio_chain
from question_bank.generators._apart import until_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw what is left in the second month and the fall in the third; give percentages."""
    return until_apart(
        lambda: _once(draw), ["left", "subtracted", "last_ratio", "fall_of_both", "product"], by=0.3
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    second, fall = draw.integer(52, 88, 2), draw.integer(15, 35)
    chain = ratio_chain([1.0, second / 100, second * (100 - fall) / 10_000], exposure=(1, 1, 1))
    april, may = chain.tolist()
    return {
        "second": second,
        "fall": fall,
        "third_ratio": 100 - fall,
        "left": 100 * april * may,
        # Percentages of different bases subtracted from each other.
        "subtracted": second - fall,
        "last_ratio": 100 * may,
        "fall_of_both": 100 - 100 * april * may,
        # The fall taken for what is left.
        "product": second * fall / 100,
    }
