"""Effective weight: the question's part in what really tells people apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.text import Text
from question_bank.analysis.covariance import covariance

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

TITLE = Text("实际权重", "effective weight")
SAYS = Text(
    "本题对总分差异的实际贡献；远离设计权重的题，实际上不值它的分。",
    "The question's real share in the differences between totals; far from the intended weight,"
    " it is not worth its points.",
)
RANK = 7
PERCENT = True
_NOISE = 1e-10


def compute(scores: Scores) -> FloatArray:
    """Return sqrt(cov(points, total)) as a share of the sum over the questions.

    Moodle's definition. A question that runs against the total has none (NaN).
    """
    total = np.where(scores.asked, scores.totals[:, None], np.nan)
    shared = covariance(scores.points, total)
    # The last bits of a sum must not decide between a little weight, none, and none defined.
    shared = np.where(np.abs(shared) < _NOISE, 0.0, shared)
    roots = np.sqrt(np.where(shared >= 0, shared, np.nan))
    whole = np.nansum(roots)
    result: FloatArray = roots / whole if whole > 0 else np.full_like(roots, np.nan)
    return result
