"""A tea shop on the web: subscribers who renew or not, and buyers who leave without a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.datasets.online_shop import online_shop
from crm_models.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUBSCRIBERS = 600
MONTHS = 6
FIRST_RETENTION = (0.60, 0.74)
ALPHA = (0.7, 1.0)
RISE = 0.1
"""By so much retention in the last month exceeds that in the first, whatever the seed."""


@dataclass(frozen=True)
class TeaShop:
    """The two trades of one tea shop.

    Parameters
    ----------
    cohort
        The subscribers of the first month: ``month`` (0 to 6) and ``survivors``, how many are
        still there.
    transactions
        Loose tea, one row per purchase: ``customer_id``, ``date`` (day), ``amount`` (yuan).
    as_of
        The last day of the transactions.
    alpha, beta
        The parameters of the shifted beta-geometric distribution that lives are drawn from.
    """

    cohort: pd.DataFrame
    transactions: pd.DataFrame
    as_of: pd.Timestamp
    alpha: float
    beta: float


def tea_shop(seed: int) -> TeaShop:
    """Return a tea shop whose subscribers' retention rises from month to month on the whole.

    Nobody grows more loyal: each has a probability of leaving that never changes, drawn from
    Beta(alpha, beta). Loose tea is an `online_shop` of 1000 customers.

    Parameters
    ----------
    seed
        A whole number from 0.

    Examples
    --------
    >>> shop = tea_shop(1)
    >>> shop.cohort["survivors"].is_monotonic_decreasing, len(shop.cohort)
    (True, 7)
    """
    if seed < 0:
        raise ModelError(f"seed 不能为负：{seed}", f"seed cannot be negative: {seed}")
    rng = np.random.default_rng([seed, 11])
    while True:
        first, alpha = rng.uniform(*FIRST_RETENTION), rng.uniform(*ALPHA)
        beta = alpha * first / (1 - first)
        survivors = _survivors(alpha, beta, rng)
        retention = survivors[1:] / survivors[:-1]
        # somebody leaves in each month, and the last month is clearly better than the first
        if (np.diff(survivors) < 0).all() and retention[-1] - retention[0] > RISE:
            break
    shop = online_shop(seed)
    return TeaShop(
        cohort=pd.DataFrame({"month": np.arange(MONTHS + 1), "survivors": survivors}),
        transactions=shop.transactions,
        as_of=shop.as_of,
        alpha=float(alpha),
        beta=float(beta),
    )


def _survivors(alpha: float, beta: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw how many are left after 0, 1, … months."""
    leaving = np.maximum(rng.beta(alpha, beta, SUBSCRIBERS), 1e-12)
    life = rng.geometric(leaving)
    left = [np.count_nonzero(life > month) for month in range(MONTHS + 1)]
    return np.array(left, dtype=np.int64)
