"""A retention rate that rises: how many years longer a customer is expected to stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the retention rate before and after; give the gain in years."""
    before = draw.choice([60, 64, 68, 70, 75, 80])
    after = before + draw.integer(4, 12, 2)
    churn, less = (100 - before) / 100, (100 - after) / 100
    old, new = retention.expected_lifetime(churn), retention.expected_lifetime(less)
    slip = "lifetime_from_retention"
    inverted = [wrong("retention.expected_lifetime", c, only=[slip])[slip] for c in (churn, less)]
    return {
        "before": before,
        "after": after,
        "churn_before": 100 - before,
        "churn_after": 100 - after,
        "old": old,
        "new": new,
        "longer": new - old,
        slip: inverted[1] - inverted[0],
        # As if the lifetime grew in proportion to the retention rate.
        "in_proportion": old * (after / before - 1),
    }
