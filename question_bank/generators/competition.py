"""A strongly and a weakly competitive market: what a fall of satisfaction costs in loyalty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.satisfaction.loyalty import CompetitionCurve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the two powers and two levels of satisfaction."""
    strong, weak = draw.integer(3, 5), draw.choice([0.2, 0.25, 0.3])
    before = draw.choice([0.85, 0.9, 0.95])
    after = round(before - draw.choice([0.15, 0.2, 0.25]), 2)
    return {
        "strong": strong,
        "weak": weak,
        "before": before,
        "after": after,
        "drop": _fall(strong, before, after),
        "drop_where_weak": _fall(weak, before, after),
        "drop_of_satisfaction": 100 * (before - after),
        "left": 100 * float(CompetitionCurve(strong).loyalty([after]).iloc[0]),
    }


def _fall(power: float, before: float, after: float) -> float:
    high, low = CompetitionCurve(power).loyalty([before, after])
    return 100 * float(high - low)
