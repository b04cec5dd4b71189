"""The total likelihood of BG/NBD and its modification, for the search: `BetaGeo._terms`, added up.

What depends on x, t_x or T alone is worked out once for each value: CDNOW's 1016 distinct
histories have 30 values of x and 84 of T. What is left per history is an exponential, and a
logarithm where the value is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm_models.clv.special import counts_to, log_rising
from crm_models.clv.totals import Total

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]


@dataclass(slots=True)
class _Parts:
    """What value, slope and curvature share at one set of parameters."""

    params: tuple[float, float, float, float]
    rising: tuple[Vector, Vector]  # of r, b and a + b, with their derivatives
    before: Vector  # b + m - 1, for each x
    n: Vector  # r + x
    grown: Vector  # log(1 + T/alpha), for each T
    lapse: Vector  # log((alpha + T)/(alpha + t_x))
    sooner: Vector  # 1/(alpha + t_x) - 1/(alpha + T)
    inverse: Vector  # 1/(alpha + T), for each T
    z: Vector  # log odds of having left
    total: Vector  # 1 + odds
    left: Vector  # probability of having left
    gone: Vector  # the same, weighted


class BetaGeoTotal(Total):
    """Sums over some histories, ready for any parameters.

    Parameters
    ----------
    weight, x, t_x, T
        The histories and how often each counts.
    first_chances
        Chances to leave before the first repeat purchase.
    """

    def __init__(
        self, weight: Vector, x: Vector, t_x: Vector, T: Vector, *, first_chances: int
    ) -> None:
        self.first, self.weight, self.x = first_chances, weight, x
        self.at = x.astype(np.intp)
        self.by_x = np.bincount(self.at, weights=weight)
        self.all, self.bought = float(weight.sum()), float(weight @ x)
        self.ends, self.end = np.unique(T, return_inverse=True)
        self.lasts, self.last = np.unique(t_x, return_inverse=True)
        self.by_T = np.bincount(self.end, weights=weight)
        self.bought_by_T = np.bincount(self.end, weights=weight * x)

    def __call__(self, log_params: Vector) -> tuple[float, Vector]:
        """Return the log-likelihood and its derivatives by each log parameter."""
        parts = self._parts(log_params)
        top, k = self.by_x.size - 1, self.first
        gamma, stay, chance = parts.rising[0]
        fixed = gamma[: top + 1] + stay[k:] - chance[k:]
        value = self.by_x @ fixed - self._trials(parts) @ parts.grown - self.bought * log_params[1]
        either = np.maximum(np.log(parts.total), parts.z)
        return float(value + self.weight @ either), self._slope(parts)

    def slope(self, log_params: Vector) -> Vector:
        """Return the derivatives alone."""
        return self._slope(self._parts(log_params))

    def curvature(self, log_params: Vector) -> Vector:
        """Return the second derivatives by the log parameters.

        With z the log odds of having left, log(1 + e^z) bends by
        left z_ij + left (1 - left) z_i z_j.
        """
        parts = self._parts(log_params)
        (r, alpha, a, b), k, top = parts.params, self.first, self.by_x.size - 1
        gamma_r, stay_b, chance_ab = parts.rising[1]
        bent = [
            -np.append(0.0, np.add.accumulate((start + counts_to(top + k)[:-1]) ** -2.0))
            for start in (r, b, a + b)
        ]
        of_r = r * gamma_r[: top + 1] + r * r * bent[0][: top + 1]
        of_b = b * stay_b[k:] + b * b * bent[1][k:]
        unsure = parts.gone * (1 - parts.left)
        unsure_by_x = np.bincount(self.at, weights=unsure, minlength=top + 1)
        gone_by_x = np.bincount(self.at, weights=parts.gone, minlength=top + 1)
        z_b = -b / parts.before
        z_r, z_alpha = r * parts.lapse, -alpha * parts.n * parts.sooner
        inverse_last = (1 / (self.lasts + alpha))[self.last]
        # d^2 z by log alpha: with 1/A - 1/B for sooner, its derivative is -(1/A - 1/B)(1/A + 1/B).
        bend = z_alpha * (1 - alpha * (inverse_last + parts.inverse[self.end]))
        ended = self.ends * parts.inverse
        trials = self._trials(parts)
        every = z_b[self.at]
        rr = self.by_x @ of_r - r * (self.by_T @ parts.grown) + parts.gone @ z_r + unsure @ z_r**2
        ra = (
            r * (self.by_T @ ended)
            + parts.gone @ (z_alpha / parts.n) * r
            + (unsure * z_r) @ z_alpha
        )
        aa = -alpha * (trials @ (ended * parts.inverse)) + parts.gone @ bend + unsure @ z_alpha**2
        r_a, r_b = unsure @ z_r, (unsure * z_r) @ every
        alpha_a, alpha_b = unsure @ z_alpha, (unsure * z_alpha) @ every
        chances, bent_chances = self.by_x @ chance_ab[k:], self.by_x @ bent[2][k:]
        a_a = unsure_by_x.sum() - a * chances - a * a * bent_chances
        a_b = unsure_by_x @ z_b - a * b * bent_chances
        b_b = self.by_x @ of_b - b * chances - b * b * bent_chances
        b_b += gone_by_x @ (z_b + z_b**2) + unsure_by_x @ z_b**2
        return np.array(
            [
                [rr, ra, r_a, r_b],
                [ra, aa, alpha_a, alpha_b],
                [r_a, alpha_a, a_a, a_b],
                [r_b, alpha_b, a_b, b_b],
            ]
        )

    def _parts(self, log_params: Vector) -> _Parts:
        r, alpha, a, b = np.exp(log_params).tolist()
        k, top = self.first, self.by_x.size - 1
        before = b + np.maximum(counts_to(top) + (k - 1), 0)
        odds = log_params[2] - np.log(before)
        if k == 0:
            odds[0] = -np.inf  # no repeat purchase, no chance to leave
        n = self.x + r
        grown, inverse = np.log1p(self.ends / alpha), 1 / (self.ends + alpha)
        lapse = grown[self.end] - np.log1p(self.lasts / alpha)[self.last]
        sooner = (1 / (self.lasts + alpha))[self.last] - inverse[self.end]
        z = odds[self.at] + n * lapse
        ratio = np.exp(np.minimum(z, 700.0))
        total = 1 + ratio
        left = ratio / total
        return _Parts(
            params=(r, alpha, a, b),
            rising=log_rising((r, b, a + b), top + k),
            before=before,
            n=n,
            grown=grown,
            lapse=lapse,
            sooner=sooner,
            inverse=inverse,
            z=z,
            total=total,
            left=left,
            gone=self.weight * left,
        )

    def _trials(self, parts: _Parts) -> Vector:
        return np.asarray(parts.params[0] * self.by_T + self.bought_by_T)

    def _slope(self, parts: _Parts) -> Vector:
        (r, alpha, a, b), k, by_x = parts.params, self.first, self.by_x
        gamma_r, stay_b, chance_ab = parts.rising[1]
        gone_by_x = np.bincount(self.at, weights=parts.gone, minlength=by_x.size)
        trials = self._trials(parts) @ parts.inverse
        by_r = by_x @ gamma_r[: by_x.size] - self.by_T @ parts.grown + parts.gone @ parts.lapse
        by_alpha = r * self.all - alpha * (trials + parts.gone @ (parts.n * parts.sooner))
        by_a = gone_by_x.sum() - a * (by_x @ chance_ab[k:])
        by_b = b * (by_x @ (stay_b[k:] - chance_ab[k:]) - gone_by_x @ (1 / parts.before))
        return np.array([r * by_r, by_alpha, by_a, by_b])
