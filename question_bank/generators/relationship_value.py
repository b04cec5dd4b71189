"""One customer over some years: what the relationship is worth, what the first sale alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import retention_value
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_SLIPS = ("first_margin_confused", "churn_as_retention", "acquisition_forgotten")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw margin, retention, years and an acquisition cost above the first margin."""
    margin = draw.integer(60, 120, 5)
    kept = draw.choice([60, 65, 70, 75, 80, 85])
    years = draw.integer(3, 4)
    acquisition = draw.integer(margin + 15, margin + 65, 5)
    rate = kept / 100

    def value(rate: float, years: int) -> float:
        return retention_value(margin, rate, 0, first="now", periods=years, acquisition=acquisition)

    slips = wrong(
        "clv.retention_value",
        *(margin, rate, 0),
        first="now",
        periods=years,
        acquisition=acquisition,
        only=_SLIPS,
    )
    return {
        "margin": margin,
        "kept": kept,
        "years": years,
        "acquisition": acquisition,
        "value": value(rate, years),
        "one_sale": value(rate, 1),
        "nobody_leaves": value(1, years),
        **slips,
    }
