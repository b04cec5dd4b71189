import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models import satisfaction
from crm_models.errors import DataError, ModelError

positive = st.floats(0.1, 100)
pairs = st.lists(st.tuples(positive, positive), min_size=1, max_size=20)


@settings(max_examples=25, deadline=None)
@given(pairs)
def test_one_expectation_for_all_makes_the_aggregations_agree(rows):
    b = [row[0] for row in rows]
    a = [7.0] * len(rows)
    ratios = satisfaction.cb_index(b, a)
    means = satisfaction.cb_index(b, a, aggregation="ratio_of_means")
    assert ratios == pytest.approx(means)


def test_otherwise_they_differ():
    """A keen respondent with low expectations counts for more among the ratios."""
    assert satisfaction.cb_index([8, 9], [10, 6]) == pytest.approx((0.8 + 1.5) / 2)
    means = satisfaction.cb_index([8, 9], [10, 6], aggregation="ratio_of_means")
    assert means == pytest.approx(17 / 16)


@settings(max_examples=25, deadline=None)
@given(pairs, st.lists(st.integers(0, 4), min_size=20, max_size=20))
def test_weights_are_repetitions(rows, times):
    times = np.array(times[: len(rows)])
    times[0] += 1
    b, a = np.array(rows).T
    for aggregation in ("mean_of_ratios", "ratio_of_means"):
        weighted = satisfaction.cb_index(b, a, aggregation=aggregation, weights=times)
        repeated = satisfaction.cb_index(b.repeat(times), a.repeat(times), aggregation=aggregation)
        assert weighted == pytest.approx(repeated)


@settings(max_examples=25, deadline=None)
@given(pairs)
def test_ratio_and_difference_point_the_same_way(rows):
    b, a = np.array(rows).T
    above = satisfaction.cb_ratios(b, a) > 1
    assert (above == (satisfaction.disconfirmation(b, a) > 0)).all()


def test_an_expectation_of_zero():
    b = pd.Series([5, 6], index=["Li", "Wang"])
    a = pd.Series([0, 6], index=["Li", "Wang"])
    with pytest.raises(DataError, match=r"1 row: Li") as caught:
        satisfaction.cb_index(b, a)
    assert "ratio_of_means" in str(caught.value)
    assert satisfaction.cb_index(b, a, aggregation="ratio_of_means") == pytest.approx(11 / 6)
    # A row that does not count does not disturb.
    assert satisfaction.cb_index(b, a, weights=[0, 1]) == 1
    with pytest.raises(ModelError, match="all expectations are 0"):
        satisfaction.cb_index([1], [0], aggregation="ratio_of_means")


@pytest.mark.parametrize(
    ("b", "a", "message"),
    [
        ([1, np.nan], [1, 1], r"perceived values b are missing \(1 row: 1\)"),
        ([1, 2], [1, np.inf], r"expected values a are missing \(1 row: 1\)"),
        ([1, -2], [1, 1], r"negative \(1 row: 1\)"),
        ([1, 2], [1], "do not belong"),
        (["good"], [1], "not numbers"),
        ([], [], "there are no perceived"),
    ],
)
def test_bad_values_say_where(b, a, message):
    with pytest.raises(ModelError, match=message):
        satisfaction.cb_index(b, a)


def test_rows_must_match():
    b, a = pd.Series([1, 2], index=[0, 1]), pd.Series([1, 2], index=[1, 0])
    with pytest.raises(ModelError, match="do not belong"):
        satisfaction.cb_index(b, a)


@pytest.mark.parametrize(
    ("weights", "message"),
    [([1], "1 weights for 2 rows"), ([1, -1], "row: 1"), ([0, 0], "all weights are 0")],
)
def test_bad_weights(weights, message):
    with pytest.raises(ModelError, match=message):
        satisfaction.cb_index([1, 2], [1, 2], weights=weights)


def test_unknown_aggregation():
    with pytest.raises(ModelError, match="no aggregation 'mean'"):
        satisfaction.cb_index([1], [1], aggregation="mean")


@pytest.mark.parametrize(("b", "word"), [(12, "better"), (10, "exactly"), (8, "worse")])
def test_explanation(b, word):
    shown = satisfaction.explain_cb_index(b, 10)
    assert shown.value == satisfaction.cb_index([b], [10])
    assert word in shown.interpretation.en
    assert shown.substitution == rf"C = \frac{{{b}}}{{10}}"
