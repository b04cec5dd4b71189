"""Each simulator's true parameters are found again by the model it is for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import pareto, retention
from crm_models.datasets import bank_tiers, long_tail, subscriptions
from crm_models.errors import ModelError


def test_the_survival_curve_finds_the_churn_rate():
    service = subscriptions(3, n=20_000, churn=0.1)
    customers = service.customers
    curve = retention.kaplan_meier(customers["duration"], customers["event"])
    for month in (1, 6, 12, 20):
        assert curve.loc[month, "survival"] == pytest.approx(0.9**month, abs=0.015)
    naive = customers.loc[customers["event"], "duration"].mean()
    assert naive < 0.7 * retention.expected_lifetime(0.1), "leaving out those who stayed misleads"


def test_mixed_customers_seem_to_become_loyal():
    mixed = subscriptions(4, n=40_000, churn=(0.03, 0.30)).customers
    curve = retention.kaplan_meier(mixed["duration"], mixed["event"])
    hazard = curve["events"] / curve["at_risk"]
    assert hazard.loc[1] > 2 * hazard.loc[10]


def test_durations_and_ends_agree():
    service = subscriptions(5)
    customers = service.customers
    left = customers[customers["event"]]
    assert (left["end"] - left["start"] == left["duration"]).all()
    still = customers[~customers["event"]]
    assert still["end"].isna().all()
    assert (still["start"] + still["duration"] == service.as_of).all()
    assert (customers["duration"] >= 1).all()


def test_the_migration_matrix_is_found_again():
    bank = bank_tiers(6, n=60_000)
    before, after = (
        retention.tiers(bank.assets[when], bank.cuts, bank.tiers) for when in ("before", "after")
    )
    found = retention.migration_matrix(before, after)
    assert list(found.columns) == list(bank.matrix.columns)
    assert np.abs(found - bank.matrix).to_numpy().max() < 0.02


@given(st.integers(0, 2**32))
def test_assets_are_inside_their_tiers(seed):
    assets = bank_tiers(seed, n=60).assets
    assert (assets["before"] > 0).all()
    assert assets["before"].notna().all()
    assert assets.equals(bank_tiers(seed, n=60).assets)


def test_the_gini_coefficient_is_found_again():
    for shape in (2.0, 3.0, 5.0):
        value = long_tail(7, n=100_000, shape=shape)
        assert pareto.gini(value) == pytest.approx(1 / (2 * shape - 1), abs=0.01)
        assert pareto.top_share(value) == pytest.approx(0.2 ** (1 - 1 / shape), abs=0.015)
    assert pareto.top_share(long_tail(7, n=100_000, shape=1.16)) > 0.7


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(ModelError, match="churn rates lie above 0"):
        subscriptions(1, churn=0.0)
    with pytest.raises(ModelError, match="at least one customer and one month"):
        subscriptions(1, n=0)
    with pytest.raises(ModelError, match="at least one customer: 0"):
        bank_tiers(1, n=0)
    with pytest.raises(ModelError, match="shape must exceed 1"):
        long_tail(1, shape=1.0)
