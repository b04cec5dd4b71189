"""Discrimination index D: the upper group's facility less the lower group's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.text import Text
from question_bank.analysis.extremes import lower, upper

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

TITLE = Text("鉴别指数 D", "discrimination index D")
SAYS = Text(
    "高分组（总分前 27%）与低分组（后 27%）的得分率之差；0.40 以上很好，0.20 以下要修改。",
    "Facility in the upper 27% by total points less that in the lower 27%; 0.40 and more is"
    " very good, below 0.20 calls for a revision.",
)
RANK = 3
PERCENT = False


def compute(scores: Scores) -> FloatArray:
    """Return D (Kelley 1939: 27%); people with equal totals at the edge share the places."""
    shares = scores.points / scores.out_of
    return _mean(shares, upper(scores.totals)) - _mean(shares, lower(scores.totals))


def _mean(shares: FloatArray, weights: FloatArray) -> FloatArray:
    asked = ~np.isnan(shares)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: FloatArray = np.nansum(shares * weights[:, None], axis=0) / (
            asked * weights[:, None]
        ).sum(axis=0)
    return result
