"""From transactions to one row per customer: beside lifetimes, and how the cost grows.

Up to 10 million transactions in memory; the same and more from Parquet files, where DuckDB may
use no more than ``MEMORY``. The environment's ``BENCH_TRANSACTIONS=100000000`` adds a larger file.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from benchmarks.rows import Row, paired, timed
from crm_models import clv

MILLION = 1_000_000
AHEAD = {"as_of": "2023-12-31", "unit": "day"}
MEMORY = "1GB"
CLOSE = 1e-6


def transactions(n: int) -> pd.DataFrame:
    """Draw n purchases of n/10 customers over two years."""
    rng = np.random.default_rng(0)
    days = pd.Timestamp("2022-01-01") + pd.to_timedelta(rng.integers(0, 730, n), unit="D")
    ids = rng.integers(0, n // 10, n)
    return pd.DataFrame({"customer_id": ids, "date": days, "amount": rng.gamma(2, 20, n)})


def run() -> list[Row]:
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        rows = [_beside()]
        for millions in (1, 3, 10):
            rows += _both(millions * MILLION, Path(folder))
        beyond = int(os.environ.get("BENCH_TRANSACTIONS", 30 * MILLION))
        return [*rows, _beyond(beyond, Path(folder))]


def _beside() -> Row:
    from lifetimes.utils import summary_data_from_transaction_data

    table = transactions(MILLION)

    def theirs() -> pd.DataFrame:
        return summary_data_from_transaction_data(
            table, "customer_id", "date", "amount", observation_period_end="2023-12-31"
        )

    ours, peers = paired(lambda: clv.summarise(table, **AHEAD), theirs, runs=5)
    gap = np.abs(theirs().to_numpy() - clv.summarise(table, **AHEAD).to_numpy()).max()
    peer, same = f"lifetimes {version('lifetimes')}", f"at most {gap:.0e} apart"
    return Row("summary of 1 M transactions", ours, peers, peer, same, 4.0, agrees=gap < CLOSE)


def _both(n: int, folder: Path) -> list[Row]:
    """Time the same transactions in memory and from a file."""
    file = folder / "shop.parquet"
    size, (seconds, in_memory) = f"{n // MILLION} M transactions", _in_memory(n, file)
    found = _from_file(file)
    gap = np.abs(found.to_numpy() - in_memory.to_numpy()).max()
    return [
        Row(f"summary of {size}, in memory", seconds),
        Row(
            f"summary of {size}, Parquet within {MEMORY}",
            timed(lambda: _from_file(file), runs=2, warm=0),
            same=f"at most {gap:.0e} from the one in memory",
            agrees=bool(gap < CLOSE and found.index.equals(in_memory.index)),
        ),
    ]


def _in_memory(n: int, file: Path) -> tuple[float, pd.DataFrame]:
    """Write the transactions, and time them in memory; they are gone when the file is read."""
    table = transactions(n)
    duckdb.from_df(table).write_parquet(str(file))
    seconds = timed(lambda: clv.summarise(table, **AHEAD), runs=3, warm=0)
    return seconds, clv.summarise(table, **AHEAD)


def _from_file(file: Path) -> pd.DataFrame:
    return clv.ParquetTransactions(file, memory=MEMORY, **AHEAD).summary()


def _beyond(n: int, folder: Path) -> Row:
    """Go on where a table in memory ends: from file to file, then fit the distinct histories."""
    file = folder / "large.parquet"
    made = """SELECT hash(i) % $customers AS customer_id,
        DATE '2022-01-01' + (hash(-i) % 730)::INTEGER AS date,
        5 + hash(i + 7) % 100000 / 1000.0 AS amount FROM range($transactions) r(i)"""
    duckdb.sql(made, params={"customers": n // 10, "transactions": n}).write_parquet(str(file))
    counted = []

    def task() -> None:
        files = clv.ParquetTransactions(file, memory=MEMORY, **AHEAD)
        counted.append(files.write_summary(folder / "customers.parquet"))

    seconds = timed(task, runs=1, warm=0)
    task_name = f"summary of {n // MILLION} M transactions, Parquet to Parquet within {MEMORY}"
    return Row(task_name, seconds, same=f"{counted[0]:,} customers")
