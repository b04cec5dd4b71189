"""One month of a subscription: customers at the start, at the end, and new ones among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the numbers; give the churn rate in percent and what common slips make of it."""
    return until_apart(
        lambda: _once(draw),
        ["churn", "net_change", "base_is_the_end", "retained", "new_in_base"],
        by=0.25,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    start = draw.integer(800, 2400, 200)
    lost = start // 200 * draw.integer(18, 40)
    new = start // 200 * draw.integer(8, 30)
    end = start - lost + new
    churn = retention.churn_rate(start, lost)
    slips = wrong("retention.churn_rate", start, lost)
    return {
        "start": start,
        "new": new,
        "end": end,
        "lost": lost,
        "stayed": start - lost,
        "churn": 100 * churn,
        "retained": 100 * slips["retention_for_churn"],
        "base_is_the_end": 100 * slips["base_is_the_end"],
        # New customers made up for lost ones.
        "net_change": 100 * (start - end) / start,
        "new_in_base": 100 * lost / (start + new),
    }
