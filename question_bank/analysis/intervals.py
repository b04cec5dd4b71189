"""Confidence intervals that hold up in a small class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray


def wilson(share: FloatArray, count: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Return Wilson's score interval (1927) of a share of `count` people.

    Unlike mean ± 2 standard errors it stays within 0 and 1 and keeps its level when everybody
    was right.

    Examples
    --------
    >>> low, high = wilson(np.array([1.0]), np.array([20.0]), 0.95)
    >>> low.round(3), high.round(3)
    (array([0.839]), array([1.]))
    """
    z = float(stats.norm.ppf((1 + level) / 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = 1 / (1 + z**2 / count)
        centre = scale * (share + z**2 / (2 * count))
        half = scale * z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)


def fisher(r: FloatArray, count: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Return the interval of a correlation of `count` pairs by Fisher's z; NaN below 4 pairs."""
    z = float(stats.norm.ppf((1 + level) / 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        half = np.where(count > 3, z / np.sqrt(count - 3), np.nan)
        middle = np.arctanh(np.clip(r, -1, 1))
    low: FloatArray = np.tanh(middle - half)
    high: FloatArray = np.tanh(middle + half)
    return low, high
