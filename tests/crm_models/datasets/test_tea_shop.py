"""The tea shop: the same for a seed, and retention that rises for every seed."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models.datasets import online_shop, tea_shop
from crm_models.errors import ModelError


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_retention_rises_for_every_seed(seed):
    survivors = tea_shop(seed).cohort["survivors"]
    assert survivors[0] == 600
    assert (survivors.diff().dropna() < 0).all()
    retention = (survivors / survivors.shift()).dropna().to_numpy()
    assert retention[-1] > retention[0] + 0.1
    assert 0.5 < retention[0] < 0.85


def test_a_seed_gives_the_same_again_and_another_something_else():
    one, again, other = tea_shop(5), tea_shop(5), tea_shop(6)
    pd.testing.assert_frame_equal(one.cohort, again.cohort)
    pd.testing.assert_frame_equal(one.transactions, online_shop(5).transactions)
    assert one.cohort["survivors"].tolist() != other.cohort["survivors"].tolist()
    assert (one.alpha, one.beta) == (again.alpha, again.beta) != (other.alpha, other.beta)


def test_the_cohort_is_drawn_from_its_parameters():
    """600 subscribers tell the share that stays to within a few hundredths."""
    for seed in range(20):
        shop = tea_shop(seed)
        share = 1.0
        for month in range(1, 7):
            share *= (shop.beta + month - 1) / (shop.alpha + shop.beta + month - 1)
        assert abs(shop.cohort["survivors"][6] / 600 - share) < 0.08


def test_a_seed_below_zero_is_refused():
    with pytest.raises(ModelError, match="negative"):
        tea_shop(-1)
