"""The upper and the lower group of a class, by total points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray

SHARE = 0.27
"""Kelley (1939): the part at either end that tells best apart."""


def upper(totals: FloatArray, share: float = SHARE) -> FloatArray:
    """Return how much of each person belongs to the upper group, from 0 to 1.

    Equal totals at the edge share the places that are left, so that the order of a file does
    not decide who is in.

    Examples
    --------
    >>> upper(np.array([1.0, 2.0, 2.0, 3.0]), 0.5)
    array([0. , 0.5, 0.5, 1. ])
    """
    size = max(1.0, round(share * len(totals)))
    weights = np.zeros(len(totals))
    left = float(size)
    for value in np.unique(totals)[::-1]:
        here = totals == value
        weights[here] = min(1.0, left / here.sum())
        left -= weights[here].sum()
        if left <= 1e-12:
            break
    return weights


def lower(totals: FloatArray, share: float = SHARE) -> FloatArray:
    """Return how much of each person belongs to the lower group, from 0 to 1."""
    return upper(-totals, share)
