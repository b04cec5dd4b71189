import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import retention
from crm_models.errors import DataError, ModelError

rates = st.floats(0.001, 1.0)


def test_the_printed_share():
    """19 customers of the campus supermarket: 1357.44 of 19600 yuan."""
    share = retention.share_of_wallet(1357.44, 19600)
    assert f"{share:.2%}" == "6.93%"
    assert round(share, 6) == 0.069257
    assert retention.explain_share_of_wallet(1357.44, 19600).number == "6.93 %"


def test_the_share_of_a_group_is_total_over_total():
    spend, income = pd.Series([50.0, 10.0]), pd.Series([100.0, 1000.0])
    assert retention.share_of_wallet(spend, income) == pytest.approx(60 / 1100)
    assert retention.share_of_wallet([50, 10], np.array([100, 1000])) == pytest.approx(60 / 1100)


def test_both_must_cover_the_same_period():
    two_months = retention.share_of_wallet(200, 1000, spend_periods=2)
    assert two_months == 0.1
    assert retention.share_of_wallet(100, 12000, income_periods=12) == 0.1
    working = retention.explain_share_of_wallet(200, 1000, spend_periods=2)
    assert working.substitution == r"w = \frac{200 / 2}{1000 / 1}"
    assert working.value == two_months


@pytest.mark.parametrize("arguments", [(1, 0), (0, 0)])
def test_no_income_has_no_share(arguments):
    with pytest.raises(ModelError, match="must be positive"):
        retention.share_of_wallet(*arguments)
    with pytest.raises(ModelError, match="must be positive"):
        retention.share_of_wallet(1, 1, spend_periods=0)


def test_customers_with_bad_amounts_are_named():
    spend = pd.Series([1.0, -2.0, np.nan], index=["a", "b", "c"])
    with pytest.raises(DataError, match="spend has missing or negative") as caught:
        retention.share_of_wallet(spend, 100)
    assert caught.value.rows == ("b", "c")


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_the_customers_does_not_matter(spend, random):
    shuffled = random.sample(spend, len(spend))
    assert retention.share_of_wallet(spend, 7) == retention.share_of_wallet(shuffled, 7)


@given(st.integers(1, 10**6), st.data())
def test_churn_and_retention_are_complements(at_start, data):
    lost = data.draw(st.integers(0, at_start))
    churn = retention.churn_rate(at_start, lost)
    assert 0 <= churn <= 1
    assert churn + retention.retention_rate(at_start, lost) == pytest.approx(1)


def test_the_working_of_a_churn_rate():
    step = retention.explain_churn_rate(200, 10)
    assert (step.value, step.number) == (0.05, "5 %")
    assert "retention rate is 95 %" in step.interpretation.en


@pytest.mark.parametrize("counts", [(0, 0), (10, 11), (10, -1), (float("nan"), 1)])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ModelError, match="customers at the start must be positive"):
        retention.churn_rate(*counts)


@given(rates)
def test_expected_lifetime_is_the_mean_of_the_geometric_distribution(churn):
    assert retention.expected_lifetime(churn) == pytest.approx(1 / churn)
    assert retention.explain_expected_lifetime(churn).value == 1 / churn


def test_expected_lifetime_against_the_sum_of_survivors():
    for churn in (0.05, 0.2, 0.5):
        survivors = math.fsum(retention.still_there(churn, t) for t in range(3000))
        assert retention.expected_lifetime(churn) == pytest.approx(survivors)


def test_mixed_customers_stay_longer_than_the_mean_rate_says():
    """Why the condition of a constant rate is in the explanation."""
    rng = np.random.default_rng(1)
    churn = rng.choice([0.05, 0.35], size=200_000)
    lifetimes = rng.geometric(churn)
    assert lifetimes.mean() > 1.8 * retention.expected_lifetime(churn.mean())
    assert "constant" in retention.explain_expected_lifetime(0.2).interpretation.en


@pytest.mark.parametrize("churn", [0, -0.1, 1.01, 5, float("nan")])
@pytest.mark.parametrize(
    "function", [retention.expected_lifetime, lambda churn: retention.still_there(churn, 2)]
)
def test_a_rate_is_a_fraction(function, churn):
    with pytest.raises(ModelError, match=r"write 5 % as 0\.05"):
        function(churn)


@given(rates, st.integers(0, 30))
def test_fewer_and_fewer_are_left(churn, periods):
    now, then = (retention.still_there(churn, t) for t in (periods, periods + 1))
    assert then <= now
    assert then == pytest.approx(now * (1 - churn))


def test_the_claim_of_the_press():
    """Retention +20 % and churn -10 % agree at one rate only: a third."""
    r = retention.base_rate_of_claim(0.20, 0.10)
    assert r == pytest.approx(1 / 3)
    assert 1.2 * r == pytest.approx(0.40)
    assert 0.9 * (1 - r) == pytest.approx(0.60)
    assert 1.2 * r + 0.9 * (1 - r) == pytest.approx(1)
    step = retention.explain_claim(0.20, 0.10)
    assert "rose from 33.3 % to 40.0 %" in step.interpretation.en
    with pytest.raises(ModelError, match="both changes must be positive"):
        retention.base_rate_of_claim(0, 0.1)
