import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import stats
from crm_models.datasets import campus_store
from crm_models.errors import ModelError


def test_the_proportions_of_the_campus_store():
    """46 of 78 are 58.97 %, 12 of 78 are 15.38 % (not 15.5), 59 of 78 are 75.64 %."""
    customers = campus_store(1).customers
    dormitories = stats.proportions(customers["dormitory"])
    assert dormitories.loc[4, "count"] == 46
    assert round(100 * dormitories.loc[4, "share"], 2) == 58.97
    assert round(100 * dormitories.loc[8, "share"], 2) == 15.38
    rich = stats.proportions(customers["income"] >= 1000)
    assert round(100 * rich.loc[True, "share"], 2) == 75.64
    assert rich["share"].sum() == pytest.approx(1)


def test_wilson_interval_of_a_known_case():
    """Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611."""
    known = stats.proportions(pd.Series([True] * 81 + [False] * 182)).loc[True]
    assert known[["lower", "upper"]].round(4).tolist() == [0.2553, 0.3662]
    only = stats.proportions(pd.Series(["no"] * 20)).loc["no"]
    assert only["lower"] == pytest.approx(1 - 0.1611, abs=1e-4)
    assert only["upper"] == 1


def test_missing_answers_are_counted_apart():
    assert stats.proportions(pd.Series(["a", None, "a"])).loc["a", "share"] == 1
    described = stats.describe(pd.DataFrame({"x": [1.0, None, 4.0], "name": list("abc")}))
    assert described.index.tolist() == ["x"]
    assert described.loc["x", ["n", "missing"]].tolist() == [2, 1]
    with pytest.raises(ModelError, match="no answers"):
        stats.proportions(pd.Series([None, None]))
    with pytest.raises(ModelError, match="no numeric column"):
        stats.describe(pd.DataFrame({"name": ["a"]}))


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=30))
def test_against_numpy(values):
    got = stats.describe(pd.DataFrame({"x": values})).loc["x"]
    assert got["mean"] == pytest.approx(np.mean(values))
    assert got["sd"] == pytest.approx(np.std(values, ddof=1))
    quartiles = np.quantile(values, [0.25, 0.5, 0.75])
    assert got[["q1", "median", "q3"]].tolist() == pytest.approx(quartiles.tolist())
    assert (got["min"], got["max"]) == (min(values), max(values))
