"""CLTV = F(R(PGS, CS, CM), L(PGS, MPA, T), I(NCA, PE)), with its parts as plain functions.

The source gives the shape of the model and no algebra: what R, L, I and F compute is left open.
The functions here are the defaults of this course, chosen by the course and not by the source.
Each can be replaced by another function of the same arguments.

    R = PGS - CS - CM                                  net revenue per period
    L = sum_{t=0}^{T-1} (rho / (1 + d))^t + MPA        how many periods' worth of R is expected:
                                                       retention-discounted periods, plus the
                                                       cross-selling that matching prices add
    I = NCA * v + PE                                   value of new customers and endorsements
    F = R * L + I

The source writes L(PGS, MPA, T); in the default L does not change with PGS, because PGS already
scales R and would be counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Relationship:
    """What the model needs to know about one customer.

    Parameters
    ----------
    pgs
        Price of goods and services bought per period, in money.
    cs, cm
        Cost of sales and cost of marketing per period, in money.
    mpa
        Matching pricing average: extra periods' worth of net revenue from goods and services
        priced to match what the customer already buys (0: none).
    t
        Length of the relationship in whole periods.
    nca
        New customers won through this customer.
    pe
        Value of the customer's product endorsements, in money.
    new_customer_value
        What one new customer is worth, in money.
    retention, discount
        Per period.
    """

    pgs: float
    cs: float
    cm: float
    mpa: float = 0.0
    t: int = 1
    nca: float = 0.0
    pe: float = 0.0
    new_customer_value: float = 0.0
    retention: float = 1.0
    discount: float = 0.0

    def __post_init__(self) -> None:
        if self.t < 0 or not 0 <= self.retention <= 1 or not self.discount > -1:
            raise ModelError(
                "需要 t >= 0、0 <= 留存率 <= 1、贴现率 > -1",
                "t >= 0, 0 <= retention <= 1 and discount > -1 are needed",
            )


def revenue(customer: Relationship) -> float:
    """Return R, net revenue per period: PGS - CS - CM."""
    return customer.pgs - customer.cs - customer.cm


def loyalty(customer: Relationship) -> float:
    """Return L, the expected number of discounted periods, plus MPA."""
    step = customer.retention / (1 + customer.discount)
    return float(sum(step**t for t in range(customer.t))) + customer.mpa


def influence(customer: Relationship) -> float:
    """Return I, the value of referred customers and of endorsements: NCA v + PE."""
    return customer.nca * customer.new_customer_value + customer.pe


def integrate(r: float, loyal: float, influenced: float) -> float:
    """Return F = R L + I."""
    return r * loyal + influenced


@dataclass(frozen=True, slots=True)
class CLTV:
    """The model with its four pluggable parts.

    Examples
    --------
    >>> customer = Relationship(pgs=100, cs=50, cm=10, t=2, nca=1, pe=5, new_customer_value=20,
    ...                         retention=0.5)
    >>> CLTV().value(customer)
    85.0
    >>> CLTV(influence=lambda customer: 0.0).value(customer)
    60.0
    """

    revenue: Callable[[Relationship], float] = field(default=revenue)
    loyalty: Callable[[Relationship], float] = field(default=loyalty)
    influence: Callable[[Relationship], float] = field(default=influence)
    integrate: Callable[[float, float, float], float] = field(default=integrate)

    def value(self, customer: Relationship) -> float:
        """Return the customer's lifetime value, in money."""
        return self.integrate(
            self.revenue(customer), self.loyalty(customer), self.influence(customer)
        )

    def by_source(self, customer: Relationship) -> pd.Series:
        """Split the value by where it comes from; the parts add up to `value`.

        Each source is what would be missing without it: ``repeat`` purchases of what is bought
        today, ``cross`` purchases (MPA), ``referral`` of new customers (NCA) and ``endorsement``
        (PE).

        Examples
        --------
        >>> customer = Relationship(pgs=100, cs=50, cm=10, mpa=0.5, t=2, nca=1, pe=5,
        ...                         new_customer_value=20, retention=0.5)
        >>> CLTV().by_source(customer).to_dict()
        {'repeat': 60.0, 'cross': 20.0, 'referral': 20.0, 'endorsement': 5.0}
        """
        import pandas as pd

        bare = replace(customer, pe=0.0, nca=0.0, mpa=0.0)
        fewer = {
            "cross": replace(bare, mpa=customer.mpa),
            "referral": replace(customer, pe=0.0),
            "endorsement": customer,
        }
        parts, whole = {"repeat": self.value(bare)}, self.value(bare)
        for source, with_it in fewer.items():
            parts[source], whole = self.value(with_it) - whole, self.value(with_it)
        return pd.Series(parts, name="value")

    def sensitivity(self, customer: Relationship, change: float = 0.1) -> pd.DataFrame:
        """Change one input at a time, up and down by the same proportion.

        Returns
        -------
        pandas.DataFrame
            One row per input that can be scaled, with columns low, high and swing = high - low,
            largest swing first. The length t is whole periods and a retention rate stops at 1.
        """
        import pandas as pd

        rows = {}
        for name in (item.name for item in fields(customer)):
            low, high = (
                self.value(_scaled(customer, name, factor)) for factor in (1 - change, 1 + change)
            )
            rows[name] = {"low": low, "high": high, "swing": high - low}
        table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("input")
        return table.sort_values("swing", key=abs, ascending=False, kind="stable")


def _scaled(customer: Relationship, name: str, factor: float) -> Relationship:
    value = getattr(customer, name) * factor
    if name == "t":
        return replace(customer, t=round(value))
    if name == "retention":
        value = min(value, 1.0)
    return replace(customer, **{name: value})
