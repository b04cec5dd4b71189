"""Calls of the lifetime value functions at which misconceptions show."""

import numpy as np
import pandas as pd

from crm_models import clv
from crm_models.datasets import campus_store
from crm_models.units import DiscountRate, Period


def calls(seed):
    """Return calls by target."""
    rng = np.random.default_rng(seed)
    value = rng.uniform(20, 90, 5).round().tolist()
    cost = [150.0, 5, 5, 5, 5]
    rates = [0.0, 0.08, 0.09, 0.10, 0.11]
    table = rng.uniform(-40, 90, (6, 4)).round()
    table[0] = -20  # a customer at a loss
    table = table.tolist()
    store = campus_store(seed)
    bought = store.transactions[store.transactions["amount"] > 0]
    names = ["current", "potential"]
    worth = pd.DataFrame(rng.gamma(2, 50, (40, 2)), columns=names)
    model = clv.BetaGeoNBD(unit="week").given(r=0.243, alpha=4.414, a=0.793, b=2.426)
    customers = model.sample(20, rng, T=39.0)
    ahead = {
        "margin": 0.3,
        "horizon": Period(12, "month"),
        "discount": DiscountRate(0.12, "year"),
        "step": Period(1, "month"),
    }
    until = {"as_of": "2025-04-30", "unit": "week"}
    return {
        "clv.npv": [
            ((value, cost), {"rate": 0.1}),
            ((value, cost), {"rate": rates, "discount": "compound"}),
            ((value, cost), {"rate": rates, "lifetime": 3}),
        ],
        "clv.customer_equity": [
            ((table,), {"rate": 0.1}),
            ((table, 5.0), {"rate": 0.1, "lifetime": [0, 1, 2, 3, 1, 2]}),
        ],
        "clv.retention_value": [
            ((100.0, 0.9, 0.12), {}),
            ((100.0, 0.8, 0.12), {"first": "now", "acquisition": 150.0}),
        ],
        "clv.summarise": [((bought,), until), ((bought,), {**until, "refunds": "drop"})],
        "clv.future_value": [((model, 25.0, customers), ahead)],
        "clv.payback": [((100.0, 40.0), {"retention": 0.7, "discount": 0.1})],
        "clv.matrix_class": [
            ((worth["current"], worth["potential"]), {}),
            ((worth["current"], worth["potential"]), {"cuts": ("median", 90.0)}),
        ],
    }
