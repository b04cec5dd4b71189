"""Warnings, campaigns, experiments and forecasts: published digits and limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import campaign, evaluation, experiments, forecast, prediction
from crm_models.errors import ModelError


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_counts_agree_with_the_scores_of_single_customers(pairs):
    left, warned = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    table = prediction.confusion(left, warned)
    counts = ["hits", "false_alarms", "missed", "rightly_left"]
    found = evaluation.scores(**{name: int(table[name]) for name in counts})
    for name in ("precision", "recall", "accuracy", "accuracy_of_never"):
        assert getattr(found, name) == pytest.approx(table[name], nan_ok=True)


@given(st.integers(1, 90), st.integers(0, 90), st.integers(0, 90))
def test_f1_is_the_harmonic_mean(hits, false, missed):
    found = evaluation.scores(hits=hits, false_alarms=false, missed=missed, rightly_left=7)
    assert found.f1 == pytest.approx(2 / (1 / found.precision + 1 / found.recall))
    assert min(found[:2]) - 1e-12 <= found.f1 <= max(found[:2]) + 1e-12


def test_never_warning_has_no_precision():
    found = evaluation.scores(hits=0, false_alarms=0, missed=5, rightly_left=95)
    assert math.isnan(found.precision)
    assert (found.recall, found.f1, found.accuracy) == (0, 0, 0.95)


def test_aspirin_against_heart_attacks():
    """Agresti (2007), section 2.2: 189 of 11034 and 104 of 11037; 0.0077, 0.005 to 0.011."""
    test = experiments.difference(104, 11037, 189, 11034)
    assert (round(test.rate_a, 4), round(test.rate_b, 4)) == (0.0094, 0.0171)
    assert test.points == pytest.approx(0.0077, abs=5e-5)
    assert (round(test.lower, 3), round(test.upper, 3)) == (0.005, 0.011)
    assert 1 + test.relative == pytest.approx(1.82, abs=0.005)
    assert test.z**2 == pytest.approx(25.01, abs=0.005)


def test_no_difference_and_no_conversions():
    same = experiments.difference(0, 50, 0, 50)
    assert (same.points, same.z, same.p_value) == (0, 0, 1)
    assert math.isnan(same.relative)


def test_break_even_is_where_the_profit_is_zero():
    plan = {"margin": 90, "contact_cost": 4, "fixed_cost": 500, "contacts": 2000}
    response = campaign.break_even_response(**plan)
    assert campaign.expected_profit(response=response, **plan) == pytest.approx(0, abs=1e-9)


@given(st.floats(-0.9, 2), st.floats(-0.9, 2))
def test_cost_per_conversion_from_amounts(cost, conversions):
    change = campaign.cost_per_conversion_change(cost_change=cost, conversion_change=conversions)
    assert 1 + change == pytest.approx((300 * (1 + cost) / (60 * (1 + conversions))) / 5)


def test_forecasts_by_hand_and_at_the_limits():
    # 100 + 0.3 x 20 = 106; 106 + 0.3 x 4 = 107.2
    assert forecast.error_feedback([120, 110], 0.3, first=100) == pytest.approx([100, 106, 107.2])
    assert forecast.error_feedback([3, 9, 6], 1) == [3, 3, 9, 6]
    assert forecast.error_feedback([3, 9, 6], 0) == [3, 3, 3, 3]


def test_feedback_beats_a_fixed_forecast_after_a_jump():
    actual = [50.0] * 5 + [80.0] * 10
    learning = forecast.error_feedback(actual, 0.4)[:-1]
    assert sum(abs(a - f) for a, f in zip(actual, learning, strict=True)) < 30 * 10


@pytest.mark.parametrize(
    "call",
    [
        lambda: evaluation.scores(hits=0, false_alarms=0, missed=0, rightly_left=0),
        lambda: evaluation.scores(hits=-1, false_alarms=0, missed=2, rightly_left=0),
        lambda: experiments.difference(6, 5, 1, 5),
        lambda: experiments.difference(0, 0, 1, 5),
        lambda: campaign.expected_profit(contacts=1, response=5, margin=1, contact_cost=1),
        lambda: campaign.expected_profit(contacts=-1, response=0.5, margin=1, contact_cost=1),
        lambda: campaign.break_even_response(margin=0, contact_cost=1),
        lambda: campaign.cost_per_conversion_change(cost_change=0, conversion_change=-1),
        lambda: forecast.error_feedback([1, 2], 20),
        lambda: forecast.error_feedback([], 0.5),
        lambda: forecast.error_feedback([1, math.nan], 0.5),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ModelError):
        call()
