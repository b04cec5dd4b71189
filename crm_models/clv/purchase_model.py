"""Base of the models of buying till you leave: what can be asked of each of them."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from crm_models.clv.likelihood_model import LikelihoodModel
from crm_models.clv.validate import histories
from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from crm_models.units import DiscountRate

    Vector = NDArray[np.float64]


class PurchaseModel(LikelihoodModel):
    """A model of repeat purchases by customers who leave without saying so.

    Data have one row per customer: frequency x (repeat purchases), recency t_x (time from the
    first to the last purchase) and T (time from the first purchase to the end of observation).
    """

    columns: ClassVar[tuple[str, ...]] = ("frequency", "recency", "T")

    @abstractmethod
    def _expected_active(self, t: float, x: Vector, T: Vector) -> Vector:
        """Return the expected purchases in the next t of those still customers at T."""

    @abstractmethod
    def _expected_new(self, t: float) -> float:
        """Return the expected repeat purchases of a new customer up to t."""

    @abstractmethod
    def _alive(self, x: Vector, t_x: Vector, T: Vector) -> Vector:
        """Return the probability that each customer is still a customer at T."""

    @abstractmethod
    def _still(self, h: float, x: Vector, T: Vector) -> Vector:
        """Return the probability that one who is a customer at T still is at T + h."""

    @abstractmethod
    def _pmf(self, n: Vector, t: float) -> Vector:
        """Return the probability of n repeat purchases in the first t."""

    @abstractmethod
    def _draw(self, T: Vector, rng: np.random.Generator) -> dict[str, Vector]:
        """Return drawn histories (frequency, recency) and what is hidden (rates, alive)."""

    @abstractmethod
    def _draw_future(
        self, t: float, x: Vector, t_x: Vector, T: Vector, rng: np.random.Generator
    ) -> Vector:
        """Return one drawn number of purchases in the next t for each history."""

    def _expected(self, t: float, x: Vector, t_x: Vector, T: Vector) -> Vector:
        return self._alive(x, t_x, T) * self._expected_active(t, x, T)

    def _check(self, data: pd.DataFrame, columns: tuple[Vector, ...]) -> None:
        histories(data, *columns)

    def expected_purchases(
        self, t: ArrayLike, data: pd.DataFrame | None = None
    ) -> pd.Series | pd.DataFrame:
        """Return each customer's expected purchases in the next ``t``.

        Parameters
        ----------
        t
            A time in the unit of the data, or several.
        data
            Customers in the format of `fit`; those of `fit` if None.

        Returns
        -------
        pandas.Series or pandas.DataFrame
            In the order and with the index of the customers; one column per time if several.
        """
        return self._over_times(t, data, self._expected, "expected_purchases")

    def expected_purchases_new(self, t: ArrayLike) -> float | Vector:
        """Return the expected repeat purchases of a new customer in the first ``t``."""
        self._need_fit()
        times = _times(t)
        value = np.array([self._expected_new(float(at)) for at in times.ravel()])
        return float(value[0]) if times.ndim == 0 else value.reshape(times.shape)

    def p_alive(self, data: pd.DataFrame | None = None, *, horizon: float = 0.0) -> pd.Series:
        """Return the probability that each customer is still a customer.

        Parameters
        ----------
        data
            Customers in the format of `fit`; those of `fit` if None.
        horizon
            How long after the end of observation T.
        """
        rows = self._rows_of(data)
        x, t_x, T = rows.columns
        later = float(_times(horizon))
        alive = self._alive(x, t_x, T)
        return rows.spread(alive * self._still(later, x, T) if later else alive, "p_alive")

    def dert(self, discount: DiscountRate, data: pd.DataFrame | None = None) -> pd.Series:
        """Return each customer's discounted expected residual transactions, without end.

        Times the margin of a transaction this is the customer's residual lifetime value.

        Parameters
        ----------
        discount
            The discount rate, above 0; the model's ``unit`` says what T is measured in.
        data
            Customers in the format of `fit`; those of `fit` if None.
        """
        rows = self._rows_of(data)
        force = discount.continuous(self.need_unit())
        if not force > 0:
            raise ModelError("贴现率必须大于 0", "the discount rate must be above 0")
        return rows.spread(self._dert(force, *rows.columns), "dert")

    def _dert(self, force: float, x: Vector, t_x: Vector, T: Vector) -> Vector:
        """Integrate by parts: the mean of E[Y(u)] over u ~ Exponential(force)."""
        from crm_models.clv.departure import gauss

        # Panels that widen: purchases rise over weeks, discounting bites over years.
        node, weight = gauss(10)
        edges = np.array([0.0, 1e-3, 1e-2, 0.1, 0.6, 2.0, 5.0, 11.0, 21.0, 40.0])
        s = edges[:-1, None] + np.diff(edges)[:, None] * node
        share = np.diff(edges)[:, None] * weight * np.exp(-s)
        pairs = zip((s / force).ravel(), share.ravel(), strict=True)
        total = np.zeros(x.shape)
        for u, part in pairs:
            total += part * self._expected_active(float(u), x, T)
        return self._alive(x, t_x, T) * total

    def pmf(self, n: ArrayLike, t: float) -> float | Vector:
        """Return the probability that a new customer makes ``n`` repeat purchases in ``t``.

        Parameters
        ----------
        n
            Whole numbers, not negative.
        t
            A time in the unit of the data.
        """
        self._need_fit()
        counts = np.asarray(n, dtype=float)
        if np.any((counts < 0) | (counts != np.floor(counts))):
            raise ModelError("n 必须是非负整数", "n must be whole numbers, not negative")
        value = np.asarray(self._pmf(counts.ravel(), float(_times(t)))).reshape(counts.shape)
        return float(value) if counts.ndim == 0 else value

    def sample(
        self,
        n: int,
        rng: np.random.Generator,
        *,
        T: ArrayLike = 52.0,
        hidden: bool = False,
    ) -> pd.DataFrame:
        """Draw the histories of ``n`` new customers.

        Parameters
        ----------
        n
            How many customers.
        rng
            Where chance comes from; the same state gives the same customers.
        T
            How long each is observed: one time, or n.
        hidden
            Whether to add what a firm never sees: each customer's rates and whether the customer
            is still one.

        Returns
        -------
        pandas.DataFrame
            Columns frequency, recency, T (and the hidden ones), indexed by customer_id 1 to n.
        """
        import pandas as pd

        self._need_fit()
        length = np.broadcast_to(_times(T), (n,)).astype(float)
        drawn = self._draw(length, rng)
        shown = {"frequency": drawn.pop("frequency"), "recency": drawn.pop("recency"), "T": length}
        ids = pd.RangeIndex(1, n + 1, name="customer_id")
        table = pd.DataFrame(shown | (drawn if hidden else {}), index=ids)
        return table.astype({"frequency": "int64"})

    def _over_times(
        self,
        t: ArrayLike,
        data: pd.DataFrame | None,
        formula: Callable[[float, Vector, Vector, Vector], Vector],
        name: str,
    ) -> pd.Series | pd.DataFrame:
        import pandas as pd

        rows, times = self._rows_of(data), _times(t)
        if times.ndim == 0:
            return rows.spread(formula(float(times), *rows.columns), name)
        found = {float(at): rows.spread(formula(float(at), *rows.columns), name) for at in times}
        return pd.DataFrame(found, index=rows.index).rename_axis(columns="t")


def _times(t: ArrayLike) -> Vector:
    times = np.asarray(t, dtype=float)
    if not np.all((times >= 0) & np.isfinite(times)):
        raise ModelError("时间必须是非负的有限数", "times must be finite and not negative")
    return times
