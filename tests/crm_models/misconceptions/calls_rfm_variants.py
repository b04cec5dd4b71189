"""Calls of the other readings of RFM at which misconceptions show."""

import itertools

import pandas as pd

from crm_models import rfm
from crm_models.datasets import campus_store


def calls(seed):
    """Return calls by target."""
    store = campus_store(seed)
    table = rfm.compute(store.transactions, as_of=store.as_of)
    levels = rfm.scores(table, 3)
    cells = itertools.product([True, False], repeat=3)
    important = pd.DataFrame(cells, columns=list("RFM"))
    dates = ["2025-03-20", "2025-04-15", "2025-05-15"]
    return {
        "rfm.four_segments": [((levels,), {}), ((levels, "zh"), {})],
        "rfm.four_tiers": [((important,), {}), ((important,), {"lang": "zh"})],
        "rfm.recent_buyer_trend": [
            ((store.transactions, 14), {"as_of": dates}),
            ((store.transactions,), {"days": 7, "as_of": dates}),
        ],
    }
