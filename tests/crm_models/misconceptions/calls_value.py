"""Calls of ABC, pyramids and delivered value at which misconceptions show."""

from crm_models import delivered_value, pareto, rfm
from crm_models.datasets import campus_store


def calls(seed):
    """Return calls by target."""
    store = campus_store(seed)
    table = rfm.compute(store.transactions, as_of=store.as_of)
    value, cuts = table["monetary_value"], (400, 200, 60)
    tiers = pareto.metal_tiers(value, cuts)
    offers = delivered_value.EXAMPLE
    return {
        "pareto.counts": [((78,), {}), ((), {"n": 78, "shares": (0.1, 0.2, 0.7)})],
        "pareto.by_rank_share": [((value,), {}), ((value, (0.1, 0.2, 0.7)), {})],
        "pareto.by_cumulative_contribution": [((value,), {}), ((value, (0.5, 0.8)), {})],
        "pareto.lorenz": [((value,), {})],
        "pareto.gini": [((value,), {}), ((value,), {"corrected": True})],
        "pareto.top_share": [((value,), {}), ((value, 0.1), {})],
        "pareto.metal_tiers": [((value, cuts), {}), ((value, cuts), {"lang": "zh"})],
        "pareto.crosstab": [((rfm.binary_codes(table), tiers), {})],
        "delivered_value.absolute": [((offers,), {}), ((offers, {"time": 2}), {})],
        "delivered_value.relative": [((offers,), {}), ((offers, {"time": 2}), {})],
        "delivered_value.totals": [((offers, {"time": 2}), {})],
    }
