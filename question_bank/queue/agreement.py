"""How far two markers agree: weighted kappa, intraclass correlation, mean difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Weights = Literal["linear", "quadratic"]


def weighted_kappa(
    one: Sequence[float], two: Sequence[float], weights: Weights = "quadratic"
) -> float:
    """Return Cohen's weighted kappa (1968) of two markers' points.

    Parameters
    ----------
    one, two
        Points of the same answers.
    weights
        Whether a disagreement counts by its size or by its square. Sizes are differences of
        points, so that unequal steps count as what they are.

    Returns
    -------
    float
        1 for full agreement, 0 for what chance gives; NaN where both gave everybody the same.

    Examples
    --------
    >>> round(weighted_kappa([0, 1, 2, 2], [0, 1, 2, 1], "linear"), 4)
    0.7143
    """
    a, b = np.asarray(one, dtype=float), np.asarray(two, dtype=float)
    power = 1 if weights == "linear" else 2
    observed = float((np.abs(a - b) ** power).mean())
    expected = float((np.abs(a[:, None] - b[None, :]) ** power).mean())
    return 1 - observed / expected if expected > 0 else float("nan")


def icc(points: NDArray[np.float64], level: float = 0.95) -> tuple[float, float, float]:
    """Return ICC(2,1) of Shrout and Fleiss (1979) and its interval.

    Answers and markers are both samples; a marker who is milder throughout lowers it.

    Parameters
    ----------
    points : array of shape (answers, markers)
        Complete.
    level
        Of the interval (their formula, after Fleiss and Shrout 1978).

    Returns
    -------
    estimate, low, high : float
        NaN with fewer than two answers or without variation.
    """
    n, k = points.shape
    nan = (float("nan"),) * 3
    if n < 2 or k < 2:
        return nan
    whole = points.mean()
    rows = k * float(((points.mean(axis=1) - whole) ** 2).sum()) / (n - 1)
    columns = n * float(((points.mean(axis=0) - whole) ** 2).sum()) / (k - 1)
    left = points - points.mean(axis=1)[:, None] - points.mean(axis=0)[None, :] + whole
    error = float((left**2).sum()) / ((n - 1) * (k - 1))
    spread = rows + (k - 1) * error + k * (columns - error) / n
    if spread <= 1e-15:
        return nan
    estimate = (rows - error) / spread
    if error <= 1e-15:
        return estimate, float("nan"), float("nan")
    ratio = columns / error
    inner = k * estimate * ratio + n * (1 + (k - 1) * estimate) - k * estimate
    degrees = (k - 1) * (n - 1) * inner**2
    degrees /= (n - 1) * k**2 * estimate**2 * ratio**2 + (
        n * (1 + (k - 1) * estimate) - k * estimate
    ) ** 2
    tail = (1 + level) / 2
    upper_f = float(stats.f.ppf(tail, n - 1, degrees))
    lower_f = float(stats.f.ppf(tail, degrees, n - 1))
    common = k * columns + (k * n - k - n) * error
    low = n * (rows - upper_f * error) / (upper_f * common + n * rows)
    high = n * (lower_f * rows - error) / (common + n * lower_f * rows)
    return estimate, low, high


@dataclass(frozen=True)
class Agreement:
    """Two markers on the answers that both marked.

    Parameters
    ----------
    count
        How many answers.
    exact, near
        Share with the same points, and within a tenth of the points to be had.
    difference
        Mean points of the second marker less the first's.
    kappa_linear, kappa_quadratic
        Weighted kappa.
    icc, icc_low, icc_high
        ICC(2,1) and its 95% interval.
    """

    count: int
    exact: float
    near: float
    difference: float
    kappa_linear: float
    kappa_quadratic: float
    icc: float
    icc_low: float
    icc_high: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain data; None for what is not defined."""
        return {
            name: None if isinstance(value, float) and np.isnan(value) else value
            for name, value in vars(self).items()
        }


def agreement(one: Sequence[float], two: Sequence[float], out_of: float) -> Agreement:
    """Return how far two markers agree on the same answers (at least one)."""
    a, b = np.asarray(one, dtype=float), np.asarray(two, dtype=float)
    apart = np.abs(a - b)
    estimate, low, high = icc(np.column_stack([a, b]))
    return Agreement(
        len(a),
        float((apart < 1e-9).mean()),
        float((apart <= out_of / 10 + 1e-9).mean()),
        float((b - a).mean()),
        weighted_kappa(one, two, "linear"),
        weighted_kappa(one, two, "quadratic"),
        estimate,
        low,
        high,
    )
