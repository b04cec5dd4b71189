"""A press release: retention up by so much, churn down by so much, both in relative terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.retention import base_rate_of_claim
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw two different changes; give the only retention rate that fits both, in percent."""
    return until_apart(lambda: _once(draw), ["base", "after", "swapped"], by=0.2)


def _once(draw: Draw) -> Mapping[str, Value]:
    up, down = draw.sample([5, 8, 10, 12, 15, 20, 24, 25, 30], 2)
    base = base_rate_of_claim(up / 100, down / 100)
    slips = wrong("retention.base_rate_of_claim", up / 100, down / 100)
    return {
        "up": up,
        "down": down,
        "base": 100 * base,
        "after": 100 * base * (1 + up / 100),
        "swapped": 100 * slips["claim_shares_swapped"],
    }
