"""The tea chain's survey: the same for a seed, clear for every seed."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models import datasets, sem
from crm_models.datasets import _tea_chain_conditions as conditions
from crm_models.datasets.tea_chain import FEATURES, INDEX_MODEL, PATHS
from crm_models.errors import ModelError

TABLES = ("guests", "service", "kano", "complaints", "index_survey")


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_every_seed_is_clear(seed):
    chain = datasets.tea_chain(seed)
    assert conditions.guests_are_clear(chain.guests)
    assert conditions.service_is_clear(chain.service)
    assert conditions.kano_is_clear(chain.kano, list(FEATURES))
    assert conditions.complaints_are_clear(chain.complaints)
    assert conditions.index_is_clear(chain.index_survey, INDEX_MODEL, PATHS)


def test_the_same_seed_gives_the_same_and_another_seed_another():
    one, again, other = (datasets.tea_chain(seed) for seed in (7, 7, 8))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(again, name))
        assert not getattr(one, name).equals(getattr(other, name))


def test_what_one_does_to_a_table_the_next_does_not_see():
    guests = datasets.tea_chain(7).guests
    guests["visits"] = 0
    assert datasets.tea_chain(7).guests["visits"].max() > 0


def test_a_negative_seed_is_refused():
    with pytest.raises(ModelError, match="cannot be negative"):
        datasets.tea_chain(-1)


def test_tables_are_within_their_scales():
    chain = datasets.tea_chain(3)
    scales = {"expected": 10, "perceived": 10, "satisfied": 5, "recommends": 10, "attitude": 7}
    for name, top in scales.items():
        assert chain.guests[name].between(0 if name == "recommends" else 1, top).all()
    assert chain.index_survey[list(INDEX_MODEL.indicators)].isin(range(1, 11)).all(axis=None)
    assert set(chain.kano["feature"]) == set(FEATURES)
    assert 0 < chain.kano["has"].isna().sum() < 0.05 * len(chain.kano)


class TestConditionsRefuse:
    """Each condition has a table that it turns down."""

    chain = datasets.tea_chain(3)

    def test_guests_on_a_mean(self):
        guests = self.chain.guests
        assert not conditions.guests_are_clear(guests.assign(attitude=4.0))

    def test_equal_expectations(self):
        guests = self.chain.guests.assign(expected=8)
        assert not conditions.guests_are_clear(guests)

    def test_a_service_as_expected(self):
        service = self.chain.service.copy()
        for name in service.filter(regex="^P_"):
            service[name] = service[name.replace("P_", "E_")]
        assert not conditions.service_is_clear(service)

    def test_features_without_difference(self):
        rows = self.chain.kano.assign(has="无所谓", lacks="无所谓")
        assert not conditions.kano_is_clear(rows, list(FEATURES))
        assert not conditions.kano_is_clear(rows[rows["feature"] != "出杯快"], list(FEATURES))

    def test_complaints_that_stop_early(self):
        log = self.chain.complaints
        assert not conditions.complaints_are_clear(log[log["stage"] != "formal"])

    def test_an_item_that_points_the_other_way(self):
        survey = self.chain.index_survey.assign(sat1=lambda table: 11 - table["sat1"])
        assert sem.PLSPathModel(INDEX_MODEL).fit(survey).weights_.min() < 0
        assert not conditions.index_is_clear(survey, INDEX_MODEL, PATHS)
