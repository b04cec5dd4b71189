"""Sindell's types, Knox's diamond and the loyalty ladder."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models.errors import DataError, ModelError
from crm_models.satisfaction import loyalty, loyalty_types

REASONS = ["no_alternative", "likes_brand", "cheapest", "rewarded", "convenient", "buys_often"]
yes_no = st.booleans()


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ({"no_alternative"}, "monopoly"),
        ({"likes_brand", "convenient"}, "premium"),
        ({"cheapest"}, "price"),
        ({"rewarded", "buys_often"}, "incentive"),
        ({"convenient", "buys_often"}, "convenience"),
        ({"buys_often"}, "inertia"),
        (set(), "latent"),
    ],
)
def test_each_reason_has_its_type(reasons, expected):
    row = pd.DataFrame([{name: name in reasons for name in REASONS}], index=["李"])
    assert loyalty_types.sindell(row).to_dict() == {"李": expected}


def test_latent_is_not_what_dick_and_basu_call_latent():
    """A low attitude and few purchases: Sindell's latent, no loyalty at all in the matrix."""
    nobody = pd.DataFrame([dict.fromkeys(REASONS, False)])
    assert loyalty_types.sindell(nobody).tolist() == ["latent"]
    assert loyalty.dick_basu([1, 9], [1, 9]).tolist()[0] == "none"


@given(st.lists(st.tuples(*[yes_no] * 6), min_size=1, max_size=20))
def test_everybody_has_one_type(rows):
    found = loyalty_types.sindell(pd.DataFrame(rows, columns=REASONS))
    assert set(found) <= set(loyalty_types.SINDELL)
    assert len(found) == len(rows)


def test_the_corners_of_the_diamond():
    found = loyalty_types.knox([1, 1, 3, 3], [7, 2, 7, 2])
    assert found.tolist() == list(loyalty_types.KNOX)
    assert loyalty_types.knox([2, 2], [1, 9], few=2, involved="mean").tolist() == [
        "habitual",
        "loyal",
    ]
    assert loyalty_types.knox([1], [5], involved=5).tolist() == ["loyal"], "at the cut is high"


def test_the_ladder_needs_every_rung():
    rungs = list(loyalty_types.RUNGS)
    table = pd.DataFrame(
        {
            "purchases": [0, 1, 2, 2, 2, 2, 0, 3],
            "likes": [0, 0, 0, 1, 1, 1, 1, 0],
            "recommends": [0, 0, 0, 0, 1, 1, 1, 1],
            "cooperates": [0, 0, 0, 0, 0, 1, 1, 1],
        }
    )
    found = loyalty_types.ladder_rung(table)
    assert found.tolist() == [*rungs, "prospect", "client"]
    assert found.cat.ordered
    assert found.max() == "partner"


@given(st.lists(st.tuples(st.integers(0, 4), yes_no, yes_no, yes_no), min_size=2, max_size=20))
def test_more_never_stands_lower(rows):
    table = pd.DataFrame(rows, columns=["purchases", "likes", "recommends", "cooperates"])
    more = table.assign(purchases=table["purchases"] + 1, likes=True)
    low, high = (loyalty_types.ladder_rung(each).cat.codes for each in (table, more))
    assert (high >= low).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: loyalty_types.sindell(pd.DataFrame({"cheapest": [1]})), "no_alternative"),
        (lambda: loyalty_types.knox([1], [1, 2]), "numbers of brands"),
        (lambda: loyalty_types.knox([0, 1], [1, 2]), "at least one brand"),
        (lambda: loyalty_types.knox([1, 1], [1, 2], involved="mode"), "mean or median"),
        (
            lambda: loyalty_types.ladder_rung(
                pd.DataFrame({"likes": [1], "recommends": [0], "cooperates": [0]})
            ),
            "no column purchases",
        ),
    ],
)
def test_what_cannot_be_sorted_is_refused(call, words):
    with pytest.raises(ModelError, match=words):
        call()


def test_rows_at_fault_are_named():
    table = pd.DataFrame(
        {"purchases": [1, np.nan, 2], "likes": 1, "recommends": 1, "cooperates": 0},
        index=list("abc"),
    )
    with pytest.raises(DataError) as caught:
        loyalty_types.ladder_rung(table)
    assert caught.value.rows == ("b",)
    with pytest.raises(DataError) as caught:
        loyalty_types.ladder_rung(table.assign(purchases=1, likes=[1, 0, 7]))
    assert caught.value.rows == ("c",)
