import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import supply_chain
from crm_models.errors import ModelError


def test_harris_lot():
    """D = 1000, S = 10, H = 0.5 gives 200, the worked example of Heizer and Render."""
    assert supply_chain.economic_order_quantity(1000, 10, 0.5) == 200


@given(st.integers(10, 5000), st.integers(1, 500), st.integers(1, 50), st.floats(0.2, 5))
def test_no_other_lot_costs_less(demand, order, holding, factor):
    lot = supply_chain.economic_order_quantity(demand, order, holding)

    def cost(size):
        return demand / size * order + size / 2 * holding

    assert cost(lot) == pytest.approx(math.sqrt(2 * demand * order * holding))
    assert cost(lot * factor) >= cost(lot) * (1 - 1e-12)


@given(st.lists(st.integers(0, 200), min_size=3, max_size=12, unique=True), st.integers(1, 5))
def test_swings_count_squared_and_levels_do_not(demand, times):
    orders = [times * d + 7 for d in demand]
    assert supply_chain.bullwhip_ratio(demand, demand) == pytest.approx(1)
    assert supply_chain.bullwhip_ratio(orders, demand) == pytest.approx(times**2)


def test_ordering_up_to_a_trend_amplifies():
    """Independent demand, next order corrected by the whole change: Var(2D' - D) = 5 Var(D)."""
    demand = np.random.default_rng(3).normal(100, 10, 40_001)
    orders = 2 * demand[1:] - demand[:-1]
    assert supply_chain.bullwhip_ratio(orders, demand[1:]) == pytest.approx(5, rel=0.03)


def test_days_of_supply():
    assert supply_chain.days_of_supply(30, 900, days=90) == 3


@pytest.mark.parametrize(
    "call",
    [
        lambda: supply_chain.bullwhip_ratio([1, 2], [5, 5]),
        lambda: supply_chain.bullwhip_ratio([1, 2, 3], [5, 6]),
        lambda: supply_chain.bullwhip_ratio([1, math.nan], [5, 6]),
        lambda: supply_chain.economic_order_quantity(0, 1, 1),
        lambda: supply_chain.days_of_supply(1, 0),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ModelError):
        call()
