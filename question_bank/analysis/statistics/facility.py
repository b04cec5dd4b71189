"""Facility: the share of the points that a class earned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.text import Text
from question_bank.analysis.intervals import wilson

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

TITLE = Text("难度系数（得分率）", "facility")
SAYS = Text(
    "平均得分占满分的比例；越高越容易，通常希望在 0.20 到 0.80 之间。",
    "Mean points as a share of the points to be had; higher is easier, 0.20 to 0.80 is usual.",
)
RANK = 1
PERCENT = True


def compute(scores: Scores) -> FloatArray:
    """Return the mean share of points."""
    return _mean(scores)


def interval(scores: Scores, level: float) -> tuple[FloatArray, FloatArray]:
    """Return Wilson's interval.

    Marks between 0 and the full points vary less than right-or-wrong marks with the same mean,
    so that for partial credit the interval is on the safe side.
    """
    return wilson(_mean(scores), scores.asked.sum(axis=0).astype(float), level)


def _mean(scores: Scores) -> FloatArray:
    count = scores.asked.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: FloatArray = np.nansum(scores.points, axis=0) / count / scores.out_of
    return result
