"""Customer values with a long tail: for ABC analysis, Lorenz curve and Gini coefficient."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crm_models.errors import ModelError


def long_tail(seed: int, n: int = 200, shape: float = 1.6, least: float = 100.0) -> pd.Series:
    """Return customer values drawn from the Pareto distribution.

    Its Gini coefficient is 1 / (2 shape - 1), and the best share p of the customers bring
    p^(1 - 1/shape) of the value: a shape of 1.16 is the 80/20 rule. Samples are less concentrated
    than that, as they lack the rarest customers.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of customers.
    shape
        Above 1; the smaller, the more concentrated.
    least
        The lowest value, yuan.

    Returns
    -------
    Series
        Value per customer in yuan, to two decimals, indexed by ``customer_id``.

    Examples
    --------
    >>> long_tail(1, n=5).index.tolist()
    ['V0001', 'V0002', 'V0003', 'V0004', 'V0005']
    """
    if not (shape > 1 and least > 0 and n >= 1):
        raise ModelError(
            f"shape 要大于 1，least 大于 0，n 至少为 1：{shape}，{least}，{n}",
            f"shape must exceed 1, least must be positive, n at least 1: {shape}, {least}, {n}",
        )
    rng = np.random.default_rng([seed, 3])
    drawn = least * (1.0 - rng.random(n)) ** (-1.0 / shape)
    index = pd.Index([f"V{number:04d}" for number in range(1, n + 1)], name="customer_id")
    return pd.Series(np.round(drawn, 2), index=index, name="value")
