"""The shifted-beta-geometric model: customers under contract, renewing or leaving each period.

At each renewal one leaves with one's own probability theta ~ Beta(alpha, beta):

    P(T = t) = B(alpha+1, beta+t-1)/B(alpha, beta),   S(t) = B(alpha, beta+t)/B(alpha, beta)

Retention r(t) = (beta+t-1)/(alpha+beta+t-1) rises over time although nobody changes: those who
leave easily leave first.

Source: Fader and Hardie, Journal of Interactive Marketing 21 (2007) 76-90; Fader and Hardie,
Marketing Science 29 (2010) 85-93 (residual lifetime).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from crm_models.clv.likelihood_model import LikelihoodModel
from crm_models.clv.mixing import Beta
from crm_models.clv.special import log_rising, weighted_sum
from crm_models.clv.validate import refuse, unique_customers
from crm_models.errors import ModelError
from crm_models.text import Text
from crm_models.units import DiscountRate, Period

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from crm_models.clv.mixing import Mixing
    from crm_models.clv.rows import Rows

    Vector = NDArray[np.float64]


class ShiftedBetaGeometric(LikelihoodModel):
    """sBG with parameters alpha and beta (probability of leaving at a renewal).

    Data have one row per customer: T, the renewals faced so far (whole periods), and churned,
    whether the customer left at the last of them. `from_survivors` makes them from a table.

    Examples
    --------
    Survivors of 1000 "Regular" customers over seven years:

    >>> data, weights = from_survivors([1000, 631, 468, 382, 326, 289, 262, 241])
    >>> model = ShiftedBetaGeometric(unit="year").fit(data, weights=weights)
    >>> {name: round(value, 3) for name, value in model.params_.items()}
    {'alpha': 0.704, 'beta': 1.182}
    """

    columns: ClassVar[tuple[str, ...]] = ("T", "churned")
    mixings: ClassVar[tuple[Mixing, ...]] = (
        Beta("alpha", "beta", Text("流失概率", "probability of leaving")),
    )

    def _start(self, rows: Rows) -> tuple[float, ...]:
        T, churned = rows.columns
        left = (weighted_sum(rows.weight, churned) + 0.5) / (weighted_sum(rows.weight, T) + 1)
        return (2 * left, 2 * (1 - left))

    def _check(self, data: pd.DataFrame, columns: tuple[Vector, ...]) -> None:
        T, churned = columns
        unique_customers(data)
        refuse(
            data,
            (T < 0) | (np.floor(T) != T),
            "T 必须是非负整数（经历过的续约次数）",
            "T must be a whole number, not negative (renewals faced so far)",
        )
        refuse(
            data,
            (churned != 0) & (churned != 1),
            "churned 只能是 True 或 False",
            "churned must be True or False",
        )
        refuse(
            data,
            (churned == 1) & (T == 0),
            "churned 而 T = 0：还没有到过续约，不可能流失",
            "churned with T = 0: nobody can leave before the first renewal",
        )

    def _terms(self, log_params: Vector, *columns: Vector) -> tuple[Vector, list[Vector]]:
        T, churned = columns
        alpha, beta = np.exp(log_params)
        (stay, all_), (stay_b, all_ab) = log_rising((beta, alpha + beta), int(T.max()))
        at, renewed = T.astype(np.intp), (T - churned).astype(np.intp)
        value = stay[renewed] - all_[at] + churned * log_params[0]
        by_alpha = churned - alpha * all_ab[at]
        by_beta = beta * (stay_b[renewed] - all_ab[at])
        return value, [by_alpha, by_beta]

    def survival(self, t: ArrayLike) -> float | Vector:
        """Return the share of customers left after ``t`` renewals (whole numbers)."""
        from scipy.special import betaln

        alpha, beta, times = self._at(t)
        return _plain(np.exp(betaln(alpha, beta + times) - betaln(alpha, beta)))

    def retention_rate(self, t: ArrayLike) -> float | Vector:
        """Return the share of those present that renews at renewal ``t`` = 1, 2, ..."""
        alpha, beta, times = self._at(t, first=1)
        return _plain((beta + times - 1) / (alpha + beta + times - 1))

    def pmf(self, t: ArrayLike) -> float | Vector:
        """Return the probability that a new customer leaves at renewal ``t`` = 1, 2, ..."""
        from scipy.special import betaln

        alpha, beta, times = self._at(t, first=1)
        return _plain(np.exp(betaln(alpha + 1, beta + times - 1) - betaln(alpha, beta)))

    def churn_next(self, data: pd.DataFrame | None = None) -> pd.Series:
        """Return each customer's probability of leaving at the next renewal (1 if already gone)."""
        rows = self._rows_of(data)
        T, churned = rows.columns
        alpha, beta = self.params_.values()
        return rows.spread(np.where(churned == 1, 1.0, alpha / (alpha + beta + T)), "churn_next")

    def expected_lifetime(self) -> float:
        """Return the mean number of periods of a new customer, the first included.

        It is infinite where alpha is at most 1: a few customers are next to immortal.
        """
        self._need_fit()
        alpha, beta = self.params_.values()
        return (alpha + beta - 1) / (alpha - 1) if alpha > 1 else math.inf

    def derl(self, discount: DiscountRate, paid: int = 1) -> float:
        """Return the discounted expected residual lifetime, in periods.

        Counted just before a renewal: the first payment at stake is not discounted.

        Parameters
        ----------
        discount
            The discount rate; the model's ``unit`` says how long a period is.
        paid
            Payments made so far (the first purchase is one), at least 1.
        """
        from scipy.special import hyp2f1

        alpha, beta, n = self._at(paid, first=1)
        rate = discount.over(Period(1, self.need_unit()))
        if not rate > 0:
            raise ModelError("贴现率必须大于 0", "the discount rate must be above 0")
        stay = (beta + n - 1) / (alpha + beta + n - 1)
        return float(stay * hyp2f1(1, beta + n, alpha + beta + n, 1 / (1 + rate)))

    def sample(
        self, n: int, rng: np.random.Generator, *, T: ArrayLike = 7, hidden: bool = False
    ) -> pd.DataFrame:
        """Draw ``n`` customers who could renew up to ``T`` times.

        Returns
        -------
        pandas.DataFrame
            Columns T and churned (and, hidden, each one's probability of leaving), indexed by
            customer_id 1 to n.
        """
        import pandas as pd

        alpha, beta, most = self._at(T)
        theta = rng.beta(alpha, beta, n)
        with np.errstate(divide="ignore"):
            left = np.maximum(np.ceil(np.log(rng.random(n)) / np.log1p(-theta)), 1)
        churned = left <= most
        ids = pd.RangeIndex(1, n + 1, name="customer_id")
        faced = np.where(churned, left, most).astype(np.int64)
        extra = {"leaving": theta} if hidden else {}
        return pd.DataFrame({"T": faced, "churned": churned} | extra, index=ids)

    def _at(self, t: ArrayLike, first: int = 0) -> tuple[float, float, Vector]:
        self._need_fit()
        times = np.asarray(t, dtype=float)
        if np.any((times < first) | (times != np.floor(times))):
            raise ModelError(
                f"期数必须是不小于 {first} 的整数", f"periods must be whole numbers from {first} on"
            )
        alpha, beta = self.params_.values()
        return alpha, beta, times


def from_survivors(survivors: ArrayLike) -> tuple[pd.DataFrame, Vector]:
    """Turn counts of survivors (at the start, after one renewal, ...) into data and weights.

    Examples
    --------
    >>> data, weights = from_survivors([100, 63, 47])
    >>> data.assign(weight=weights).to_dict("list")
    {'T': [1, 2, 2], 'churned': [True, True, False], 'weight': [37.0, 16.0, 47.0]}
    """
    import pandas as pd

    counts = np.asarray(survivors, dtype=float)
    if counts.ndim != 1 or counts.size < 2 or np.any(np.diff(counts) > 0) or counts[-1] < 0:
        raise ModelError(
            "留存人数应从期初开始、至少两个、逐期不增",
            "survivors must start with all, be at least two counts, and never rise",
        )
    last = counts.size - 1
    data = pd.DataFrame({"T": [*range(1, last + 1), last], "churned": [True] * last + [False]})
    return data, np.append(-np.diff(counts), counts[-1])


def _plain(value: Vector) -> float | Vector:
    return float(value) if np.ndim(value) == 0 else np.asarray(value)
