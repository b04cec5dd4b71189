"""Customers of one industry: satisfaction, loyalty, attitude and repeat purchase."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crm_models.errors import ModelError


def loyalty_panel(
    seed: int, n: int = 400, *, power: float = 4.0, noise: float = 0.05
) -> pd.DataFrame:
    """Return customers whose loyalty follows their satisfaction as competition lets it.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of customers.
    power
        Of `crm_models.satisfaction.loyalty.CompetitionCurve`: above 1 where competition is strong,
        below 1 where there is little choice.
    noise
        Standard deviation of loyalty around the curve.

    Returns
    -------
    DataFrame
        Indexed by ``customer_id``: ``satisfaction`` and ``loyalty`` (0 to 1), ``attitude`` (follows
        satisfaction) and ``repeat`` (share of purchases made here, follows loyalty).

    Examples
    --------
    >>> loyalty_panel(1, n=3).columns.tolist()
    ['satisfaction', 'loyalty', 'attitude', 'repeat']
    """
    if n < 1 or not (power > 0 and noise >= 0):
        raise ModelError(
            f"客户数至少为 1，power 大于 0，noise 不为负：{n}，{power}，{noise}",
            f"at least one customer, power above 0, noise not negative: {n}, {power}, {noise}",
        )
    rng = np.random.default_rng([seed, 9])
    satisfaction = rng.random(n)
    loyalty = np.clip(satisfaction**power + rng.normal(0, noise, n), 0, 1)
    ids = pd.Index([f"L{number:05d}" for number in range(1, n + 1)], name="customer_id")
    return pd.DataFrame(
        {
            "satisfaction": satisfaction,
            "loyalty": loyalty,
            "attitude": np.clip(satisfaction + rng.normal(0, noise, n), 0, 1),
            "repeat": np.clip(loyalty + rng.normal(0, noise, n), 0, 1),
        },
        index=ids,
    )
