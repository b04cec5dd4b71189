"""From transactions to one row per customer: beside lifetimes, and how the cost grows."""

from __future__ import annotations

import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd

from benchmarks.rows import Row, paired, timed
from crm_models import clv


def transactions(n: int) -> pd.DataFrame:
    """Draw n purchases of n/10 customers over two years."""
    rng = np.random.default_rng(0)
    days = pd.Timestamp("2022-01-01") + pd.to_timedelta(rng.integers(0, 730, n), unit="D")
    ids = rng.integers(0, n // 10, n)
    return pd.DataFrame({"customer_id": ids, "date": days, "amount": rng.gamma(2, 20, n)})


def run() -> list[Row]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [_beside(), *(_alone(n) for n in (3_000_000, 10_000_000))]


def _ours(table: pd.DataFrame) -> pd.DataFrame:
    return clv.summarise(table, as_of="2023-12-31", unit="day")


def _beside() -> Row:
    from lifetimes.utils import summary_data_from_transaction_data

    table = transactions(1_000_000)

    def theirs() -> pd.DataFrame:
        return summary_data_from_transaction_data(
            table, "customer_id", "date", "amount", observation_period_end="2023-12-31"
        )

    ours, peers = paired(lambda: _ours(table), theirs, runs=3)
    gap = np.abs(theirs().to_numpy() - _ours(table).to_numpy()).max()
    peer = f"lifetimes {version('lifetimes')}"
    return Row("summary of 1 M transactions", ours, peers, peer, f"at most {gap:.0e} apart", 4.0)


def _alone(n: int) -> Row:
    table = transactions(n)
    return Row(f"summary of {n // 1_000_000} M transactions", timed(lambda: _ours(table), runs=2))
