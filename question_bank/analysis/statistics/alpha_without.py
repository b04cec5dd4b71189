"""Alpha without the question: what the paper's reliability would be if it were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.text import Text
from question_bank.analysis.reliability import alpha

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

TITLE = Text("删去后的 α", "alpha without it")
SAYS = Text(
    "去掉本题后其余各题的 α；高于全卷的 α 说明本题与别的题测的不是同一件事。",
    "Alpha of the other questions; above the paper's alpha, this one measures something else.",
)
RANK = 8
PERCENT = False


def compute(scores: Scores) -> FloatArray:
    """Return alpha of the other columns; NaN with fewer than two of them or gaps in the table."""
    points = scores.points
    columns = range(points.shape[1])
    return np.array([alpha(np.delete(points, column, axis=1)) for column in columns])
