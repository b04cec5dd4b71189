"""Two groups of new customers with different churn rates: how long they stay on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.retention import expected_lifetime

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the share of the loyal group and both rates; give lifetimes in months."""
    loyal = draw.choice([30, 40, 60, 70])
    low, high = draw.choice([4, 5, 8, 10]), draw.choice([25, 30, 40, 50])
    share = loyal / 100
    long, short = expected_lifetime(low / 100), expected_lifetime(high / 100)
    mean_churn = share * low + (1 - share) * high
    return {
        "loyal": loyal,
        "other": 100 - loyal,
        "low": low,
        "high": high,
        "long": long,
        "short": short,
        "lifetime": share * long + (1 - share) * short,
        "mean_churn": mean_churn,
        "of_mean_churn": expected_lifetime(mean_churn / 100),
        "unweighted": (long + short) / 2,
    }
