"""Word of mouth and the complaint funnel."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models.errors import DataError, ModelError
from crm_models.satisfaction import complaints, word_of_mouth


def test_coca_cola_break_even():
    """9.5/14 = 67.86 %, between 9/14 and 10/14."""
    assert word_of_mouth.break_even() == pytest.approx(9.5 / 14)
    assert word_of_mouth.break_even_range() == pytest.approx((9 / 14, 9.5 / 14, 10 / 14))
    assert round(100 * word_of_mouth.break_even(), 1) == 67.9


def test_good_and_bad_balance_at_the_break_even():
    table = word_of_mouth.reach(1000, word_of_mouth.break_even())
    assert table.loc["net", "middle"] == pytest.approx(0)
    assert word_of_mouth.reach(1000, 0.60).loc["net", "high"] < 0
    assert word_of_mouth.reach(1000, 0.75).loc["net", "low"] > 0


def test_reach_at_the_ends():
    assert word_of_mouth.reach(10, 1).loc["positive"].tolist() == [40, 45, 50]
    assert word_of_mouth.reach(10, 0).loc["negative"].tolist() == [90, 95, 100]


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 1e6), st.floats(0, 1))
def test_behaviour_shares_out_everyone(n, share):
    table = word_of_mouth.behaviour(n, share)
    assert table.sum() == pytest.approx(n)
    assert (table >= -1e-9).all()


def test_shares_are_of_the_dissatisfied():
    table = word_of_mouth.behaviour(1200, 0.5)
    assert table["boycott"] == pytest.approx(200)
    assert table["buy_less"] == pytest.approx(270)
    assert table["dissatisfied_as_before"] / 600 == pytest.approx(0.2167, abs=5e-5)
    assert table["buy_more"] == pytest.approx(60)


@pytest.mark.parametrize(("n", "share"), [(-1, 0.5), (1, 1.1), (1, -0.1), (float("nan"), 0.5)])
def test_bad_shares(n, share):
    for function in (word_of_mouth.reach, word_of_mouth.behaviour):
        with pytest.raises(ModelError, match="share must lie"):
            function(n, share)


def test_bad_numbers_told():
    with pytest.raises(ModelError, match="nor both 0"):
        word_of_mouth.break_even(0, 0)
    assert word_of_mouth.explain_break_even(4, 10).value == pytest.approx(10 / 14)


LOG = pd.DataFrame(
    {
        "case_id": ["a", "a", "b", "c", "c", "c", "d", "e"],
        "stage": [
            "latent_complaint", "voiced_complaint", "latent_complaint", "voiced_complaint",
            "latent_formal", "formal", "formal", "latent_formal",
        ],
    }
)  # fmt: skip


def test_funnel():
    table = complaints.funnel(LOG)
    assert table["reached"].tolist() == [5, 4, 3, 2]
    assert table["stopped"].tolist() == [1, 1, 1, 2]
    assert table["share"].tolist() == pytest.approx([1, 0.8, 0.6, 0.4])
    assert table["conversion"].tolist()[1:] == pytest.approx([4 / 5, 3 / 4, 2 / 3])
    assert table["stopped"].sum() == LOG["case_id"].nunique()


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(LOG))))
def test_order_of_the_log_does_not_matter(order):
    pd.testing.assert_frame_equal(complaints.funnel(LOG.iloc[list(order)]), complaints.funnel(LOG))


def test_stage_of_each_case():
    assert complaints.stage_reached(LOG).to_dict() == {
        "a": "voiced_complaint", "b": "latent_complaint", "c": "formal", "d": "formal",
        "e": "latent_formal",
    }  # fmt: skip


def test_a_stage_that_nobody_reached():
    table = complaints.funnel_of_counts([3, 1, 0, 0])
    assert table["conversion"].round(3).tolist()[1:3] == [0.25, 0]
    assert pd.isna(table["conversion"].iloc[3])


@pytest.mark.parametrize(
    ("log", "message"),
    [
        (LOG.assign(stage="rage"), "unknown stage"),
        (LOG.assign(case_id=[None, *"abcdefg"]), "case_id is missing .*row: 0"),
        (LOG.drop(columns="stage"), "lacks: stage"),
        (LOG.head(0), "empty"),
        (LOG.head(2).assign(time=[2, 1]), r"earlier stage .*row: 0"),
    ],
)
def test_bad_logs(log, message):
    with pytest.raises(ModelError, match=message):
        complaints.funnel(log)


def test_time_in_order_is_accepted():
    assert complaints.funnel(LOG.assign(time=range(8)))["reached"].tolist() == [5, 4, 3, 2]
    with pytest.raises(DataError):
        complaints.funnel(LOG.assign(time=range(8, 0, -1)))


@pytest.mark.parametrize("bad", [[1, 2], [0, 0, 0, 0], [1, -1, 0, 0]])
def test_bad_counts(bad):
    with pytest.raises(ModelError, match="cases of 4 stages"):
        complaints.funnel_of_counts(bad)
