"""A measure that raises the retention rate at a cost: what it gains, and when it pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models.clv import KeepOrAcquire, keep_or_acquire, margin_multiple
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw margin, rates and cost; give the gain per customer and the break-even, in points."""
    margin = draw.integer(200, 600, 20)
    kept = draw.choice([70, 75, 80])
    points = draw.integer(4, 8)
    percent = draw.choice([8, 10, 12])
    cost = draw.integer(margin // 10, margin // 5, 5)
    options: dict[str, Any] = {
        "margin": margin,
        "retention": kept / 100,
        "discount": percent / 100,
        "retention_cost": cost,
        "uplift": points / 100,
        "acquisition_cost": 0,
    }
    right = keep_or_acquire(**options)
    gains = wrong("clv.keep_or_acquire", take=_keep, **options)
    limits = wrong("clv.keep_or_acquire", take=_break_even, **options)
    return {
        "margin": margin,
        "kept": kept,
        "points": points,
        "raised": kept + points,
        "percent": percent,
        "cost": cost,
        "value_before": margin * margin_multiple(kept / 100, percent / 100),
        "value_after": margin * margin_multiple((kept + points) / 100, percent / 100),
        "gain": _keep(right),
        "break_even": _break_even(right),
        **{f"gain_{name}": value for name, value in gains.items()},
        **{f"limit_{name}": value for name, value in limits.items()},
        "rate_at_break_even": kept + _break_even(right),
    }


def _keep(choice: KeepOrAcquire) -> float:
    return choice.keep


def _break_even(choice: KeepOrAcquire) -> float:
    """Return the uplift at which the measure pays, in percentage points."""
    return 100 * choice.break_even_uplift
