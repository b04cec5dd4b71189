"""How far the total of a paper can be relied on: alpha, its interval, the error of a mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from question_bank.analysis.scores import FloatArray, Scores

_LEAST = 2


def alpha(points: FloatArray) -> float:
    """Return Cronbach's alpha (1951); Kuder and Richardson's formula 20 for 0/1 marks.

    Parameters
    ----------
    points : array of shape (people, questions)

    Returns
    -------
    float
        k / (k - 1) · (1 - Σ variances / variance of totals); NaN with fewer than two questions
        or people, without variation, or where not everybody was asked everything.

    Examples
    --------
    >>> round(alpha(np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 0.0], [0.0, 0.0]])), 4)
    0.7273
    """
    people, questions = points.shape
    if people < _LEAST or questions < _LEAST or np.isnan(points).any():
        return float("nan")
    whole = float(points.sum(axis=1).var(ddof=1))
    if whole <= 0:
        return float("nan")
    parts = float(points.var(axis=0, ddof=1).sum())
    return float(questions / (questions - 1) * (1 - parts / whole))


def alpha_interval(value: float, people: int, questions: int, level: float) -> tuple[float, float]:
    """Return Feldt's exact interval of alpha (1965).

    (1 - population alpha) / (1 - alpha) follows F with n - 1 and (n - 1)(k - 1) degrees of
    freedom, which holds in a class of any size.
    """
    if np.isnan(value):
        return float("nan"), float("nan")
    degrees = (people - 1, (people - 1) * (questions - 1))
    low, high = stats.f.ppf([(1 - level) / 2, (1 + level) / 2], *degrees)
    return 1 - (1 - value) * float(high), 1 - (1 - value) * float(low)


@dataclass(frozen=True)
class Reliability:
    """The paper as a whole.

    Parameters
    ----------
    people, questions
        How many there are.
    mean, sd
        Of the totals, in points.
    alpha, alpha_low, alpha_high
        Cronbach's alpha (KR-20 for 0/1 marks) and its interval.
    dichotomous
        Whether every mark is all or nothing: alpha is KR-20 then.
    sem
        Standard error of measurement in points, sd · sqrt(1 - alpha).
    error_ratio
        sem as a share of sd.
    skewness, kurtosis
        Of the totals, unbiased (Moodle's); NaN in the smallest classes.
    """

    people: int
    questions: int
    mean: float
    sd: float
    alpha: float
    alpha_low: float
    alpha_high: float
    dichotomous: bool
    sem: float
    error_ratio: float
    skewness: float
    kurtosis: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain data; None for what is not defined."""
        return {
            name: None if isinstance(value, float) and np.isnan(value) else value
            for name, value in vars(self).items()
        }


def reliability(scores: Scores, level: float = 0.95) -> Reliability:
    """Return what can be said of the totals."""
    people, questions = scores.points.shape
    totals = scores.totals
    value = alpha(scores.points)
    low, high = alpha_interval(value, people, questions, level)
    sd = float(totals.std(ddof=1))
    error = float(np.sqrt(max(0.0, 1 - value))) if not np.isnan(value) else float("nan")
    shares = scores.points / scores.out_of
    varied = sd > 0
    return Reliability(
        people=people,
        questions=questions,
        mean=float(totals.mean()),
        sd=sd,
        alpha=value,
        alpha_low=low,
        alpha_high=high,
        dichotomous=bool(np.isin(shares[scores.asked], (0.0, 1.0)).all()),
        sem=sd * error,
        error_ratio=error,
        skewness=float(stats.skew(totals, bias=False)) if varied and people > 2 else float("nan"),
        kurtosis=(
            float(stats.kurtosis(totals, bias=False)) if varied and people > 3 else float("nan")
        ),
    )
