"""Intended weight: the question's part of the points of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

TITLE = Text("设计权重", "intended weight")
SAYS = Text("本题分值占全卷的比例。", "The question's share of the points of the paper.")
RANK = 6
PERCENT = True


def compute(scores: Scores) -> FloatArray:
    """Return the share of the points to be had."""
    result: FloatArray = scores.out_of / scores.out_of.sum()
    return result
