"""Calls about channel customers and supply chains at which misconceptions show."""

import numpy as np


def calls(seed):
    """Return calls by target."""
    rng = np.random.default_rng(seed)
    demand = rng.integers(80, 121, 12)
    orders = demand + np.diff(demand, prepend=demand[0])
    return {
        "channels.cash_discount_cost": [
            ((0.02, 10, 30), {}),
            ((), {"discount": 0.03, "discount_days": 15, "net_days": 60, "compound": True}),
        ],
        "channels.days_sales_outstanding": [((90.0, 600.0), {}), ((90.0, 600.0), {"days": 90})],
        "channels.diversion_break_even": [
            ((100.0,), {"discount": 0.1, "rebate": 0.05, "freight": 3.0})
        ],
        "supply_chain.bullwhip_ratio": [((orders, demand), {})],
        "supply_chain.economic_order_quantity": [((1200, 50, 3), {})],
        "supply_chain.days_of_supply": [((90.0, 600.0), {}), ((90.0, 600.0), {"days": 90})],
    }
