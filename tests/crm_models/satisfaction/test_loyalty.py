import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models.errors import DataError, ModelError
from crm_models.satisfaction import loyalty


def test_the_four_cells():
    found = loyalty.dick_basu([9, 1, 9, 1], [9, 9, 1, 1], cut=(5, 5))
    assert found.tolist() == ["loyal", "latent", "spurious", "none"]


def test_ties_and_cuts():
    repeat, attitude = [1, 2, 3], [3, 2, 1]
    assert loyalty.dick_basu(repeat, attitude).tolist() == ["latent", "loyal", "spurious"]
    low = loyalty.dick_basu(repeat, attitude, ties="low")
    assert low.tolist() == ["latent", "none", "spurious"]
    skewed = [1, 1, 10]
    assert loyalty.dick_basu(skewed, skewed, cut=("mean", "mean")).tolist() == [
        "none",
        "none",
        "loyal",
    ]
    assert loyalty.dick_basu(skewed, skewed, cut=("median", 1)).tolist() == ["loyal"] * 3


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=20))
def test_swapping_the_axes_swaps_latent_and_spurious(rows):
    repeat, attitude = np.array(rows).T
    swapped = loyalty.dick_basu(attitude, repeat).replace(
        {"latent": "spurious", "spurious": "latent"}
    )
    pd.testing.assert_series_equal(loyalty.dick_basu(repeat, attitude), swapped)


def test_bad_cuts():
    with pytest.raises(ModelError, match="give a number"):
        loyalty.dick_basu([1], [1], cut=("mode", "mean"))
    with pytest.raises(ModelError, match="choose high or low"):
        loyalty.dick_basu([1], [1], ties="mean")
    with pytest.raises(ModelError, match="do not belong"):
        loyalty.dick_basu([1, 2], [1])


@settings(max_examples=25, deadline=None)
@given(st.floats(0.1, 10))
def test_the_curve_is_found_again(power):
    s = np.linspace(0.05, 1, 20)
    fitted = loyalty.fit_competition_curve(s, loyalty.CompetitionCurve(power).loyalty(s))
    assert fitted.power == pytest.approx(power, rel=1e-5)


def test_the_bend_and_its_meaning():
    s = np.linspace(0.1, 0.9, 9)
    strong, weak = loyalty.CompetitionCurve(4), loyalty.CompetitionCurve(0.25)
    assert (strong.loyalty(s) < s).all()
    assert (weak.loyalty(s) > s).all()
    assert "very satisfied" in strong.meaning.en
    assert "spurious" in weak.meaning.en
    assert "proportion" in loyalty.CompetitionCurve(1).meaning.en


def test_a_fit_without_a_least_square_inside_stays_finite():
    always = loyalty.fit_competition_curve([0.2, 0.5], [1, 1])
    assert 0 < always.power < 0.01
    never = loyalty.fit_competition_curve([0.2, 0.5], [0, 0])
    assert 20 < never.power < 200


def test_bad_curves():
    with pytest.raises(ModelError, match="above 0"):
        loyalty.CompetitionCurve(0)
    with pytest.raises(DataError, match="from 0 to 1"):
        loyalty.fit_competition_curve([50], [0.5])
    with pytest.raises(ModelError, match="cannot be told"):
        loyalty.fit_competition_curve([0, 1], [0, 1])


def test_necessary_and_sufficient():
    """The captive customer of a monopoly refutes "necessary"."""
    assert loyalty.satisfaction_and_loyalty([1, 1], [1, 1])[1] == {
        "necessary": True,
        "sufficient": True,
    }
    table, found = loyalty.satisfaction_and_loyalty([1, 1, 0], [1, 0, 1])
    assert found == {"necessary": False, "sufficient": False}
    assert table.loc[False, True] == 1
    assert table.to_numpy().sum() == 3
    with pytest.raises(DataError, match="from 0 to 1"):
        loyalty.satisfaction_and_loyalty([2], [1])
