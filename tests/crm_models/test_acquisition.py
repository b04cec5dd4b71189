import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import acquisition
from crm_models.errors import ModelError

STEPS = {"contacts": 400, "enquiries": 100, "offers": 40, "orders": 10}


def test_the_funnel_by_hand():
    table = acquisition.funnel(STEPS)
    assert table["reached"].tolist() == [400, 100, 40, 10]
    assert math.isnan(table["conversion"].iloc[0])
    assert table["conversion"].tolist()[1:] == pytest.approx([0.25, 0.4, 0.25])
    assert table["share"].tolist() == pytest.approx([1, 0.25, 0.1, 0.025])


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=6))
def test_conversions_multiply_up_to_the_share_of_the_last_step(numbers):
    ordered = sorted(numbers, reverse=True)
    table = acquisition.funnel({f"step {n}": count for n, count in enumerate(ordered)})
    product = math.prod(table["conversion"].iloc[1:])
    assert product == pytest.approx(table["share"].iloc[-1])


def test_a_step_that_nobody_reaches_has_no_conversion_to_the_next():
    table = acquisition.funnel({"a": 5, "b": 0, "c": 0})
    assert table["conversion"].iloc[1] == 0
    assert math.isnan(table["conversion"].iloc[2])


@pytest.mark.parametrize(
    "steps", [{}, {"a": 3}, {"a": 3, "b": 4}, {"a": 3, "b": -1}, {"a": 0, "b": 0}]
)
def test_impossible_funnels_are_refused(steps):
    with pytest.raises(ModelError, match="a funnel needs two steps"):
        acquisition.funnel(steps)
    with pytest.raises(ModelError, match="a funnel needs two steps"):
        acquisition.funnel({"a": math.nan, "b": 1})


@given(
    st.integers(1, 500),
    st.lists(st.sampled_from([0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.8]), min_size=1, max_size=4),
)
def test_contacts_needed_is_the_least_number_that_suffices(customers, conversions):
    needed = acquisition.contacts_needed(customers, conversions)
    rate = math.prod(conversions)
    assert needed * rate >= customers * (1 - 1e-9)
    assert (needed - 1) * rate < customers


def test_contacts_needed_has_no_rounding_noise():
    assert acquisition.contacts_needed(10, [0.25, 0.4, 0.25]) == 400
    assert acquisition.contacts_needed(0, [0.5]) == 0
    assert acquisition.contacts_needed(7, [1.0]) == 7


@pytest.mark.parametrize("call", [(5, []), (5, [0]), (5, [1.2]), (-1, [0.5]), (5, [25])])
def test_impossible_conversions_are_refused(call):
    with pytest.raises(ModelError, match="write 25 % as"):
        acquisition.contacts_needed(*call)


def test_acquisition_cost():
    assert acquisition.acquisition_cost(24000, 60) == 400
    assert acquisition.acquisition_cost(0, 3) == 0
    for spend, won in ((10, 0), (-1, 4)):
        with pytest.raises(ModelError, match="customers won must be positive"):
            acquisition.acquisition_cost(spend, won)
