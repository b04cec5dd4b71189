"""The Gamma-Gamma model of spending per purchase.

A customer's x purchases average z; each is Gamma(p, nu), and nu ~ Gamma(q, gamma) varies over
customers. Spending is taken to be independent of how often one buys.

    L = Gamma(px+q) / (Gamma(px) Gamma(q)) * gamma^q z^(px-1) x^px / (gamma + x z)^(px+q)

Source: Fader and Hardie, "The Gamma-Gamma model of monetary value" (2013), note 025.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from crm_models.clv.likelihood_model import LikelihoodModel
from crm_models.clv.mixing import FAR, Edge
from crm_models.clv.rows import compress, numbers
from crm_models.clv.special import counts_to, weighted_sum
from crm_models.clv.validate import refuse, unique_customers
from crm_models.frames import as_pandas
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from crm_models.clv.mixing import Mixing
    from crm_models.clv.rows import Rows

    Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Spending:
    """Search coordinates log(p gamma / q), which is near the mean, log p and log q."""

    names: tuple[str, ...] = ("p", "q", "gamma")

    def log_params(self, w: Sequence[float]) -> tuple[float, ...]:
        return (w[1], w[2], w[0] - w[1] + w[2])

    def pull(self, w: Sequence[float], slopes: Sequence[float]) -> tuple[float, ...]:  # noqa: ARG002
        return (slopes[2], slopes[0] - slopes[2], slopes[1] + slopes[2])

    def search(self, log_params: Vector) -> Vector:
        return np.array([log_params[0] + log_params[2] - log_params[1], *log_params[:2]])

    def reach(self) -> Vector:
        return np.array([[-FAR, FAR]] * 3)

    def centre(self, start: Vector) -> Vector:
        return np.array([start[0], 0.0, 0.0])

    def edge(self, axis: int, sign: int, log_params: Vector) -> Edge:
        level = math.exp(log_params[0] + log_params[2] - log_params[1])
        if axis == 2 and sign > 0:
            text = Text(
                f"看不出各客户的平均消费有差异：q 与 gamma 一同趋于无穷，所有客户的平均消费"
                f"都是 p gamma/q = {level:.4g}",
                "no sign that customers differ in their mean spend: q and gamma go to infinity "
                f"together and everyone's mean is p gamma/q = {level:.4g}",
            )
            return Edge(text, {"p gamma/q": level}, {"q": math.inf, "gamma": math.inf})
        if axis == 1 and sign > 0:
            text = Text(
                "同一客户的各次消费没有差异：p → ∞、gamma → 0，客户的平均消费就是其观测平均",
                "a customer's purchases do not differ: p -> infinity, gamma -> 0, and a "
                "customer's mean spend is the observed mean",
            )
            limit = math.exp(log_params[0] + log_params[2])
            return Edge(text, {"p gamma": limit}, {"p": math.inf, "gamma": 0.0})
        name, zh, en = {
            0: ("gamma", "消费水平", "level of spending"),
            1: ("p", "单次消费的集中程度", "evenness of a customer's purchases"),
            2: ("q", "客户间的相似程度", "likeness of customers"),
        }[axis]
        limit = math.inf if sign > 0 else 0.0
        text = Text(f"{zh}没有有限的估计（{name} → {limit:g}）", f"the {en} has no finite estimate")
        return Edge(text, {}, {name: limit})

    def idle(self, axis: int, sign: int) -> tuple[int, ...]:  # noqa: ARG002
        return ()


class GammaGamma(LikelihoodModel):
    """Gamma-Gamma spending model with parameters p, q and gamma.

    Data have one row per customer with repeat purchases: frequency x and monetary_value z, the
    mean amount of those x purchases (the first purchase counts in neither).

    Examples
    --------
    The estimates for the CDNOW customers; one who spent 22.345 on average in two purchases is
    expected to spend a little more, being drawn towards the mean of all:

    >>> import pandas as pd
    >>> model = GammaGamma().given(p=6.2498, q=3.7442, gamma=15.4446)
    >>> two = pd.DataFrame({"frequency": [2, 0], "monetary_value": [22.345, 0.0]})
    >>> model.expected_spend(two).round(2).tolist()
    [24.65, 35.17]
    """

    columns: ClassVar[tuple[str, ...]] = ("frequency", "monetary_value")
    mixings: ClassVar[tuple[Mixing, ...]] = (_Spending(),)

    def _start(self, rows: Rows) -> tuple[float, ...]:
        level = weighted_sum(rows.weight, rows.columns[1]) / rows.weight.sum()
        return (5.0, 3.0, level * 3 / 5)

    def _check(self, data: pd.DataFrame, columns: tuple[Vector, ...]) -> None:
        x, z = columns
        self._check_customers(data, x, z)
        refuse(
            data,
            x == 0,
            "frequency = 0：没有重复购买就没有平均消费，请先去掉这些客户",
            "frequency = 0: without repeat purchases there is no mean; leave these customers out",
        )

    @staticmethod
    def _check_customers(data: pd.DataFrame, x: Vector, z: Vector) -> None:
        unique_customers(data)
        refuse(
            data,
            (x < 0) | (x != np.floor(x)),
            "frequency 必须是非负整数",
            "frequency must be a whole number, not negative",
        )
        refuse(
            data,
            (x > 0) & ~(z > 0),
            "monetary_value 必须大于 0（退款、赠品请先处理）",
            "monetary_value must be above 0 (settle refunds and gifts first)",
        )

    def _terms(self, log_params: Vector, *columns: Vector) -> tuple[Vector, list[Vector]]:
        from scipy.special import gammaln, psi

        x, z = columns
        p, q, gamma = np.exp(log_params)
        at = x.astype(np.intp) - 1
        each = p * counts_to(int(at.max()) + 1)[1:]  # p x for x = 1, 2, ...
        shape = gammaln(each + q) - gammaln(each)
        both, own = psi(each + q), psi(each)
        px, spent = p * x, gamma + x * z
        log_share, log_spent = np.log(x * z), np.log(spent)
        value = shape[at] - gammaln(q) + q * log_params[2] + px * log_share - np.log(z)
        value -= (px + q) * log_spent
        by_p = px * ((both - own)[at] + log_share - log_spent)
        by_q = q * ((both - psi(q) + log_params[2])[at] - log_spent)
        by_gamma = q - gamma * (px + q) / spent
        return value, [by_p, by_q, by_gamma]

    def expected_spend(self, data: pd.DataFrame | None = None) -> pd.Series:
        """Return each customer's expected amount per purchase, in money.

        It lies between the customer's own mean and that of all customers, nearer to the own one
        the more often it was observed. Customers with frequency 0 get the mean of all.

        Parameters
        ----------
        data
            Customers with frequency and monetary_value; those of `fit` if None.
        """
        self._need_fit()
        rows = self._rows_of(None) if data is None else self._customers(data)
        x, z = rows.columns
        p, q, gamma = self.params_.values()
        below = p * x + q - 1
        with np.errstate(divide="ignore"):
            spend = np.where(below > 0, p * (gamma + np.where(x > 0, x * z, 0.0)) / below, np.inf)
        return rows.spread(spend, "expected_spend")

    def _customers(self, data: pd.DataFrame) -> Rows:
        data = as_pandas(data)
        columns = numbers(data, self.columns)
        self._check_customers(data, *columns)
        return compress(columns, None, data.index)

    def expected_spend_new(self) -> float:
        """Return the mean amount per purchase over all customers: p gamma/(q-1).

        It does not exist (infinity) where q is at most 1.
        """
        self._need_fit()
        p, q, gamma = self.params_.values()
        return p * gamma / (q - 1) if q > 1 else math.inf

    def sample(
        self,
        n: int,
        rng: np.random.Generator,
        *,
        frequency: ArrayLike = 5,
        hidden: bool = False,
    ) -> pd.DataFrame:
        """Draw the spending of ``n`` customers.

        Parameters
        ----------
        n
            How many customers.
        rng
            Where chance comes from.
        frequency
            How many purchases each makes: one number, or n; at least 1.
        hidden
            Whether to add each customer's true mean.

        Returns
        -------
        pandas.DataFrame
            Columns frequency and monetary_value (and true_mean), indexed by customer_id 1 to n.
        """
        import pandas as pd

        self._need_fit()
        p, q, gamma = self.params_.values()
        x = np.broadcast_to(np.asarray(frequency, dtype=float), (n,))
        nu = rng.gamma(q, 1 / gamma, n)
        ids = pd.RangeIndex(1, n + 1, name="customer_id")
        mean = rng.gamma(p * x, 1 / (x * nu))
        shown = {"frequency": x.astype(np.int64), "monetary_value": mean}
        return pd.DataFrame(shown | ({"true_mean": p / nu} if hidden else {}), index=ids)
