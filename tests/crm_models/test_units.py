import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_models.errors import ModelError
from crm_models.units import UNITS, DiscountRate, Period, ratio

units = st.sampled_from(UNITS)
rates = st.floats(-0.5, 2.0)


@given(st.floats(0, 1e6), units, units)
def test_converting_there_and_back_changes_nothing(value, unit, other):
    assert Period(value, unit).to(other).to(unit).value == pytest.approx(value)


@given(units, units, units)
def test_ratios_chain(a, b, c):
    assert ratio(a, b) * ratio(b, c) == pytest.approx(ratio(a, c))


def test_a_year_is_twelve_months_and_four_quarters():
    assert Period(1, "year").to("month").value == 12
    assert Period(4, "quarter") / Period(1, "year") == 1
    assert Period(2, "week").days == 14


@given(rates, units, units)
def test_compounding_over_the_quoted_unit_gives_the_quoted_rate(rate, per, step):
    discount = DiscountRate(rate, per)
    assert discount.over(Period(1, per)) == pytest.approx(rate)
    steps = ratio(per, step)
    # Half of everything lost a day leaves 1 - 1e-28 lost in a quarter: no digits to come back from.
    assume(discount.over(Period(1, step)) > -0.999)
    assert (1 + discount.over(Period(1, step))) ** steps == pytest.approx(1 + rate)
    assert discount.factor(Period(1, per)) * (1 + rate) == pytest.approx(1)


def test_a_twelfth_of_a_yearly_rate_is_not_the_monthly_rate():
    monthly = DiscountRate(0.12, "year").over(Period(1, "month"))
    assert monthly == pytest.approx(1.12 ** (1 / 12) - 1)
    assert monthly < 0.01


def test_nominal_and_continuous_rates():
    assert DiscountRate(0.12, "year", "nominal", compounded="month").over(
        Period(1, "month")
    ) == pytest.approx(0.01)
    assert DiscountRate(0.12, "year", "continuous").factor(Period(1, "year")) == pytest.approx(
        math.exp(-0.12)
    )
    # CLVTools and Fader-Hardie-Lee (2005): 15 % a year is 0.0027 a week, continuously.
    assert DiscountRate(0.15, "year").continuous("week") == pytest.approx(0.0027, abs=3e-5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Period(-1, "day"),
        lambda: Period(math.inf, "day"),
        lambda: Period(1, "fortnight"),
        lambda: DiscountRate(-1, "year"),
        lambda: DiscountRate(0.1, "decade"),
        lambda: DiscountRate(0.1, "year", "flat"),
        lambda: DiscountRate(0.1, "year", "nominal"),
        lambda: DiscountRate(0.1, "year", compounded="month"),
    ],
)
def test_what_has_no_meaning_is_refused(make):
    with pytest.raises(ModelError):
        make()
