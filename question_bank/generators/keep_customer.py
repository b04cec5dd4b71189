"""One budget, two uses: raise the retention of customers one has, or win new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models.clv import keep_or_acquire, retention_value
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_BUDGET = 12_000
_SLIPS = ("whole_value_as_gain", "uplift_as_share", "next_period_only", "measure_for_free")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw margin, rates and costs; give what either use of the budget gains, in money."""
    return until_apart(
        lambda: _once(draw),
        ["difference", "keep_total", "acquire_total", "per_customer", *_SLIPS],
        by=25,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    margin, kept = draw.integer(160, 300, 20), draw.choice([60, 65, 70, 75])
    points, percent = draw.choice([4, 5, 6]), draw.choice([8, 10, 12])
    cost, acquisition = draw.choice([20, 24, 30]), draw.choice([200, 240, 300])
    options: dict[str, Any] = {
        "margin": margin,
        "retention": kept / 100,
        "discount": percent / 100,
        "retention_cost": cost,
        "uplift": points / 100,
        "acquisition_cost": acquisition,
    }
    choice = keep_or_acquire(**options)
    slips = wrong("clv.keep_or_acquire", take=lambda made: float(made.keep), only=_SLIPS, **options)
    acquired = choice.acquire * _BUDGET / acquisition
    return {
        "budget": _BUDGET,
        "margin": margin,
        "kept": kept,
        "raised": kept + points,
        "points": points,
        "percent": percent,
        "cost": cost,
        "acquisition": acquisition,
        "reached": _BUDGET // cost,
        "won": _BUDGET // acquisition,
        "value": retention_value(margin, kept / 100, percent / 100),
        "value_raised": retention_value(margin, (kept + points) / 100, percent / 100),
        "keep": choice.keep,
        "acquire": choice.acquire,
        "keep_total": choice.keep * _BUDGET / cost,
        "acquire_total": acquired,
        "difference": choice.keep * _BUDGET / cost - acquired,
        "per_customer": choice.keep - choice.acquire,
        **{name: slips[name] * _BUDGET / cost - acquired for name in _SLIPS},
    }
