"""The BG/BB model: a fixed number of chances to buy, taken or not, and unnoticed leaving.

At each of n chances one who is still there buys with probability p ~ Beta(alpha, beta), and one
leaves before a chance with probability theta ~ Beta(gamma, delta). One who bought x times, last
at chance t_x, may have left before any later chance, or not at all:

    L = B(alpha+x, beta+n-x)/B(alpha, beta) B(gamma, delta+n)/B(gamma, delta)
        + sum_{j=t_x}^{n-1} B(alpha+x, beta+j-x)/B(alpha, beta) B(gamma+1, delta+j)/B(gamma, delta)

Source: Fader, Hardie and Shang, Marketing Science 29 (2010) 1086-1108.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np

from crm_models.clv.mixing import Beta
from crm_models.clv.purchase_model import PurchaseModel
from crm_models.clv.special import counts_to, log_rising, weighted_sum
from crm_models.clv.validate import histories, refuse
from crm_models.errors import ModelError
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from crm_models.clv.mixing import Mixing
    from crm_models.clv.rows import Rows

    Vector = NDArray[np.float64]


class BetaGeoBetaBinomial(PurchaseModel):
    """BG/BB with parameters alpha, beta (buying) and gamma, delta (leaving).

    Data as for every purchase model, with time counted in chances to buy: T chances after the
    first purchase, frequency of them taken, the last at recency.

    Examples
    --------
    The published estimates for the donors of 1995, and one who gave in 1999 last, twice in all:

    >>> import pandas as pd
    >>> model = BetaGeoBetaBinomial().given(alpha=1.204, beta=0.750, gamma=0.657, delta=2.783)
    >>> donor = pd.DataFrame({"frequency": [2], "recency": [4], "T": [6]})
    >>> print(round(model.p_alive(donor, horizon=1).iloc[0], 2))
    0.59
    """

    mixings: ClassVar[tuple[Mixing, ...]] = (
        Beta("alpha", "beta", Text("购买概率", "probability of buying")),
        Beta("gamma", "delta", Text("流失概率", "probability of leaving")),
    )

    def _check(self, data: pd.DataFrame, columns: tuple[Vector, ...]) -> None:
        x, t_x, T = columns
        histories(data, x, t_x, T)
        refuse(
            data,
            (t_x != np.floor(t_x)) | (np.floor(T) != T),
            "recency 与 T 必须是整数（购买机会的序号与次数）",
            "recency and T must be whole numbers (they count chances to buy)",
        )
        refuse(
            data,
            x > t_x,
            "frequency 大于 recency：每个机会最多购买一次",
            "frequency is above recency: one can buy only once per chance",
        )

    def _start(self, rows: Rows) -> tuple[float, ...]:
        x, t_x, _ = rows.columns
        taken = (weighted_sum(rows.weight, x) + 0.5) / (weighted_sum(rows.weight, t_x) + 1)
        return (2 * taken, 2 * (1 - taken), 0.5, 2.0)

    def _terms(self, log_params: Vector, *columns: Vector) -> tuple[Vector, list[Vector]]:
        alpha, beta, gamma, delta = np.exp(log_params)
        x = columns[0].astype(np.intp)
        ways = _ways_to_leave(log_params, *columns)
        share, last, skipped, passed = ways.share, ways.last, ways.skipped, ways.passed
        _, (buy_a, skip_b, chance_ab) = log_rising((alpha, beta, alpha + beta), ways.top)
        _, (stay_d, all_gd) = log_rising((delta, gamma + delta), ways.top)

        def mean(table: Vector, at: NDArray[np.intp]) -> Vector:
            return np.asarray((share * table[at]).sum(axis=1))

        both, survived = mean(chance_ab, last), mean(all_gd, passed)
        by_alpha = alpha * (buy_a[x] - both)
        by_beta = beta * (mean(skip_b, skipped) - both)
        by_gamma = 1 - share[:, -1] - gamma * survived
        by_delta = delta * (mean(stay_d, last) - survived)
        return ways.log_total, [by_alpha, by_beta, by_gamma, by_delta]

    def _alive(self, x: Vector, t_x: Vector, T: Vector) -> Vector:
        log_params = np.log(list(self.params_.values()))
        return _ways_to_leave(log_params, x, t_x, T).share[:, -1]

    def _still(self, h: float, x: Vector, T: Vector) -> Vector:  # noqa: ARG002
        _, _, gamma, delta = self.params_.values()
        return self._stays(gamma, delta, T, _whole(h))[:, -1]

    @staticmethod
    def _stays(gamma: float, delta: float, T: Vector, t: int) -> Vector:
        """Return the chance of still being there at each of 0, 1, ..., t chances after T."""
        ahead = counts_to(t)[:-1]
        once = (delta + T[:, None] + ahead) / (gamma + delta + T[:, None] + ahead)
        return np.column_stack([np.ones(T.size), np.cumprod(once, axis=1)])

    def _expected_active(self, t: float, x: Vector, T: Vector) -> Vector:
        alpha, beta, gamma, delta = self.params_.values()
        chances = self._stays(gamma, delta, T, _whole(t))[:, 1:].sum(axis=1)
        return np.asarray((alpha + x) / (alpha + beta + T) * chances)

    def _dert(self, force: float, x: Vector, t_x: Vector, T: Vector) -> Vector:
        from scipy.special import hyp2f1

        alpha, beta, gamma, delta = self.params_.values()
        factor, here = np.exp(-force), delta + T
        stays = here / (gamma + here) * factor * hyp2f1(1, here + 1, gamma + here + 1, factor)
        return np.asarray(self._alive(x, t_x, T) * (alpha + x) / (alpha + beta + T) * stays)

    def _expected_new(self, t: float) -> float:
        return float(self._expected_active(t, np.zeros(1), np.zeros(1))[0])

    def _pmf(self, n: Vector, t: float) -> Vector:
        from scipy.special import betaln, gammaln

        alpha, beta, gamma, delta = self.params_.values()
        end = _whole(t)
        j, k = counts_to(end)[:, None], n[None, :]
        possible = k <= j
        gap = np.maximum(j - k, 0)
        ways = gammaln(j + 1) - gammaln(k + 1) - gammaln(gap + 1)
        buys = ways + betaln(alpha + k, beta + gap) - betaln(alpha, beta)
        leaves = np.where(j < end, betaln(gamma + 1, delta + j), betaln(gamma, delta + j))
        mass = np.exp(buys + leaves - betaln(gamma, delta))
        return np.asarray(np.where(possible, mass, 0.0).sum(axis=0))

    def _draw(self, T: Vector, rng: np.random.Generator) -> dict[str, Vector]:
        alpha, beta, gamma, delta = self.params_.values()
        buying, leaving = rng.beta(alpha, beta, T.size), rng.beta(gamma, delta, T.size)
        with np.errstate(divide="ignore"):
            left = np.ceil(np.log(rng.random(T.size)) / np.log1p(-leaving))
        there = np.minimum(np.maximum(left, 1) - 1, T)  # chances before leaving
        chances = counts_to(int(T.max(initial=0)))[1:]
        bought = (rng.random((T.size, chances.size)) < buying[:, None]) & (
            chances <= there[:, None]
        )
        recency = np.where(bought, chances, 0.0).max(axis=1, initial=0.0)
        hidden = {"buying": buying, "leaving": leaving, "alive": (there >= T).astype(float)}
        return {"frequency": bought.sum(axis=1).astype(float), "recency": recency} | hidden

    def _draw_future(
        self, t: float, x: Vector, t_x: Vector, T: Vector, rng: np.random.Generator
    ) -> Vector:
        alpha, beta, gamma, delta = self.params_.values()
        alive = rng.random(x.size) < self._alive(x, t_x, T)
        leaving = rng.beta(gamma, delta + T)
        with np.errstate(divide="ignore"):
            left = np.ceil(np.log(rng.random(x.size)) / np.log1p(-leaving))
        there = np.minimum(np.maximum(left, 1) - 1, _whole(t)).astype(np.int64)
        return np.asarray(
            alive * rng.binomial(there, rng.beta(alpha + x, beta + T - x)), dtype=float
        )


class _Ways(NamedTuple):
    """The terms of the likelihood: one column per way to leave, the last for staying."""

    log_total: Vector
    share: Vector  # each way's part of the likelihood
    last: NDArray[np.intp]  # chances faced while a customer
    skipped: NDArray[np.intp]  # of which not taken
    passed: NDArray[np.intp]  # occasions to leave, the one taken included
    top: int


def _ways_to_leave(log_params: Vector, *columns: Vector) -> _Ways:
    alpha, beta, gamma, delta = np.exp(log_params)
    x, t_x, n = (column.astype(np.intp) for column in columns)
    top = int(n.max())
    (buy, skip, chance), _ = log_rising((alpha, beta, alpha + beta), top)
    (stay, all_), _ = log_rising((delta, gamma + delta), top)
    later = np.arange(int((n - t_x).max()))
    last = np.column_stack([np.minimum(t_x[:, None] + later, n[:, None]), n])
    leaves = last < n[:, None]
    passed = last + leaves
    skipped = last - x[:, None]
    term = skip[skipped] - chance[last] + stay[last] - all_[passed]
    # Rows with fewer ways than columns: what is left over counts for nothing.
    term[:, :-1] += np.where(leaves[:, :-1], log_params[2], -np.inf)
    peak = term.max(axis=1)
    share = np.exp(term - peak[:, None])
    total = share.sum(axis=1)
    log_total = buy[x] + peak + np.log(total)
    return _Ways(log_total, share / total[:, None], last, skipped, passed, top)


def _whole(t: float) -> int:
    if t != int(t):
        raise ModelError(
            f"BG/BB 的时间是购买机会的次数，必须是整数，得到 {t}",
            f"time in BG/BB counts chances to buy and must be whole, got {t}",
        )
    return int(t)
