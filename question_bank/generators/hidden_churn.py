"""A year in which the number of customers grows although many leave: the churn rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw customers at the start, those won and those lost; fewer are lost than won."""
    start = draw.integer(300, 900, 20)
    lost = round(start * draw.decimal(0.12, 0.28, 2))
    # Growth stays below the losses, so that it never equals the churn rate.
    won = lost + draw.integer(10, min(60, lost - 10))
    end = start + won - lost
    slip = "base_is_the_end"
    return {
        "start": start,
        "won": won,
        "lost": lost,
        "end": end,
        "churn": 100 * retention.churn_rate(start, lost),
        slip: 100 * wrong("retention.churn_rate", start, lost, only=[slip])[slip],
        "new_in_base": 100 * retention.churn_rate(start + won, lost),
        "end_as_base": 100 * lost / end,
        "net_growth": 100 * (end - start) / start,
        "kept": 100 * retention.retention_rate(start, lost),
    }
