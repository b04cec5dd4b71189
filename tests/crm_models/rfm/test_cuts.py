import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import rfm
from crm_models.errors import DataError, ModelError

numbers = st.lists(st.integers(0, 30), min_size=1, max_size=30)


def test_cut_points_by_name():
    values = pd.Series([4, 1, 2, 3, 10])
    assert rfm.cut_points(values, "mean") == (4.0,)
    assert rfm.cut_points(values, "median") == (3.0,)
    assert rfm.cut_points(values, "quantile", 5) == pytest.approx((1.8, 2.6, 3.4, 5.2))
    assert rfm.cut_points(values, [2, 5]) == (2.0, 5.0)


@given(numbers, st.integers(2, 10))
def test_quantiles_are_those_of_pandas(values, n):
    series = pd.Series(values)
    expected = series.quantile([i / n for i in range(1, n)]).tolist()
    assert rfm.cut_points(series, "quantile", n) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ties", "fewer", "expected"),
    [
        ("high", False, [1, 2, 2]),
        ("low", False, [1, 1, 2]),
        ("high", True, [2, 2, 1]),
        ("low", True, [2, 1, 1]),
    ],
)
def test_on_the_point_the_tie_rule_decides(ties, fewer, expected):
    got = rfm.cut(pd.Series([3, 7, 9]), [7], ties=ties, fewer_is_better=fewer)
    assert got.tolist() == expected


def test_equal_values_stay_together_whatever_rounding_does():
    same = pd.Series([0.1] * 7)
    assert rfm.cut_points(same, "mean") == (0.1,)
    assert rfm.cut(same, "mean").tolist() == [2] * 7
    assert rfm.cut(same, "mean", ties="low").tolist() == [1] * 7


@given(numbers, st.sampled_from(["quantile", "mean", "median", "rank"]), st.integers(2, 6))
def test_classes_rise_with_the_values_and_keep_the_index(values, by, n):
    series = pd.Series(values, index=[f"c{i}" for i in range(len(values))])
    before = series.copy()
    got = rfm.cut(series, by, n)
    assert series.equals(before)
    assert got.index.equals(series.index)
    assert got.between(1, n if by in ("quantile", "rank") else 2).all()
    for (x, a), (y, b) in itertools.combinations(zip(series, got, strict=True), 2):
        if x < y:
            assert a <= b
        elif x == y:
            assert a == b
    turned = rfm.cut(series, by, n, fewer_is_better=True)
    order = np.argsort(series.to_numpy(), kind="stable")
    assert (np.diff(turned.to_numpy()[order]) <= 0).all()


@given(numbers, st.sampled_from(["quantile", "mean", "median"]))
def test_ties_high_is_never_below_ties_low(values, by):
    series = pd.Series(values)
    high, low = rfm.cut(series, by), rfm.cut(series, by, ties="low")
    assert (high >= low).all()
    points = rfm.cut_points(series, by)
    assert ((high > low) == series.isin(points)).all()


def test_rank_makes_equal_classes():
    series = pd.Series(np.arange(78)[::-1])
    assert rfm.cut(series, "rank", 6).value_counts().tolist() == [13] * 6


@pytest.mark.parametrize("points", [[], [3, 3], [5, 2]])
def test_fixed_points_must_rise(points):
    with pytest.raises(ModelError, match="must rise strictly"):
        rfm.cut(pd.Series([1, 2]), points)


def test_errors_of_cutting():
    with pytest.raises(ModelError, match="unknown way to cut 'tertile'"):
        rfm.cut(pd.Series([1, 2]), "tertile")
    with pytest.raises(ModelError, match="no values to cut"):
        rfm.cut(pd.Series([], dtype=float), "mean")
    with pytest.raises(ModelError, match="at least two classes"):
        rfm.cut(pd.Series([1.0]), "quantile", 1)
    with pytest.raises(ModelError, match="ties must be high or low"):
        rfm.cut(pd.Series([1.0]), "mean", ties="up")
    with pytest.raises(DataError, match="missing values have no class") as caught:
        rfm.cut(pd.Series([1.0, np.nan], index=["a", "b"]), "mean")
    assert caught.value.rows == ("b",)
    with pytest.raises(ModelError, match="missing must be error or lowest"):
        rfm.cut(pd.Series([1.0]), "mean", missing="drop")
    with pytest.raises(ModelError, match="no way to cut is given for frequency"):
        rfm.scores(frame([1], [1], [1]), by={"days_since_last": "mean"})
    with pytest.raises(ModelError, match="no column frequency"):
        rfm.scores(pd.DataFrame({"days_since_last": [1]}))
    with pytest.raises(ModelError, match="exactly one cut-off point"):
        rfm.binary_codes(frame([1, 2, 3], [1, 2, 3], [1, 2, 3]), [1.5, 2.5])


def test_missing_values_may_be_lowest():
    values = pd.Series([np.nan, 5.0, 9.0])
    assert rfm.cut(values, "mean", missing="lowest").tolist() == [1, 1, 2]
    assert rfm.cut(values, "rank", 2, missing="lowest").tolist() == [1, 1, 2]
    fewer = rfm.cut(values, "mean", missing="lowest", fewer_is_better=True)
    assert fewer.tolist() == [1, 2, 1], "no purchase in the window is the worst recency"


def frame(r, f, m):
    columns = {"days_since_last": r, "frequency": f, "monetary_value": m}
    return pd.DataFrame(columns, index=pd.Index(range(len(r)), name="customer_id"))


def test_five_level_scores_turn_recency_round():
    table = frame(range(5), range(5), [5.0, 4.0, 3.0, 2.0, 1.0])
    scored = rfm.scores(table)
    assert scored["R"].tolist() == [5, 4, 3, 2, 1]
    assert scored["F"].tolist() == [1, 2, 3, 4, 5]
    assert scored["M"].tolist() == [5, 4, 3, 2, 1]
    assert scored["score"].tolist() == ["515", "424", "333", "242", "151"]


def test_all_eight_codes_and_no_other():
    corners = list(itertools.product([40, 1], [2, 9], [30.0, 80.0]))
    table = frame(*zip(*corners, strict=True))
    codes = rfm.binary_codes(table)
    assert codes.tolist() == [f"{r}{f}{m}" for r in (1, 2) for f in (1, 2) for m in (1, 2)]
    assert set(codes) == set(rfm.SEGMENTS)
    assert codes.index.name == "customer_id"


@given(
    st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=20),
    st.sampled_from(["mean", "median", "quantile", "rank", [4]]),
    st.sampled_from(["high", "low"]),
)
def test_codes_are_digit_by_digit_the_definition(rows, cut, ties):
    table = frame(*zip(*rows, strict=True))
    codes = rfm.binary_codes(table, cut, ties=ties)
    assert set(codes) <= set(rfm.SEGMENTS)
    if cut in ("quantile", "rank"):
        return
    for who in table.index:
        for place, column in enumerate(rfm.COLUMNS):
            value, point = table.loc[who, column], rfm.cut_points(table[column], cut)[0]
            better = value < point if column == "days_since_last" else value > point
            high = better or (value == point and ties == "high")
            assert codes[who][place] == ("2" if high else "1")


def test_a_cut_of_its_own_for_each_column():
    table = frame([1, 10, 20], [1, 5, 9], [10.0, 20.0, 60.0])
    cuts = {"days_since_last": [14], "frequency": "median", "monetary_value": "mean"}
    assert rfm.binary_codes(table, cuts).tolist() == ["211", "221", "122"]
