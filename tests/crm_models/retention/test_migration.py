import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import retention
from crm_models.errors import DataError, ModelError

NAMES = ("普通", "中端", "中高端", "高端")
CUTS = (50, 200, 600)
assets = st.dictionaries(st.integers(0, 30), st.floats(0, 1000), min_size=1)


def tier(values):
    return retention.tiers(pd.Series(values, dtype=float), CUTS, NAMES)


def test_tiers_at_the_cuts():
    got = tier({"a": 49.99, "b": 50, "c": 200, "d": 600, "e": np.nan})
    assert got.to_dict() == {"a": "普通", "b": "中端", "c": "中高端", "d": "高端"}


def test_matrix_by_hand():
    before = tier({"a": 700, "b": 700, "c": 700, "d": 700, "e": 60, "f": 10})
    after = tier({"a": 700, "b": 300, "c": 10, "e": 70, "f": 60, "new": 900})
    counts = retention.migration_counts(before, after)
    assert counts.loc["高端"].to_dict() == {"普通": 1, "中端": 0, "中高端": 1, "高端": 1, "exit": 1}
    rates = retention.downgrade_rates(before, after)
    assert rates.loc["高端"].tolist() == [0, 0.25, 0.5, 0.25, 0.75]
    assert rates.loc["中端"].tolist() == [0, 1, 0, 0, 0]
    assert rates.loc["普通"].tolist() == [1, 0, 0, 0, 0]
    assert rates.loc["中高端"].isna().all(), "nobody was there"


@given(assets, assets)
def test_rows_add_up_to_one(one, other):
    before, after = tier(one), tier(other)
    counts = retention.migration_counts(before, after)
    assert counts.to_numpy().sum() == len(before)
    assert counts[retention.EXIT].sum() == len(set(one) - set(other))
    matrix = retention.migration_matrix(before, after)
    occupied = counts.sum(axis=1) > 0
    assert np.allclose(matrix[occupied].sum(axis=1), 1)
    assert matrix[~occupied].isna().all(axis=None)
    rates = retention.downgrade_rates(before, after)[occupied]
    assert np.allclose(rates[["up", "same", "down", "exit"]].sum(axis=1), 1)


@given(assets)
def test_nobody_moves_when_nothing_changes(values):
    matrix = retention.migration_matrix(tier(values), tier(values))
    occupied = matrix.dropna().index
    assert (np.diag(matrix)[matrix.index.isin(occupied)] == 1).all()


def test_tiers_must_be_the_same_and_customers_single():
    before = tier({"a": 1})
    other = retention.tiers(pd.Series({"a": 1.0}), (5,), ("low", "high"))
    with pytest.raises(ModelError, match="need the same tiers"):
        retention.migration_counts(before, other)
    with pytest.raises(ModelError, match="need the same tiers"):
        retention.migration_counts(pd.Series(["x"]), pd.Series(["x"]))
    with pytest.raises(ModelError, match="one name more than cuts"):
        retention.tiers(pd.Series([1.0]), (5, 2), ("a", "b", "c"))
    doubled = retention.tiers(pd.Series([1.0, 2.0], index=["a", "a"]), CUTS, NAMES)
    with pytest.raises(DataError, match="customers stand twice") as caught:
        retention.migration_counts(doubled, before)
    assert caught.value.rows == ("a",)
