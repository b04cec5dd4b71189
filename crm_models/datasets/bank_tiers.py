"""Bank customers in four tiers by average daily assets, at two times: for migration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from crm_models.errors import ModelError

CUTS = (50.0, 200.0, 600.0)
"""Least average daily assets of the upper three tiers, thousand yuan: the course's own."""

TIERS = ("普通", "中端", "中高端", "高端")

_LEAVE = (0.12, 0.06, 0.04, 0.03)
_MOVE = np.array(
    [
        [0.88, 0.10, 0.02, 0.00],
        [0.15, 0.72, 0.12, 0.01],
        [0.03, 0.17, 0.70, 0.10],
        [0.01, 0.04, 0.20, 0.75],
    ]
)
_SHARES = (0.50, 0.30, 0.15, 0.05)
_TOP = 3000.0


@dataclass(frozen=True)
class BankTiers:
    """Assets of the same customers at two times.

    Parameters
    ----------
    assets
        Indexed by ``customer_id``: ``before`` and ``after``, average daily assets in thousand
        yuan; ``after`` is missing for those who left.
    cuts, tiers
        For `crm_models.retention.tiers`.
    matrix
        The true shares that move from each tier to each tier, and leave.
    """

    assets: pd.DataFrame
    cuts: tuple[float, ...]
    tiers: tuple[str, ...]
    matrix: pd.DataFrame


def bank_tiers(seed: int, n: int = 500) -> BankTiers:
    """Return bank customers whose true migration matrix is known.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of customers.

    Examples
    --------
    >>> bank = bank_tiers(1)
    >>> len(bank.assets), bank.matrix.sum(axis=1).round(12).tolist()
    (500, [1.0, 1.0, 1.0, 1.0])
    """
    if n < 1:
        raise ModelError(f"客户数至少为 1：{n}", f"at least one customer: {n}")
    rng = np.random.default_rng([seed, 2])
    stay = _MOVE * (1 - np.array(_LEAVE))[:, None]
    matrix = pd.DataFrame(
        np.column_stack([stay, _LEAVE]), index=list(TIERS), columns=[*TIERS, "exit"]
    )
    before = np.searchsorted(np.cumsum(_SHARES)[:-1], rng.random(n), side="right")
    reached = np.cumsum(matrix.to_numpy(), axis=1)[before]
    after = (rng.random(n)[:, None] >= reached[:, :-1]).sum(axis=1)
    left = after == len(TIERS)
    assets = pd.DataFrame(
        {
            "before": _within(before, rng),
            "after": np.where(left, np.nan, _within(np.where(left, 0, after), rng)),
        },
        index=pd.Index([f"B{number:05d}" for number in range(1, n + 1)], name="customer_id"),
    )
    return BankTiers(assets, CUTS, TIERS, matrix)


def _within(tier: npt.NDArray[np.int64], rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Draw assets inside the tier, more often near its lower end, to the yuan."""
    low = np.array([1.0, *CUTS])[tier]
    high = np.array([*CUTS, _TOP])[tier]
    drawn = low + (high - low) * rng.random(len(tier)) ** 2
    # Rounding must not carry anybody into the next tier.
    inside: npt.NDArray[np.float64] = np.minimum(np.floor(drawn * 1000) / 1000, high - 0.001)
    return inside
