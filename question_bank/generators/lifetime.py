"""A constant monthly churn rate: the expected lifetime, and who is left after some months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a churn rate and a number of months."""
    percent = draw.choice([4, 5, 8, 12.5, 16, 20, 25])
    months = draw.integer(3, 6)
    churn = percent / 100
    return {
        "percent": percent,
        "months": months,
        "retained": 100 - percent,
        "lifetime": retention.expected_lifetime(churn),
        "left": 100 * retention.still_there(churn, months),
        "lost": 100 - 100 * retention.still_there(churn, months),
        **wrong("retention.expected_lifetime", churn),
        "linear_decay": 100 * wrong("retention.still_there", churn, months)["linear_decay"],
        "one_month_more": 100 * retention.still_there(churn, months + 1),
    }
