import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import pareto
from crm_models.errors import DataError, ModelError

values = st.lists(st.integers(0, 50), min_size=1, max_size=40).filter(lambda v: sum(v) > 0)


def series(numbers):
    return pd.Series(numbers, index=[f"c{k:03d}" for k in range(len(numbers))], dtype=float)


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [("nearest", (4, 12, 62)), ("up", (4, 12, 62)), ("down", (3, 12, 63))],
)
def test_78_customers_at_5_15_80(rounding, expected):
    """3.9, 11.7 and 62.4 customers need a rule."""
    assert pareto.counts(78, rounding=rounding) == expected
    classes = pareto.by_rank_share(series(range(78)), rounding=rounding)
    assert tuple(classes.value_counts(sort=False)) == expected


def test_the_working_of_the_counts():
    steps = pareto.explain_counts(78, rounding="down")
    assert [step.value for step in steps] == [3, 12, 63]
    assert "The first 2 classes hold 15, less the 3 before" in steps[1].interpretation.en


def test_whole_numbers_are_not_rounded():
    for rounding in ("nearest", "up", "down"):
        assert pareto.counts(60, rounding=rounding) == (3, 9, 48)
        assert pareto.counts(100, rounding=rounding) == (5, 15, 80)


@given(st.integers(0, 500), st.sampled_from(["nearest", "up", "down"]))
def test_counts_add_up(n, rounding):
    found = pareto.counts(n, rounding=rounding)
    assert sum(found) == n
    assert min(found) >= 0
    assert abs(found[0] - 0.05 * n) <= 1


@given(values, st.randoms(use_true_random=False), st.sampled_from(["label", "high"]))
def test_better_classes_have_higher_values_whatever_the_row_order(numbers, random, ties):
    value = series(numbers)
    before = value.copy()
    classes = pareto.by_rank_share(value, ties=ties)
    assert value.equals(before)
    assert classes.index.equals(value.index)
    order = random.sample(list(value.index), len(value))
    assert pareto.by_rank_share(value.loc[order], ties=ties).loc[value.index].equals(classes)
    a, b, c = (value[classes == name] for name in "ABC")
    for upper, lower in ((a, b), (b, c), (a, c)):
        if len(upper) and len(lower):
            assert upper.min() >= lower.max()
            assert ties == "label" or upper.min() > lower.max()


def test_equal_values_across_the_boundary():
    value = series([10] * 20)
    assert pareto.by_rank_share(value).value_counts(sort=False).tolist() == [1, 3, 16]
    assert pareto.by_rank_share(value)["c000"] == "A"
    assert (pareto.by_rank_share(value, ties="high") == "A").all()


def test_contribution_against_hand_work():
    """50 + 30 reach 80 % exactly: both are A; 15 more reach 95 %: B; the rest C."""
    value = pd.Series([3, 50, 15, 30, 2], index=list("vwxyz"))
    expected = {"w": "A", "y": "A", "x": "B", "v": "C", "z": "C"}
    for crossing in ("include", "exclude"):
        got = pareto.by_cumulative_contribution(value, crossing=crossing)
        assert got.astype(str).to_dict() == expected


def test_the_customer_who_crosses_the_cut():
    value = pd.Series([60, 30, 10], index=list("xyz"))
    include = pareto.by_cumulative_contribution(value)
    exclude = pareto.by_cumulative_contribution(value, crossing="exclude")
    assert include.tolist() == ["A", "A", "B"]
    assert exclude.tolist() == ["A", "B", "C"]


def test_rounding_of_money_does_not_move_a_customer_over_the_cut():
    value = pd.Series([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])
    classes = pareto.by_cumulative_contribution(value, (0.3, 0.7))
    assert classes.value_counts(sort=False).tolist() == [3, 4, 3]
    exclude = pareto.by_cumulative_contribution(value, (0.3, 0.7), crossing="exclude")
    assert exclude.equals(classes)


@given(values)
def test_class_a_is_the_smallest_group_that_reaches_the_cut(numbers):
    value = series(numbers)
    classes = pareto.by_cumulative_contribution(value)
    a = value[classes == "A"]
    assert a.sum() >= 0.8 * value.sum() - 1e-6
    assert a.sum() - a.min() < 0.8 * value.sum() + 1e-6
    exclude = pareto.by_cumulative_contribution(value, crossing="exclude")
    assert (exclude.cat.codes >= classes.cat.codes).all()


def test_the_two_methods_differ():
    value = series(np.full(78, 10.0))
    assert (pareto.by_rank_share(value) == "A").sum() == 4
    assert (pareto.by_cumulative_contribution(value) == "A").sum() == 63


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda v: pareto.by_rank_share(v, (0.5, 0.3, 0.1)), "must add up to 1"),
        (lambda v: pareto.by_rank_share(v, (1.1, 0.1, -0.2)), "cannot be negative"),
        (lambda v: pareto.by_rank_share(v, (0.5, 0.5)), "3 names, 2 shares"),
        (lambda v: pareto.by_rank_share(v, rounding="even"), "nearest, up or down"),
        (lambda v: pareto.by_cumulative_contribution(v, (0.9, 0.8)), "must rise strictly"),
        (lambda v: pareto.by_cumulative_contribution(v, (0.8, 1.0)), "must rise strictly"),
        (lambda v: pareto.by_cumulative_contribution(v, (0.8,)), "one name more than cuts"),
        (lambda v: pareto.by_cumulative_contribution(v * 0), "add up to zero"),
        (lambda v: pareto.by_rank_share(v.iloc[:0]), "there are no customers"),
    ],
)
def test_what_cannot_be_done_is_refused(call, message):
    with pytest.raises(ModelError, match=message):
        call(series([1, 2, 3]))


def test_the_customers_at_fault_are_named():
    with pytest.raises(DataError, match="values are negative") as caught:
        pareto.by_cumulative_contribution(series([1, -2, 3]))
    assert caught.value.rows == ("c001",)
    with pytest.raises(DataError, match="missing or infinite") as caught:
        pareto.by_rank_share(series([1, np.nan, np.inf]))
    assert caught.value.rows == ("c001", "c002")
    with pytest.raises(DataError, match="stand twice") as caught:
        pareto.gini(pd.Series([1, 2, 3], index=["a", "b", "a"]))
    assert caught.value.rows == ("a",)
    assert pareto.by_rank_share(series([1, -2, 3])).notna().all(), "losses can be ranked"
