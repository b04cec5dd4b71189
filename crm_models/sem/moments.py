"""From checked answers to correlation matrices: one, or one for each resample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from crm_models.sem.answers import Answers

_CHUNK = 4_000_000  # numbers held at once while products of indicators are formed


@dataclass(frozen=True)
class Moments:
    """Means, standard deviations (divisor n) and correlations of p indicators."""

    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]
    correlation: NDArray[np.float64]


def moments(answers: Answers, indicators: Sequence[str]) -> Moments:
    """Compute means, standard deviations and correlations.

    Raises
    ------
    ModelError
        An indicator is constant: everyone gave the same answer.
    """
    share = answers.weights / answers.total
    mean = share @ answers.values
    centred = answers.values - mean
    covariance = (centred * share[:, None]).T @ centred
    deviation = np.sqrt(np.diagonal(covariance))
    flat = deviation <= 1e-12 * np.maximum(1.0, np.abs(mean))
    if flat.any():
        names = [name for name, is_flat in zip(indicators, flat, strict=True) if is_flat]
        raise ModelError(
            f"这些题项的回答全都一样，没有信息可用：{'、'.join(names)}",
            f"everyone gave the same answer to: {', '.join(names)}; leave them out",
        )
    correlation = covariance / np.outer(deviation, deviation)
    np.fill_diagonal(correlation, 1.0)
    return Moments(mean, deviation, correlation)


def resampled_correlations(
    standardised: NDArray[np.float64], counts: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Correlation matrices of many resamples of the same rows.

    Parameters
    ----------
    standardised
        Indicators of the whole sample, mean 0, variance 1; shape ``(n, p)``.
    counts
        How often each resample holds each row; shape ``(B, n)``.

    Returns
    -------
    correlations : ndarray, shape (B, p, p)
        NaN where an indicator is constant in the resample.
    deviations : ndarray, shape (B, p)
        Standard deviations in the resample, in units of the whole sample's.
    """
    n, p = standardised.shape
    upper, lower = np.triu_indices(p)
    totals = counts.sum(axis=1, keepdims=True)
    second = np.zeros((len(counts), len(upper)))
    step = max(1, _CHUNK // len(upper))
    for start in range(0, n, step):
        rows = standardised[start : start + step]
        second += counts[:, start : start + step] @ (rows[:, upper] * rows[:, lower])
    mean = counts @ standardised / totals
    second = second / totals - mean[:, upper] * mean[:, lower]
    deviation = np.sqrt(np.maximum(second[:, upper == lower], 0.0))
    deviation[deviation < 1e-7] = np.nan
    second /= deviation[:, upper] * deviation[:, lower]
    full = np.empty((len(counts), p, p))
    full[:, upper, lower] = second
    full[:, lower, upper] = second
    full[:, range(p), range(p)] = np.where(np.isnan(deviation), np.nan, 1.0)
    return full, deviation
