"""Subscribers who join over time and leave at a known rate: for churn and survival."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_models.errors import ModelError


@dataclass(frozen=True)
class Subscriptions:
    """Subscribers of one service.

    Parameters
    ----------
    customers
        One row per customer: ``customer_id``, ``start`` and ``end`` (months since the service
        began; ``end`` missing if still there), ``duration`` (months seen) and ``event`` (True if
        the customer left).
    as_of
        Month at whose end observation stops.
    churn
        The monthly churn rates drawn from, one per kind of customer.
    """

    customers: pd.DataFrame
    as_of: int
    churn: tuple[float, ...]


def subscriptions(
    seed: int,
    n: int = 300,
    churn: float | tuple[float, ...] = 0.08,
    months: int = 24,
) -> Subscriptions:
    """Return subscribers whose true churn rate is known.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of customers.
    churn
        Monthly churn rate; several rates make as many kinds of customers, equally frequent. With
        several, the rate observed falls with age although no customer's does.
    months
        Length of observation. Customers join in any of its months.

    Examples
    --------
    >>> service = subscriptions(1)
    >>> len(service.customers), service.as_of
    (300, 24)
    """
    rates = (float(churn),) if isinstance(churn, int | float) else tuple(churn)
    if not rates or not all(0 < rate <= 1 for rate in rates):
        raise ModelError(
            f"流失率要大于 0、不超过 1：{rates}", f"churn rates lie above 0 and up to 1: {rates}"
        )
    if n < 1 or months < 1:
        raise ModelError(
            f"客户数和月数至少为 1：{n}，{months}",
            f"at least one customer and one month: {n}, {months}",
        )
    rng = np.random.default_rng([seed, 1])
    start = rng.integers(0, months, size=n)
    rate = np.array(rates)[rng.integers(len(rates), size=n)]
    # The month of leaving by inversion: the same numbers wherever it runs.
    life = np.ceil(np.log1p(-rng.random(n)) / np.log1p(-np.minimum(rate, 1 - 1e-12)))
    life = np.maximum(life, 1).astype("int64")
    left = start + life <= months
    customers = pd.DataFrame(
        {
            "customer_id": [f"S{number:05d}" for number in range(1, n + 1)],
            "start": start,
            "end": pd.array(np.where(left, start + life, 0), dtype="Int64"),
            "duration": np.where(left, life, months - start),
            "event": left,
        }
    )
    customers.loc[~left, "end"] = pd.NA
    return Subscriptions(customers, months, rates)
