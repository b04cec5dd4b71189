"""Discrimination: the correlation of a question with all the others together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.analysis.covariance import correlation
from question_bank.analysis.intervals import fisher

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

TITLE = Text("区分度（校正的题总相关）", "discrimination (item-rest correlation)")
SAYS = Text(
    "本题得分与其余各题总分的相关系数（0/1 记分时即校正的点二列相关）；低于 0 先查答案。",
    "Correlation of the question with the rest of the paper (the corrected point-biserial for"
    " right-or-wrong marks); below 0, check the key first.",
)
RANK = 4
PERCENT = False


def compute(scores: Scores) -> FloatArray:
    """Return the item-rest correlation; Moodle calls it the discrimination index (in percent)."""
    return correlation(scores.points, scores.rest)


def interval(scores: Scores, level: float) -> tuple[FloatArray, FloatArray]:
    """Return the interval by Fisher's transformation."""
    return fisher(compute(scores), scores.asked.sum(axis=0).astype(float), level)
