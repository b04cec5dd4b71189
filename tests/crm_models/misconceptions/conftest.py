"""Calls of the reference functions, on campus store data, at which misconceptions show."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from crm_models import retention, rfm
from crm_models.datasets import campus_store

Call = tuple[tuple[Any, ...], dict[str, Any]]


SEEDS = (0, 2025)


@pytest.fixture(scope="session")
def examples() -> dict[int, dict[str, list[Call]]]:
    """Return the calls of `_calls` and of each `calls_*.py` beside this file, by seed."""
    topics = []
    for path in sorted(Path(__file__).parent.glob("calls_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        topic = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(topic)
        topics.append(topic.calls)
    found = {seed: _calls(seed) for seed in SEEDS}
    for seed, table in found.items():
        for calls in topics:
            table.update(calls(seed))
    return found


@pytest.fixture(scope="session")
def same() -> Any:
    """Return the comparison of two results."""
    return _same


def _calls(seed: int) -> dict[str, list[Call]]:
    """Return calls by target; every misconception must differ at one of its target's."""
    store = campus_store(seed)
    table = rfm.compute(store.transactions, as_of=store.as_of)
    codes = rfm.binary_codes(table)
    spend = retention.spend_per_period(store.transactions, store.periods, codes)
    exposure = store.periods["exposure"].tolist()
    totals = store.transactions.groupby("customer_id")["amount"].sum()
    income = store.customers.set_index("customer_id")["income"]
    early = {"as_of": "2025-04-30"}
    return {
        "rfm.compute": [
            ((store.transactions,), early),
            ((store.transactions,), {**early, "window": 14}),
            ((store.transactions,), {**early, "monetary": "mean"}),
            ((store.transactions,), {**early, "purchases": "day"}),
            ((store.transactions,), {**early, "refunds": "count"}),
        ],
        "rfm.binary_codes": [
            ((table,), {}),
            ((table,), {"cut": "median"}),
            ((table, "median"), {}),
        ],
        "rfm.scores": [((table,), {}), ((table, 3), {})],
        "rfm.segments": [((codes,), {}), ((codes, "en"), {})],
        "retention.ratio_chain": [
            ((spend, exposure), {}),
            ((spend.loc["222"].tolist(), exposure), {}),
            ((), {"spend": spend.loc["111"], "exposure": exposure}),
        ],
        "retention.share_of_wallet": [
            ((totals, income), {"spend_periods": 2}),
            ((float(totals.sum()), float(income.sum())), {}),
        ],
        "retention.churn_rate": [((78, 9), {}), ((), {"at_start": 200, "lost": 10})],
        "retention.retention_rate": [((78, 9), {})],
        "retention.expected_lifetime": [((0.05,), {}), ((), {"churn": 0.2})],
        "retention.still_there": [((0.2, 3), {})],
        "retention.base_rate_of_claim": [((0.2, 0.1), {})],
    }


def _same(one: Any, other: Any) -> bool:
    """Tell whether two results are the same, as a check with a tolerance would."""
    if isinstance(one, pd.DataFrame | pd.Series):
        frame, others = pd.DataFrame(one), pd.DataFrame(other)
        return (
            frame.index.equals(others.index)
            and list(frame.columns) == list(others.columns)
            and all(_same_column(frame[name], others[name]) for name in frame)
        )
    if isinstance(one, tuple) and not isinstance(other, tuple):
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, int | float):
        return bool(np.isclose(one, other, rtol=1e-9, atol=0, equal_nan=True))
    if isinstance(one, np.ndarray):
        return np.shape(one) == np.shape(other) and np.allclose(
            one, other, rtol=1e-9, atol=0, equal_nan=True
        )
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if type(one).__eq__ is object.__eq__ and hasattr(one, "__dict__"):
        return type(one) is type(other) and _same(vars(one), vars(other))
    return bool(one == other)


def _same_column(one: pd.Series, other: pd.Series) -> bool:
    if all(pd.api.types.is_numeric_dtype(column.dtype) for column in (one, other)):
        left, right = (column.to_numpy(dtype=float, na_value=np.nan) for column in (one, other))
        return bool(np.allclose(left, right, rtol=1e-9, atol=0, equal_nan=True))
    left, right = (column.astype(object).where(column.notna(), None) for column in (one, other))
    return left.tolist() == right.tolist()
