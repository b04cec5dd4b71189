"""What BG/NBD and its modification share: a Poisson buyer who may leave after any purchase.

While a customer, one buys at rate lambda ~ Gamma(r, alpha); after each purchase one leaves with
probability p ~ Beta(a, b). In the modified model one may also leave right after the first
purchase. Let m count the chances to leave that a customer with x repeat purchases has passed
(m = x, modified m = x + 1). With A(t) = (alpha + t)^-(r+x),

    L = Gamma(r+x)/Gamma(r) alpha^r B(a, b+m)/B(a, b) [A(T) + a/(b+m-1) A(t_x)]   (m > 0)

The second term in brackets is the customer who left at t_x. Its share of the sum is the
probability of having left, and also its weight in every derivative.

Sources: Fader, Hardie and Lee, Marketing Science 24 (2005) 275-284; Batislam, Denizel and
Filiztekin, IJRM 24 (2007) 201-209.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from crm_models.clv.beta_geo_total import BetaGeoTotal
from crm_models.clv.mixing import Beta, Gamma
from crm_models.clv.purchase_model import PurchaseModel
from crm_models.clv.special import across, counts_to, log_rising, softplus_sigmoid, weighted_sum
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from crm_models.clv.mixing import Mixing
    from crm_models.clv.rows import Rows
    from crm_models.clv.totals import Total

    Vector = NDArray[np.float64]

RATE = Text("购买率", "purchase rate")
DROPOUT = Text("流失概率", "dropout probability")

_LARGE, _MOST_COUNTS = 30.0, 1_000_000


class BetaGeo(PurchaseModel):
    """Base of `BetaGeoNBD` and `ModifiedBetaGeoNBD`."""

    mixings: ClassVar[tuple[Mixing, ...]] = (Gamma("r", "alpha", RATE), Beta("a", "b", DROPOUT))
    first_chances: ClassVar[int]  # chances to leave before the first repeat purchase

    def _start(self, rows: Rows) -> tuple[float, ...]:
        x, _, T = rows.columns
        rate = max(weighted_sum(rows.weight, x), 0.5) / max(weighted_sum(rows.weight, T), 1e-12)
        return (0.5, 0.5 / (2 * rate), 1.0, 2.5)

    def _terms(self, log_params: Vector, *columns: Vector) -> tuple[Vector, list[Vector]]:
        x, t_x, T = columns
        r, alpha, a, b = np.exp(log_params)
        k, at = self.first_chances, x.astype(np.intp)
        top = int(at.max())
        # What depends on x alone is worked out once for each x.
        (gamma, stay, chance), (gamma_r, stay_b, chance_ab) = log_rising((r, b, a + b), top + k)
        gamma, gamma_r = gamma[: top + 1], gamma_r[: top + 1]
        (stay, chance), (stay_b, chance_ab) = (stay[k:], chance[k:]), (stay_b[k:], chance_ab[k:])
        before = b + np.maximum(counts_to(top) + (k - 1), 0)  # b + m - 1
        odds = log_params[2] - np.log(before)
        if k == 0:
            odds[0] = -np.inf  # no repeat purchase, no chance to leave
        n, end, last = r + x, alpha + T, alpha + t_x
        grown, lapse = np.log1p(T / alpha), np.log1p((T - t_x) / last)
        either, left = softplus_sigmoid(odds[at] + n * lapse)
        value = (gamma + stay - chance)[at] - x * log_params[1] - n * grown + either
        by_r = r * (gamma_r[at] - grown + left * lapse)
        by_alpha = r - alpha * n * (1 / end + left * (1 / last - 1 / end))
        by_a = left - (a * chance_ab)[at]
        by_b = (b * (stay_b - chance_ab))[at] - left * (b / before)[at]
        return value, [by_r, by_alpha, by_a, by_b]

    def _total(self, weight: Vector, columns: Sequence[Vector]) -> Total:
        x, t_x, T = columns
        return BetaGeoTotal(weight, x, t_x, T, first_chances=self.first_chances)

    def _alive(self, x: Vector, t_x: Vector, T: Vector) -> Vector:
        r, alpha, a, b = self.params_.values()
        m = x + self.first_chances
        before = np.where(m > 0, b + np.maximum(m - 1, 0), np.inf)
        odds = np.log(a / before, where=m > 0, out=np.full(x.shape, -np.inf))
        lapse = np.log1p((T - t_x) / (alpha + t_x))
        return softplus_sigmoid(-odds - (r + x) * lapse)[1]

    def _still(self, h: float, x: Vector, T: Vector) -> Vector:
        from scipy.special import hyp2f1

        r, alpha, a, b = self.params_.values()
        n, time, stay = r + x, alpha + T, b + x + self.first_chances
        if _too_large(a, a + stay - n):
            return _by_counts(h, n, time, a, stay)[0]
        # The mean of exp(-lambda p h): Pfaff's form keeps the argument below 1.
        share = h / (time + h)
        value = np.asarray((1 - share) ** a * hyp2f1(a, a + stay - n, a + stay, share))
        return _finite(value, lambda: _by_counts(h, n, time, a, stay)[0])

    def _expected_active(self, t: float, x: Vector, T: Vector) -> Vector:
        r, alpha, a, b = self.params_.values()
        return _expected_active(t, r + x, alpha + T, a, b + x + self.first_chances)

    def _expected_new(self, t: float) -> float:
        _, _, a, b = self.params_.values()
        survives_first = (b / (a + b)) ** self.first_chances
        return float(survives_first * self._expected_active(t, np.zeros(1), np.zeros(1))[0])

    def _pmf(self, n: Vector, t: float) -> Vector:
        from scipy.special import betainc, betaln, gammaln, xlog1py, xlogy

        r, alpha, a, b = self.params_.values()
        m, share = n + self.first_chances, t / (alpha + t)
        nbd = gammaln(r + n) - gammaln(r) - gammaln(n + 1) + xlogy(n, share) + xlog1py(r, -share)
        active = np.exp(betaln(a, b + m) - betaln(a, b) + nbd)
        at_least = np.where(n > 0, betainc(np.maximum(n, 1), r, share), 1.0)
        left = np.exp(betaln(a + 1, b + np.maximum(m - 1, 0)) - betaln(a, b)) * at_least
        return np.asarray(np.where(m > 0, active + left, active))

    def _draw(self, T: Vector, rng: np.random.Generator) -> dict[str, Vector]:
        r, alpha, a, b = self.params_.values()
        rate = rng.gamma(r, 1 / alpha, T.size)
        dropout = rng.beta(a, b, T.size)
        wanted = rng.poisson(rate * T).astype(float)
        last = _geometric(dropout, rng) - self.first_chances  # purchase after which one leaves
        x = np.minimum(wanted, np.maximum(last, 0))
        # The x-th of `wanted` purchases that fall evenly on (0, T).
        place = rng.beta(np.maximum(x, 1), np.maximum(wanted - x, 0) + 1)
        recency = np.where(x > 0, place * T, 0.0)
        alive = wanted < last
        hidden = {"purchase_rate": rate, "dropout": dropout, "alive": alive.astype(float)}
        return {"frequency": x, "recency": recency} | hidden

    def _draw_future(
        self, t: float, x: Vector, t_x: Vector, T: Vector, rng: np.random.Generator
    ) -> Vector:
        r, alpha, a, b = self.params_.values()
        alive = rng.random(x.size) < self._alive(x, t_x, T)
        rate = rng.gamma(r + x, 1 / (alpha + T))
        dropout = rng.beta(a, b + x + self.first_chances)
        return np.asarray(alive * np.minimum(rng.poisson(rate * t), _geometric(dropout, rng)))


def _geometric(p: Vector, rng: np.random.Generator) -> Vector:
    """Draw which trial is the first success; never (infinity) where p is 0."""
    with np.errstate(divide="ignore"):
        waited = np.ceil(np.log(rng.random(p.size)) / np.log1p(-p))
    return np.maximum(waited, 1.0)


def _expected_active(t: float, n: Vector, time: Vector, a: float, b: Vector) -> Vector:
    """Return the expected purchases in t of customers, still active, who may leave.

    lambda ~ Gamma(n, time) and p ~ Beta(a, b): the mean of (1 - exp(-lambda p t))/p. The
    textbook form has a - 1 below and overflows for large n; Euler's transformation takes n out of
    the series, a contiguous relation the pole at a + b = 1, and neighbours bridge a = 1.
    """
    if t == 0:
        return np.zeros(n.shape)
    if _too_large(a, a + b - 1 - n):
        return _by_counts(t, n, time, a, b)[1]
    from scipy.special import hyp2f1

    z = t / (time + t)

    def formula(a: float) -> Vector:
        c = a + b - 1
        power = np.exp((a - 1) * -np.log1p(t / time))
        if c.min() > 0.1:
            return np.asarray(c * (1 - power * hyp2f1(c - n, a - 1, c, z)) / (a - 1))
        first = hyp2f1(c - n, a - 1, c + 1, z)
        second = hyp2f1(c - n + 1, a, c + 2, z)
        return np.asarray(
            c * (1 - power * first) / (a - 1) - power * (c - n) * z / (c + 1) * second
        )

    return _finite(across(a, 1.0, formula), lambda: _by_counts(t, n, time, a, b)[1])


def _finite(value: Vector, instead: Callable[[], Vector]) -> Vector:
    """Return the value, where scipy's series overflowed (large c, z near 1) the slower sum."""
    return value if np.isfinite(value).all() else np.where(np.isfinite(value), value, instead())


def _too_large(a: float, other: Vector) -> bool:
    """Tell whether the hypergeometric series would lose digits by its parameters."""
    return bool(a > _LARGE or np.abs(other).max() > _LARGE)


def _by_counts(t: float, n: Vector, time: Vector, a: float, b: Vector) -> tuple[Vector, Vector]:
    """Return the mean chance to be a customer after t, and the expected purchases, by summing.

    One who would buy K ~ NBD times in t survives all K with probability (b)_K/(a+b)_K and makes
    purchase k + 1, if K > k, with probability (b)_k/(a+b)_k. Every term is positive and none
    overflows, also where parameters are so large that powers and series fail.
    """
    log_share = np.log(t / (time + t))
    log_nbd, log_stay = -n * np.log1p(t / time), np.zeros(n.shape)
    survived, bought, seen = np.zeros((3, *n.shape))
    for k in range(_MOST_COUNTS):
        mass, stay = np.exp(log_nbd), np.exp(log_stay)
        seen += mass
        survived += mass * stay
        more = np.maximum(1 - seen, 0)
        bought += more * stay
        if k > np.max(n * t / time) and np.all(mass < 1e-17):
            break
        log_nbd += np.log((n + k) / (k + 1)) + log_share
        log_stay += np.log((b + k) / (a + b + k))
    return survived, bought
