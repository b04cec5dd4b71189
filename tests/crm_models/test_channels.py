import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import channels
from crm_models.errors import ModelError


@pytest.mark.parametrize(
    ("options", "printed"),
    [({"year": 360}, 0.3673), ({}, 0.3724), ({"compound": True}, 0.4459)],
)
def test_two_ten_net_thirty_as_textbooks_print_it(options, printed):
    assert channels.cash_discount_cost(0.02, 10, 30, **options) == pytest.approx(printed, abs=5e-5)


@given(
    st.floats(0.005, 0.2),
    st.integers(0, 30),
    st.integers(1, 60),
)
def test_who_borrows_at_that_rate_is_even(discount, first, longer):
    """Paying the discounted price with money borrowed at this rate costs the full price."""
    rate = channels.cash_discount_cost(discount, first, first + longer)
    assert (1 - discount) * (1 + rate * longer / 365) == pytest.approx(1)
    effective = channels.cash_discount_cost(discount, first, first + longer, compound=True)
    assert (1 - discount) * (1 + effective) ** (longer / 365) == pytest.approx(1)
    assert effective >= rate * (1 - 1e-12) or longer > 365


def test_days_sales_outstanding():
    assert channels.days_sales_outstanding(150, 900, days=90) == 15
    assert channels.days_sales_outstanding(0, 900) == 0


@given(st.integers(10, 500), st.floats(0, 0.3), st.floats(0, 0.2), st.floats(0, 40))
def test_diverting_at_the_break_even_price_gains_nothing(price, discount, rebate, freight):
    at = channels.diversion_break_even(price, discount=discount, rebate=rebate, freight=freight)
    paid = price * (1 - discount) - price * rebate + freight
    assert at - paid == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    "call",
    [
        lambda: channels.cash_discount_cost(2, 10, 30),
        lambda: channels.cash_discount_cost(0.02, 30, 30),
        lambda: channels.days_sales_outstanding(10, 0),
        lambda: channels.diversion_break_even(100, discount=0.6, rebate=0.4),
        lambda: channels.diversion_break_even(100, freight=-1),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ModelError):
        call()
