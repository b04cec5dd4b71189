"""Answers from 0 to 10 to "would you recommend us?": NPS and its margin of error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import satisfaction
from crm_models.satisfaction import NetPromoter
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

# The printed table joins 0 to 5; one answer of them stands for all, as they count alike.
_ANSWERS = (3, 6, 7, 8, 9, 10)
_SLIPS = ("passives_as_promoters", "detractors_forgotten", "passives_left_out", "six_as_passive")
_Z = 1.96
"""As the question prints it; the model's own quantile has more digits."""


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the counts; give the score, half the width of its interval, and usual slips."""
    # So few detractors that a forgotten group of answers never gives another slip's number.
    counts = [
        draw.integer(8, 14),
        draw.integer(6, 10),
        draw.integer(20, 40),
        draw.integer(30, 55),
        draw.integer(50, 75),
        draw.integer(35, 60),
    ]
    group = satisfaction.nps_groups(_ANSWERS, weights=counts)
    p, d = group.promoters / group.n, group.detractors / group.n
    low, high = group.interval(0.95)
    # The slip of taking the promoters alone is the same formula for a group of two kinds.
    of_promoters = NetPromoter(group.promoters, group.passives + group.detractors, 0)
    return {
        "low_answers": counts[0],
        **{f"n{a}": count for a, count in zip(_ANSWERS[1:], counts[1:], strict=True)},
        "n": int(group.n),
        "promoters": int(group.promoters),
        "passives": int(group.passives),
        "detractors": int(group.detractors),
        "score": group.score,
        **wrong("satisfaction.nps", _ANSWERS, weights=counts, only=_SLIPS),
        "margin": (high - low) / 2,
        "standard_error": group.standard_error,
        "whole_width": high - low,
        "mean_not_subtracted": _Z * 100 * ((p + d) / group.n) ** 0.5,
        "promoters_alone": _Z * of_promoters.standard_error,
    }
