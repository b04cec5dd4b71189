"""A key account manager who costs money now and raises the account's retention rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import keep_or_acquire, retention_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw an account's margin (in thousands), both retention rates and the cost."""
    margin = draw.integer(60, 140, 10)
    before = draw.integer(75, 80, 5)
    points = draw.choice([5, 8, 10])
    percent = draw.choice([8, 10, 12])
    cost = draw.integer(20, 50, 5)
    kept, raised, rate = before / 100, (before + points) / 100, percent / 100
    gain = keep_or_acquire(
        margin=margin,
        retention=kept,
        discount=rate,
        retention_cost=cost,
        uplift=points / 100,
        acquisition_cost=0,
    ).keep
    return {
        "margin": margin,
        "before": before,
        "after": before + points,
        "percent": percent,
        "cost": cost,
        "old_value": retention_value(margin, kept, rate),
        "new_value": retention_value(margin, raised, rate),
        "gain": gain,
        "cost_forgotten": gain + cost,
        "one_year_only": margin * points / 100 - cost,
        "whole_value": retention_value(margin, raised, rate) - cost,
    }
