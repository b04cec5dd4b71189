import numpy as np
import pandas as pd
import pytest

from crm_models import pareto, rfm
from crm_models.datasets import campus_store
from crm_models.errors import DataError, ModelError


def test_three_layers():
    value = pd.Series(range(10), index=list("abcdefghij"))
    layers = pareto.three_layers(value, (0.1, 0.2, 0.7))
    assert layers["j"] == "key"
    assert layers.value_counts(sort=False).to_dict() == {"key": 1, "ordinary": 2, "small": 7}
    assert pareto.three_layers(value, (0.1, 0.2, 0.7), lang="zh")["a"] == "小客户"


def test_metal_tiers_at_the_cuts_and_below_zero():
    tiers = pareto.metal_tiers(pd.Series([400, 399.99, 100, 0, -0.01]), (400, 100, 0))
    assert tiers.tolist() == ["platinum", "gold", "gold", "iron", "lead"]
    assert pareto.metal_tiers(pd.Series([1.0]), (3, 2, 1), lang="en").tolist() == ["iron"]
    assert list(pareto.METALS) == list(tiers.cat.categories)


@pytest.mark.parametrize("cuts", [(1, 2, 3), (3, 2), (3, 3, 1)])
def test_metal_cuts_must_fall(cuts):
    with pytest.raises(ModelError, match="three falling cuts"):
        pareto.metal_tiers(pd.Series([1.0]), cuts)


def test_crosstab_adds_up_to_the_customers():
    store = campus_store(2025)
    table = rfm.compute(store.transactions, as_of=store.as_of)
    codes = rfm.binary_codes(table)
    tiers = pareto.metal_tiers(table["monetary_value"], (400, 200, 60))
    cross = pareto.crosstab(codes, tiers)
    assert cross.to_numpy().sum() == 78
    assert list(cross.index) == list(rfm.SEGMENTS)
    assert list(cross.columns) == list(pareto.METALS)
    for code in rfm.SEGMENTS:
        assert cross.loc[code].sum() == (codes == code).sum()
    shuffled = pareto.crosstab(codes.sample(frac=1, random_state=1), tiers)
    assert shuffled.equals(cross)


def test_the_abandoned_group_of_the_project():
    """19 customers in tiers 1 to 4: 0, 0, 13, 6."""
    who = [f"c{k}" for k in range(19)]
    codes = pd.Series(["111"] * 19, index=who)
    tiers = pareto.metal_tiers(pd.Series([50.0] * 13 + [-1.0] * 6, index=who), (400, 100, 0))
    assert pareto.crosstab(codes, tiers).loc["111"].tolist() == [0, 0, 13, 6]


def test_customers_on_one_side_only_are_named():
    with pytest.raises(DataError, match="a code or a tier only") as caught:
        pareto.crosstab(
            pd.Series(["111"], index=["a"]),
            pareto.metal_tiers(pd.Series([1.0, 2.0], index=["a", "b"]), (3, 2, 1)),
        )
    assert caught.value.rows == ("b",)


def test_plain_tiers_may_be_crossed_too():
    codes = pd.Series(["111", "222"], index=["a", "b"])
    cross = pareto.crosstab(codes, pd.Series([3, 4], index=["a", "b"]))
    assert cross.columns.tolist() == [3, 4]
    assert np.trace(cross.loc[["111", "222"]].to_numpy()) == 2
