import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import pareto
from crm_models.errors import ModelError

values = st.lists(st.floats(0, 1e6), min_size=1, max_size=40).filter(lambda v: sum(v) > 1e-3)


def test_lorenz_by_hand():
    curve = pareto.lorenz(pd.Series([5, 1, 4]))
    assert curve["customers"].tolist() == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert curve["value"].tolist() == pytest.approx([0, 0.1, 0.5, 1])


@given(values)
def test_lorenz_rises_is_convex_and_below_the_diagonal(numbers):
    curve = pareto.lorenz(pd.Series(numbers))
    steps = np.diff(curve["value"])
    assert (steps >= -1e-12).all()
    assert (np.diff(steps) >= -1e-9).all()
    assert (curve["value"] <= curve["customers"] + 1e-9).all()
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == [1, 1]


@given(values)
def test_gini_is_twice_the_area_above_the_curve(numbers):
    value = pd.Series(numbers)
    curve = pareto.lorenz(value)
    area = np.trapezoid(curve["value"], curve["customers"])
    assert pareto.gini(value) == pytest.approx(1 - 2 * area, abs=1e-9)
    assert -1e-12 <= pareto.gini(value) <= 1 - 1 / len(value) + 1e-9


@given(values, st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_gini_knows_neither_unit_nor_order_nor_repetition(numbers, unit, random):
    value = pd.Series(numbers)
    gini = pareto.gini(value)
    assert pareto.gini(value * unit) == pytest.approx(gini, abs=1e-9)
    assert pareto.gini(pd.Series(random.sample(numbers, len(numbers)))) == gini
    assert pareto.gini(pd.Series(numbers * 2)) == pytest.approx(gini, abs=1e-9)


def test_gini_known_values():
    assert pareto.gini(pd.Series([1, 2, 3, 4])) == pytest.approx(0.25)
    assert pareto.gini(pd.Series([1, 2, 3, 4]), corrected=True) == pytest.approx(1 / 3)
    assert pareto.gini(pd.Series([7])) == 0
    for corrected, g in ((False, 0.25), (True, 1 / 3)):
        step = pareto.explain_gini(pd.Series([4, 1, 3, 2]), corrected=corrected)
        assert step.value == pytest.approx(g)
        assert step.substitution.startswith(r"G = \frac{10}{4 \cdot 10}")
    with pytest.raises(ModelError, match="needs two customers"):
        pareto.gini(pd.Series([7]), corrected=True)


def test_gini_of_the_pareto_distribution():
    """Shape a has Gini 1 / (2 a - 1); a = 1.16 is the 80/20 rule."""
    a, n = 1.16, 2_000_000
    quantiles = (1 - (np.arange(n) + 0.5) / n) ** (-1 / a)
    value = pd.Series(quantiles)
    assert pareto.gini(value) == pytest.approx(1 / (2 * a - 1), abs=0.06)
    assert pareto.top_share(value, 0.2) == pytest.approx(0.8, abs=0.06)
    a = 3.0
    value = pd.Series((1 - (np.arange(n) + 0.5) / n) ** (-1 / a))
    assert pareto.gini(value) == pytest.approx(0.2, abs=1e-3)


def test_top_share_takes_part_of_a_customer():
    value = pd.Series([50.0, 30.0, 20.0])
    assert pareto.top_share(value, 1 / 3) == pytest.approx(0.5)
    assert pareto.top_share(value, 0.5) == pytest.approx(0.65), "one and a half customers"
    assert pareto.top_share(value, 0) == 0
    assert pareto.top_share(value, 1) == 1


@given(values, st.floats(0, 1), st.floats(0, 1))
def test_top_share_rises_and_mirrors_lorenz(numbers, one, other):
    value = pd.Series(numbers)
    low, high = sorted((one, other))
    assert pareto.top_share(value, low) <= pareto.top_share(value, high) + 1e-9
    curve = pareto.lorenz(value)
    bottom = np.interp(1 - one, curve["customers"], curve["value"])
    assert pareto.top_share(value, one) == pytest.approx(1 - bottom, abs=1e-6)


def test_top_share_is_explained_and_checked():
    step = pareto.explain_top_share(pd.Series([80, 5, 5, 5, 5]))
    assert (step.value, step.number) == (0.8, "80.0 %")
    assert "The best 20% of the customers bring 80.0 %" in step.interpretation.en
    with pytest.raises(ModelError, match="write 20 % as"):
        pareto.top_share(pd.Series([1, 2]), 20)
