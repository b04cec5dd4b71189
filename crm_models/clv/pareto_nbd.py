"""The Pareto/NBD model: a Poisson buyer whose lifetime is exponential.

While a customer, one buys at rate lambda ~ Gamma(r, alpha); one leaves at rate mu ~ Gamma(s,
beta). One who has bought x times, last at t_x, has either left at some tau in (t_x, T) or not:

    L = Gamma(r+x)/Gamma(r) alpha^r beta^s [ int_{t_x}^T s (alpha+tau)^-(r+x) (beta+tau)^-(s+1) dtau
                                             + (alpha+T)^-(r+x) (beta+T)^-s ]

The integral is taken numerically in log time and in logarithms. That needs neither the usual
hypergeometric functions nor the distinction of alpha above and below beta, and never overflows.

Sources: Schmittlein, Morrison and Colombo, Management Science 33 (1987) 1-24; Fader and Hardie,
"A note on deriving the Pareto/NBD model" (2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from crm_models.clv.departure import departure, gauss
from crm_models.clv.mixing import Gamma
from crm_models.clv.purchase_model import PurchaseModel
from crm_models.clv.special import log_rising, weighted_sum
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_models.clv.mixing import Mixing
    from crm_models.clv.rows import Rows

    Vector = NDArray[np.float64]


class ParetoNBD(PurchaseModel):
    """Pareto/NBD with parameters r, alpha (purchase rate) and s, beta (dropout rate).

    Examples
    --------
    The published estimates for the CDNOW customers, and their customer number 1516:

    >>> import pandas as pd
    >>> model = ParetoNBD().given(r=0.5533, alpha=10.5776, s=0.6062, beta=11.6679)
    >>> one = pd.DataFrame({"frequency": [26], "recency": [30.857], "T": [31.0]})
    >>> print(round(model.expected_purchases(52, one).iloc[0], 2))
    25.46
    """

    mixings: ClassVar[tuple[Mixing, ...]] = (
        Gamma("r", "alpha", Text("购买率", "purchase rate")),
        Gamma("s", "beta", Text("流失率", "dropout rate")),
    )

    def _start(self, rows: Rows) -> tuple[float, ...]:
        x, _, T = rows.columns
        time = max(weighted_sum(rows.weight, T), 1e-12)
        rate = max(weighted_sum(rows.weight, x), 0.5) / time
        return (0.5, 0.5 / (2 * rate), 0.5, 0.5 * time / float(rows.weight.sum()))

    def _terms(self, log_params: Vector, *columns: Vector) -> tuple[Vector, list[Vector]]:
        x, t_x, T = columns
        r, alpha, s, beta = np.exp(log_params)
        bracket = departure(r + x, alpha, s, beta, t_x, T)
        gamma, gamma_r = log_rising(r, int(x.max()))
        at = x.astype(np.intp)
        grown_a, grown_b = np.log1p(T / alpha), np.log1p(T / beta)
        stays = -r * grown_a - x * (log_params[1] + grown_a) - s * grown_b
        value = gamma[at] + stays + bracket.log_total
        by_r = r * (gamma_r[at] - grown_a - bracket.log_alpha)
        by_alpha = r - alpha * (r + x) * bracket.in_alpha
        by_s = bracket.left - s * (grown_b + bracket.log_beta)
        by_beta = s - beta * (s * bracket.in_beta + bracket.left_in_beta)
        return value, [by_r, by_alpha, by_s, by_beta]

    def _alive(self, x: Vector, t_x: Vector, T: Vector) -> Vector:
        r, alpha, s, beta = self.params_.values()
        return 1 - departure(r + x, alpha, s, beta, t_x, T).left

    def _still(self, h: float, x: Vector, T: Vector) -> Vector:  # noqa: ARG002
        _, _, s, beta = self.params_.values()
        return np.exp(-s * np.log1p(h / (beta + T)))

    def _expected_active(self, t: float, x: Vector, T: Vector) -> Vector:
        from scipy.special import exprel

        r, alpha, s, beta = self.params_.values()
        log_span = np.log1p(t / (beta + T))
        # (1 - e^{-(s-1) L})/(s-1), smooth through s = 1.
        lifetime = (beta + T) * log_span * exprel(-(s - 1) * log_span)
        return np.asarray((r + x) / (alpha + T) * lifetime)

    def _expected_new(self, t: float) -> float:
        return float(self._expected_active(t, np.zeros(1), np.zeros(1))[0])

    def _pmf(self, n: Vector, t: float) -> Vector:
        from scipy.special import gammaln, xlog1py, xlogy

        r, alpha, s, beta = self.params_.values()
        # Nodes on (0, t) in log time, in eight panels; the last point is the end itself.
        low = min(alpha, beta)
        node, weight = gauss(16)
        v = (np.arange(8)[:, None] + node).ravel() / 8 * np.log1p(t / low)
        tau = np.append(low * np.expm1(v), t)
        left = np.tile(weight, 8) / 8 * np.log1p(t / low) * (low + tau[:-1])
        left = left * s * np.exp(-s * np.log1p(tau[:-1] / beta)) / (beta + tau[:-1])
        mass = np.append(left, np.exp(-s * np.log1p(t / beta)))
        share, k = tau / (alpha + tau), n[:, None]
        nbd = gammaln(r + k) - gammaln(r) - gammaln(k + 1) + xlogy(k, share) + xlog1py(r, -share)
        return np.asarray(np.exp(nbd) @ mass)

    def _draw(self, T: Vector, rng: np.random.Generator) -> dict[str, Vector]:
        r, alpha, s, beta = self.params_.values()
        rate = rng.gamma(r, 1 / alpha, T.size)
        dropout = rng.gamma(s, 1 / beta, T.size)
        with np.errstate(divide="ignore"):
            life = rng.exponential(size=T.size) / dropout
        active = np.minimum(life, T)
        x = rng.poisson(rate * active).astype(float)
        place = rng.beta(np.maximum(x, 1), 1.0)
        hidden = {"purchase_rate": rate, "dropout_rate": dropout, "alive": (life > T).astype(float)}
        return {"frequency": x, "recency": np.where(x > 0, place * active, 0.0)} | hidden

    def _draw_future(
        self, t: float, x: Vector, t_x: Vector, T: Vector, rng: np.random.Generator
    ) -> Vector:
        r, alpha, s, beta = self.params_.values()
        alive = rng.random(x.size) < self._alive(x, t_x, T)
        rate = rng.gamma(r + x, 1 / (alpha + T))
        with np.errstate(divide="ignore"):
            life = rng.exponential(size=x.size) / rng.gamma(s, 1 / (beta + T))
        return np.asarray(alive * rng.poisson(rate * np.minimum(life, t)), dtype=float)
