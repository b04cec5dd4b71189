"""Calls about cohorts, migration and survival at which misconceptions show."""

import pandas as pd

from crm_models import retention, rfm
from crm_models.datasets import campus_store


def calls(seed):
    """Return calls by target."""
    store = campus_store(seed)
    tx, as_of = store.transactions, store.as_of
    # A purchase of one day and its refund a month later: only the refund keeps C999 "alive".
    late = pd.DataFrame(
        {
            "customer_id": ["C999", "C999"],
            "date": pd.to_datetime(["2025-03-20", "2025-04-20"]),
            "amount": [9.0, -9.0],
        }
    )
    tx = pd.concat([tx, late], ignore_index=True)
    triangle = retention.cohort_triangle(tx, as_of=as_of, every="W")
    names = ("low", "middle", "high")
    before = rfm.compute(tx, as_of="2025-04-15", window=30)["monetary_value"]
    after = rfm.compute(tx, as_of=as_of, window=20)["monetary_value"]
    moved = tuple(retention.tiers(value, (30, 120), names) for value in (before, after))
    stay = retention.tenure(tx, as_of=as_of, silent_for=14)
    return {
        "retention.cohort_triangle": [((tx,), {"as_of": as_of, "every": "W"})],
        "retention.retention_triangle": [((triangle,), {})],
        "retention.mean_retention": [((triangle,), {})],
        "retention.migration_matrix": [(moved, {})],
        "retention.downgrade_rates": [(moved, {})],
        "retention.kaplan_meier": [
            (tuple(stay), {}),
            ((), {"duration": stay.duration.to_numpy(), "event": stay.event.to_numpy()}),
        ],
        "retention.tenure": [((tx,), {"as_of": as_of, "silent_for": 14})],
    }
