"""Covariances of the columns of a table with another table, over those who were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray


def covariance(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the sample covariance (n - 1) of each column of `a` with that of `b`.

    Parameters
    ----------
    a, b : array of shape (n, k)
        Pairs with a NaN on either side are passed over, column by column.

    Returns
    -------
    array of shape (k,)
        NaN where fewer than two pairs are left.
    """
    there = ~(np.isnan(a) | np.isnan(b))
    count = there.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_a = np.where(there, a, 0).sum(axis=0) / count
        mean_b = np.where(there, b, 0).sum(axis=0) / count
        products = np.where(there, (a - mean_a) * (b - mean_b), 0).sum(axis=0)
        result: FloatArray = np.where(count > 1, products / (count - 1), np.nan)
    return result


def correlation(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the correlation of each column of `a` with that of `b`; NaN without variation.

    Examples
    --------
    >>> correlation(np.array([[1.0], [2.0], [3.0]]), np.array([[2.0], [4.0], [6.0]])).round(12)
    array([1.])
    """
    there = ~(np.isnan(a) | np.isnan(b))
    one, two = np.where(there, a, np.nan), np.where(there, b, np.nan)
    spread = covariance(one, one) * covariance(two, two)
    # Differences of sums leave rounding noise where nothing varies.
    varies = spread > 1e-20
    with np.errstate(invalid="ignore", divide="ignore"):
        result: FloatArray = np.where(varies, covariance(one, two) / np.sqrt(spread), np.nan)
    return result
