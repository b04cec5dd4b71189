"""Net promoter score: its groups, its value, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal

import numpy as np

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.satisfaction.responses import case_weights, on_scale
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

PROMOTER_FROM, DETRACTOR_TO = 9, 6
"""Answers from 9 are promoters', up to 6 detractors', 7 and 8 passives'."""

_ANSWERS = Text("推荐意愿（0–10）", "answers (0 to 10)")
Method = Literal["wald", "score"]


@dataclass(frozen=True, slots=True)
class NetPromoter:
    """How many promoters, passives and detractors there are.

    Examples
    --------
    The textbook case of 1/2 promoters, 1/3 passives and 1/6 detractors:

    >>> group = NetPromoter(300, 200, 100)
    >>> round(group.score, 1), round(group.variance, 4)
    (33.3, 0.5556)
    >>> [round(bound, 1) for bound in group.interval()]
    [27.4, 39.3]
    """

    promoters: float
    passives: float
    detractors: float

    def __post_init__(self) -> None:
        counts = (self.promoters, self.passives, self.detractors)
        if not (all(np.isfinite(counts)) and min(counts) >= 0 and sum(counts) > 0):
            raise ModelError(
                f"三组人数不能为负，且不能全为 0：{counts}",
                f"the three counts must not be negative, nor all 0: {counts}",
            )

    @property
    def n(self) -> float:
        """Number of answers."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> float:
        """NPS: 100 (p - d), from -100 to 100."""
        return 100.0 * (self.promoters - self.detractors) / self.n

    @property
    def variance(self) -> float:
        """Variance p + d - (p - d)² of one answer, counted 1, 0 or -1."""
        p, d = self.promoters / self.n, self.detractors / self.n
        return p + d - (p - d) ** 2

    @property
    def standard_error(self) -> float:
        """Standard error of the score, in points."""
        return 100.0 * float(np.sqrt(self.variance / self.n))

    def interval(self, level: float = 0.95, *, method: Method = "wald") -> tuple[float, float]:
        """Return a confidence interval of the score.

        Parameters
        ----------
        level
            Probability that the interval is to cover.
        method
            ``"wald"``: score ± z standard errors, as textbooks have it; it can leave -100..100
            and has no width when all answer alike. ``"score"``: all values that a score test
            does not reject; it stays within the range (the interval of Tango 1998 for a
            difference of paired proportions, which this is).
        """
        if not 0 < level < 1:
            raise ModelError(
                f"level 要在 0 和 1 之间，得到 {level}",
                f"level must lie between 0 and 1, got {level}",
            )
        z = NormalDist().inv_cdf((1 + level) / 2)
        if method == "wald":
            half = z * self.standard_error
            return self.score - half, self.score + half
        if method == "score":
            return self._score_interval(z)
        raise ModelError(
            f"没有方法 {method!r}，可选：wald、score", f"no method {method!r}; choose wald or score"
        )

    def _score_interval(self, z: float) -> tuple[float, float]:
        from scipy import optimize  # slow to import, and seldom needed

        found = self.score / 100

        def distance(value: float) -> float:
            return self.n * (found - value) ** 2 - z**2 * self._restricted_variance(value)

        def bound(end: float) -> float:
            if found == end:
                return 100 * end
            # Where all answer alike the test statistic is 0/0 at the estimate: start beside it.
            beside = found + 1e-9 * (end - found)
            return 100 * float(optimize.brentq(distance, end, beside, xtol=1e-13))

        return bound(-1.0), bound(1.0)

    def _restricted_variance(self, value: float) -> float:
        """Variance of one answer where p - d is ``value`` and p + d is most likely."""
        a, c, n = self.promoters, self.detractors, self.n
        b, constant = a + c - value * (c - a), value * (c - a) + value**2 * self.passives
        # Where all answer alike the root is a double one: rounding may fall below 0.
        either = (b + np.sqrt(max(b**2 + 4 * n * constant, 0.0))) / (2 * n)
        return float(max(either - value**2, 0.0))


def nps_groups(answers: ArrayLike | pd.Series, *, weights: ArrayLike | None = None) -> NetPromoter:
    """Count promoters (9, 10), passives (7, 8) and detractors (0 to 6).

    Parameters
    ----------
    answers
        "How likely are you to recommend us?", whole numbers from 0 to 10.
    weights
        How often each answer counts.

    Examples
    --------
    >>> nps_groups([10, 9, 8, 7, 6, 0])
    NetPromoter(promoters=2.0, passives=2.0, detractors=2.0)
    """
    found = on_scale(answers, _ANSWERS, 0, 10, whole=True)
    counts = case_weights(weights, found.index)
    promoters = float(counts @ (found >= PROMOTER_FROM))
    detractors = float(counts @ (found <= DETRACTOR_TO))
    return NetPromoter(promoters, float(counts.sum()) - promoters - detractors, detractors)


def nps(answers: ArrayLike | pd.Series, *, weights: ArrayLike | None = None) -> float:
    """Return the net promoter score, from -100 to 100 points.

    Examples
    --------
    >>> nps([10, 9, 9, 8, 7, 3])
    33.33...
    """
    return nps_groups(answers, weights=weights).score


def nps_interval(
    answers: ArrayLike | pd.Series,
    *,
    level: float = 0.95,
    method: Method = "wald",
    weights: ArrayLike | None = None,
) -> tuple[float, float]:
    """Return a confidence interval of the net promoter score, see `NetPromoter.interval`.

    Examples
    --------
    >>> [round(bound, 1) for bound in nps_interval([10] * 50 + [8] * 30 + [4] * 20)]
    [14.7, 45.3]
    """
    return nps_groups(answers, weights=weights).interval(level, method=method)


def explain_nps(group: NetPromoter) -> Explanation:
    """Return the working of the score.

    Examples
    --------
    >>> explain_nps(NetPromoter(50, 30, 20)).number
    '+30.0'
    """
    score, n = group.score, group.n
    if score > 0:
        meaning = Text("推荐者多于贬损者。", "There are more promoters than detractors.")
    elif score == 0:
        meaning = Text("推荐者与贬损者一样多。", "Promoters and detractors are equally many.")
    else:
        meaning = Text("贬损者多于推荐者。", "There are more detractors than promoters.")
    return Explanation(
        name=Text("净推荐值", "net promoter score"),
        formula=r"\mathrm{NPS} = 100\,(p - d)",
        substitution=rf"100\left(\frac{{{group.promoters:g}}}{{{n:g}}}"
        rf" - \frac{{{group.detractors:g}}}{{{n:g}}}\right)",
        value=score,
        interpretation=meaning,
        symbols=(
            ("p", Text("推荐者（9–10 分）的比例", "share of promoters (9 or 10)")),
            ("d", Text("贬损者（0–6 分）的比例", "share of detractors (0 to 6)")),
        ),
        shown=f"{score:+.1f}",
    )
