import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import delivered_value as cdv
from crm_models.errors import DataError, ModelError

COLUMNS = [*cdv.VALUES, *cdv.COSTS]
offers = st.lists(st.lists(st.integers(1, 20), min_size=7, max_size=7), min_size=1, max_size=6).map(
    lambda rows: pd.DataFrame(rows, columns=COLUMNS)
)


def test_four_values_and_three_costs():
    assert [name.zh for name in cdv.VALUES.values()] == [
        "产品价值",
        "服务价值",
        "人员价值",
        "形象价值",
    ]
    assert len(cdv.COSTS) == 3, "mental and physical effort are one"


def test_both_measures_by_hand_and_their_reversal():
    table = cdv.EXAMPLE
    assert cdv.absolute(table).to_dict() == {"A": 30 - 20, "B": 15 - 8}
    assert cdv.relative(table).to_dict() == {"A": 30 / 20, "B": 15 / 8}
    assert cdv.reversals(table).to_numpy().tolist() == [["A", "B"]]
    assert cdv.reversals(table.loc[["A"]]).empty


def test_weights():
    got = cdv.totals(cdv.EXAMPLE, {"time": 0, "image": 2})
    assert got.loc["A"].tolist() == [33, 15]
    assert cdv.absolute(cdv.EXAMPLE, {"product": 0})["B"] == 1
    with pytest.raises(ModelError, match="no such value or cost: price"):
        cdv.totals(cdv.EXAMPLE, {"price": 1})


@given(offers)
def test_the_two_measures_agree_on_the_sign(table):
    before = table.copy()
    difference, ratio = cdv.absolute(table), cdv.relative(table)
    assert table.equals(before)
    assert ((difference > 0) == (ratio > 1)).all()
    pairs = cdv.reversals(table)
    for one, other in pairs.to_numpy().tolist():
        assert difference[one] > difference[other]
        assert ratio[one] < ratio[other]


@given(offers, st.sampled_from(COLUMNS))
def test_more_value_helps_and_more_cost_hurts(table, column):
    more = table.assign(**{column: table[column] + 1})
    sign = 1 if column in cdv.VALUES else -1
    for measure in (cdv.absolute, cdv.relative):
        assert (sign * (measure(more) - measure(table)) > 0).all()


def test_no_cost_has_no_ratio():
    free = cdv.EXAMPLE.copy()
    free.loc["B", list(cdv.COSTS)] = 0
    with pytest.raises(DataError, match="the total customer cost is zero") as caught:
        cdv.relative(free)
    assert caught.value.rows == ("B",)
    assert cdv.absolute(free)["B"] == 15


@pytest.mark.parametrize("bad", [np.nan, -1.0])
def test_offers_at_fault_are_named(bad):
    table = cdv.EXAMPLE.astype(float)
    table.loc["B", "image"] = bad
    with pytest.raises(DataError, match="missing or negative") as caught:
        cdv.absolute(table)
    assert caught.value.rows == ("B",)
    with pytest.raises(ModelError, match="no column image, time"):
        cdv.absolute(table.drop(columns=["image", "time"]))


def test_the_working():
    absolute, relative = cdv.explain(cdv.EXAMPLE, "A")
    assert absolute.substitution == "CDV = 30 - 20"
    assert relative.substitution == r"CDV = \frac{30}{20}"
    assert (absolute.value, relative.value) == (10, 1.5)
    assert "gets more than" in absolute.interpretation.en
    with pytest.raises(ModelError, match="no offer X"):
        cdv.explain(cdv.EXAMPLE, "X")
