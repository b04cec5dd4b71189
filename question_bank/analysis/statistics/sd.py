"""Standard deviation of the points of a question, as a share of the points to be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.text import Text
from question_bank.analysis.covariance import covariance

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

TITLE = Text("标准差", "standard deviation")
SAYS = Text(
    "得分的离散程度，占满分的比例；太小说明这道题分不出高低。",
    "How far points lie apart, as a share of the full points; a small one tells nobody apart.",
)
RANK = 2
PERCENT = True


def compute(scores: Scores) -> FloatArray:
    """Return the sample standard deviation (n - 1)."""
    result: FloatArray = np.sqrt(covariance(scores.points, scores.points)) / scores.out_of
    return result
