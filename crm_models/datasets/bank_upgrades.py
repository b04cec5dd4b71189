"""Bank customers some of whom rise to a higher tier, for reasons that can be learned."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

TIERS = ("普通", "中端", "中高端", "高端")
COEFFICIENTS: Mapping[str, float] = MappingProxyType(
    {"intercept": -4.0, "products": 0.5, "balance_growth": 3.0, "contacts": 0.25, "years": 0.0}
)
"""Change of the log odds of rising per unit of each feature; ``years`` has none to learn."""

_SHARES = (0.55, 0.28, 0.12, 0.05)
_FALL = 0.08


@dataclass(frozen=True)
class BankUpgrades:
    """Customers of a bank at two times.

    Parameters
    ----------
    features
        Indexed by ``customer_id``, known at the first time: ``products`` (number held),
        ``balance_growth`` (of the last half-year, 0.1 for 10 %), ``contacts`` (with the adviser,
        last half-year), ``years`` (as a customer).
    before, after
        Tier at the two times, ordered categories, for `crm_models.prediction.upgrade_table`.
    coefficients
        The true coefficients.
    """

    features: pd.DataFrame
    before: pd.Series
    after: pd.Series
    coefficients: Mapping[str, float]


def bank_upgrades(
    seed: int, n: int = 2000, coefficients: Mapping[str, float] | None = None
) -> BankUpgrades:
    """Return bank customers whose true reasons to rise are known.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of customers.
    coefficients
        Of `COEFFICIENTS`, those to be changed.

    Examples
    --------
    >>> bank = bank_upgrades(1)
    >>> bank.features.columns.tolist()
    ['products', 'balance_growth', 'contacts', 'years']
    """
    beta = dict(COEFFICIENTS) | dict(coefficients or {})
    if n < 1 or set(beta) != set(COEFFICIENTS):
        raise ModelError(
            f"客户数至少为 1；系数的名字只能是 {'、'.join(COEFFICIENTS)}",
            f"at least one customer; coefficients are called {', '.join(COEFFICIENTS)}",
        )
    rng = np.random.default_rng([seed, 5])
    ids = pd.Index([f"U{number:05d}" for number in range(1, n + 1)], name="customer_id")
    features = pd.DataFrame(
        {
            "products": rng.integers(1, 7, n),
            "balance_growth": np.round(0.4 * rng.random(n) - 0.1, 3),
            "contacts": rng.poisson(2.0, n),
            "years": rng.integers(0, 21, n),
        },
        index=ids,
    )
    effects = np.array([beta[str(name)] for name in features])
    z = beta["intercept"] + features.to_numpy(dtype=float) @ effects
    rises = rng.random(n) < 1 / (1 + np.exp(-z))
    falls = ~rises & (rng.random(n) < _FALL)
    now = np.searchsorted(np.cumsum(_SHARES)[:-1], rng.random(n), side="right")
    then = np.clip(now + rises - falls, 0, len(TIERS) - 1)
    kinds = pd.CategoricalDtype(list(TIERS), ordered=True)
    before, after = (
        pd.Series(
            pd.Categorical.from_codes(codes.tolist(), dtype=kinds),
            index=ids,
            name="tier",
        )
        for codes in (now, then)
    )
    return BankUpgrades(features, before, after, MappingProxyType(beta))
