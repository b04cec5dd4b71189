"""Small decisions around lifetime value: payback, keep or acquire, net gain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm_models.clv.retention_value import First, margin_multiple
from crm_models.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def payback(
    acquisition: float,
    margin: ArrayLike,
    retention: float = 1.0,
    discount: float = 0.0,
    *,
    periods: int = 1200,
) -> int | None:
    """Return after how many periods expected margins have repaid the acquisition cost.

    Parameters
    ----------
    acquisition
        Cost of winning the customer, paid now.
    margin
        Margin per period and retained customer, the same each period or a list; margins come at
        the end of periods 1, 2, ... and the customer is retained from one to the next with
        probability ``retention``. The first period's margin is certain.
    retention, discount
        Per period.
    periods
        How far to look when one margin is given.

    Returns
    -------
    int or None
        The first period at whose end the account is not negative; None if never.

    Examples
    --------
    >>> payback(100, 40), payback(100, 40, retention=0.5)
    (3, None)
    """
    margins = np.asarray(margin, dtype=float)
    if margins.ndim == 0:
        margins = np.full(periods, float(margins))
    t = np.arange(1, margins.size + 1)
    account = np.cumsum(margins * retention ** (t - 1) / (1 + discount) ** t) - acquisition
    if acquisition <= 0:
        return 0
    # A hair's breadth: 3 x 33.333... repays 100 though the sum falls short in the last digit.
    paid = np.flatnonzero(account >= -1e-9 * acquisition)
    return int(paid[0]) + 1 if paid.size else None


@dataclass(frozen=True, slots=True)
class KeepOrAcquire:
    """Cost and gain of keeping a customer and of winning a new one.

    Parameters
    ----------
    keep, acquire
        Net gain per customer approached: margin multiple gained less cost.
    break_even_uplift
        The smallest rise of the retention rate at which keeping pays for itself; infinite if no
        possible rise does.
    """

    keep: float
    acquire: float
    break_even_uplift: float

    @property
    def cheaper_to_keep(self) -> bool:
        """Whether the same money gains more in keeping."""
        return self.keep > self.acquire


def keep_or_acquire(
    *,
    margin: float,
    retention: float,
    discount: float,
    retention_cost: float,
    uplift: float,
    acquisition_cost: float,
    first: First = "after_one_period",
) -> KeepOrAcquire:
    """Compare raising one customer's retention rate with winning one new customer.

    Parameters
    ----------
    margin, retention, discount
        Per period; see `retention_value`.
    retention_cost
        Cost, paid now, of the measure that raises the retention rate.
    uplift
        By how much the retention rate rises (0.05 is five percentage points).
    acquisition_cost
        Cost, paid now, of winning one new customer with the old retention rate.
    first
        When the new customer's first margin comes; see `margin_multiple`.

    Examples
    --------
    >>> choice = keep_or_acquire(margin=100, retention=0.8, discount=0.1, retention_cost=20,
    ...                          uplift=0.05, acquisition_cost=200)
    >>> round(choice.keep, 2), round(choice.acquire, 2), choice.cheaper_to_keep
    (53.33, 66.67, False)
    >>> round(choice.break_even_uplift, 4)
    0.0155
    """
    base = margin_multiple(retention, discount)
    raised = margin_multiple(retention + uplift, discount)
    new = margin_multiple(retention, discount, first=first)
    # m r'/(1+d-r') - m r/(1+d-r) = cost, solved for r'.
    needed = base + retention_cost / margin if margin > 0 else math.inf
    rate_needed = needed * (1 + discount) / (1 + needed) if needed < math.inf else math.inf
    return KeepOrAcquire(
        keep=margin * (raised - base) - retention_cost,
        acquire=margin * new - acquisition_cost,
        break_even_uplift=rate_needed - retention if rate_needed <= 1 else math.inf,
    )


def relationship_gain(
    *, profitability: float, retention_cost: float, customers: float, churned: float
) -> float:
    """Return the firm's gain from relationships: profit less retention and loss cost.

    Parameters
    ----------
    profitability
        Profit per customer over the time considered, in money, before relationship costs.
    retention_cost
        Cost of keeping, per customer.
    customers
        Customers at the start.
    churned
        Customers lost; each costs the profit that it would have brought.

    Examples
    --------
    >>> relationship_gain(profitability=100, retention_cost=10, customers=50, churned=5)
    4000.0
    """
    if not 0 <= churned <= customers:
        raise ModelError(
            f"流失客户数须在 0 与 {customers} 之间，得到 {churned}",
            f"lost customers must be from 0 to {customers}, got {churned}",
        )
    return float(customers * (profitability - retention_cost) - churned * profitability)
