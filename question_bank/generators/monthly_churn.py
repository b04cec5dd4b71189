"""A yearly churn rate, and the constant monthly rate that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_MONTH = 1 / 12


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the yearly rate; give the monthly one in percent."""
    # Never 50: the roots of churn and of retention would be one number; near 56 two slips meet.
    yearly = draw.choice([*range(24, 48), *range(52, 56), *range(58, 66)])
    kept = retention.still_there(yearly / 100, _MONTH)
    linear = wrong("retention.still_there", yearly / 100, _MONTH)["linear_decay"]
    return {
        "yearly": yearly,
        "kept_yearly": 100 - yearly,
        "monthly": 100 * (1 - kept),
        "kept_monthly": 100 * kept,
        "twelfth": 100 * (1 - linear),
        "root_of_churn": 100 * (1 - (yearly / 100) ** _MONTH),
    }
