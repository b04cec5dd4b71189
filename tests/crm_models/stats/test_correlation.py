import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import stats
from crm_models.errors import DataError, ModelError

# Anscombe (1973): four pairs with one r and four different pictures.
X = pd.Series([10.0, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5])
X4 = pd.Series([8.0] * 7 + [19.0] + [8.0] * 3)
QUARTET = [
    (X, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]),
    (X, [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]),
    (X, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]),
    (X4, [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89]),
]


@pytest.mark.parametrize(("x", "y"), QUARTET)
def test_anscombes_quartet_has_one_r(x, y):
    assert stats.pearson(x, pd.Series(y)).r == pytest.approx(0.8163, abs=5e-4)


def test_the_outlier_of_the_third_pair_shows():
    without = stats.without_each(X, pd.Series(QUARTET[2][1]))
    assert without.index[0] == 2, "the point at 13, 12.74"
    assert without.iloc[0] > 0.9999


def test_the_single_point_that_makes_the_fourth_r():
    without = stats.without_each(X4, pd.Series(QUARTET[3][1]))
    assert without.index[0] == 7
    assert np.isnan(without.iloc[0]), "without it x does not vary at all"


def test_a_perfect_curve_can_have_no_correlation():
    x = pd.Series(np.arange(-5.0, 6))
    result = stats.pearson(x, x**2)
    assert result.r == pytest.approx(0, abs=1e-12)
    assert "hide a curve" in result.explain().interpretation.en


def test_groups_can_turn_the_sign_round():
    rng = np.random.default_rng(5)
    groups = pd.Series(np.repeat(["a", "b", "c"], 30))
    centre = groups.map({"a": 0.0, "b": 5.0, "c": 10.0})
    x = centre + rng.normal(size=90)
    y = centre * 2 - x + rng.normal(size=90) * 0.3
    table = stats.within_groups(x, y, groups)
    assert table.loc["all", "r"] > 0.8
    assert (table.loc[["a", "b", "c"], "r"] < -0.8).all()
    assert table["n"].tolist() == [90, 30, 30, 30]


def test_interval_of_a_known_case():
    """r = 0.5, n = 28: z = 0.5493 +- 1.96 / 5."""
    rng = np.random.default_rng(2)
    a, b = rng.normal(size=28), rng.normal(size=28)
    a = (a - a.mean()) / a.std()
    b = b - b.mean() - (a @ b / 28) * a
    y = 0.5 * a + np.sqrt(0.75) * (b - b.mean()) / b.std()
    result = stats.pearson(pd.Series(a), pd.Series(y))
    assert result.r == pytest.approx(0.5)
    assert result.lower == pytest.approx(np.tanh(0.5493 - 0.39199), abs=1e-4)
    assert result.upper == pytest.approx(np.tanh(0.5493 + 0.39199), abs=1e-4)


pairs = st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=4, max_size=20)


@given(pairs, st.floats(0.1, 10), st.floats(-50, 50), st.randoms(use_true_random=False))
def test_r_knows_neither_unit_nor_order_nor_side(rows, unit, origin, random):
    x, y = (pd.Series(column, dtype=float) for column in zip(*rows, strict=True))
    if x.nunique() < 2 or y.nunique() < 2:
        with pytest.raises(ModelError, match="both must vary"):
            stats.pearson(x, y)
        return
    r = stats.pearson(x, y).r
    assert -1 <= r <= 1
    assert stats.pearson(y, x).r == pytest.approx(r, abs=1e-9)
    assert stats.pearson(x * unit + origin, y).r == pytest.approx(r, abs=1e-7)
    assert stats.pearson(-x, y).r == pytest.approx(-r, abs=1e-9)
    order = random.sample(list(x.index), len(x))
    assert stats.pearson(x[order], y[order]).r == pytest.approx(r, abs=1e-9)


def test_missing_values_are_left_out_and_counted():
    y = pd.Series([1.0, 2, np.nan, 4])
    result = stats.pearson(pd.Series([1.0, 3, 9, 4]), y)
    assert result.n == 3
    assert result.r == stats.pearson(pd.Series([1.0, 3, 4]), pd.Series([1.0, 2, 4])).r
    assert np.isnan(result.lower), "three customers give no interval"


def test_a_perfect_line_has_no_width():
    x = pd.Series([1.0, 2, 3, 4])
    result = stats.pearson(x, 2 * x)
    assert (result.lower, result.upper) == pytest.approx((1, 1))


def test_what_cannot_be_correlated_is_refused():
    x = pd.Series([1.0, 2, 3])
    with pytest.raises(ModelError, match="same customers"):
        stats.pearson(x, x.iloc[::-1])
    with pytest.raises(DataError, match="values are infinite") as caught:
        stats.pearson(x, pd.Series([1.0, np.inf, 2]))
    assert caught.value.rows == (1,)
    with pytest.raises(ModelError, match="at least four customers"):
        stats.without_each(x, pd.Series([1.0, 3, 2]))
    doubled = pd.Series([1.0, 2, 3], index=["a", "a", "b"])
    with pytest.raises(DataError, match="stand twice") as caught:
        stats.pearson(doubled, doubled)
    assert caught.value.rows == ("a",)
