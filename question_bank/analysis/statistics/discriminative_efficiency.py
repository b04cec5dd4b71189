"""Discriminative efficiency: the discrimination reached, of what the points would allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.text import Text
from question_bank.analysis.covariance import covariance

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

TITLE = Text("鉴别效率", "discriminative efficiency")
SAYS = Text(
    "在这道题的得分分布下，区分度达到了最大可能的多少；适合比较很难和很容易的题。",
    "How much of the discrimination that the spread of points allows is reached; it makes very"
    " hard and very easy questions comparable.",
)
RANK = 5
PERCENT = True


def compute(scores: Scores) -> FloatArray:
    """Return cov(points, rest) over the same with both sorted; NaN where nothing can vary."""
    rest = np.where(scores.asked, scores.rest, np.nan)
    reached = covariance(scores.points, rest)
    # NaN is sorted to the end in both, so that the pairs stay pairs.
    most = covariance(np.sort(scores.points, axis=0), np.sort(rest, axis=0))
    with np.errstate(invalid="ignore", divide="ignore"):
        result: FloatArray = np.where(most > 1e-12, reached / most, np.nan)
    return result
