"""Calls of the statistics at which misconceptions show."""

from crm_models import rfm
from crm_models.datasets import campus_store


def calls(seed):
    """Return calls by target."""
    store = campus_store(seed)
    customers = store.customers.set_index("customer_id")
    table = rfm.compute(store.transactions, as_of=store.as_of)
    spent = table["monetary_value"].reindex(customers.index)
    codes = rfm.binary_codes(table).reindex(customers.index)
    with_gaps = customers["province"].where(customers["age"] != 23)
    windows = [
        rfm.compute(store.transactions, as_of=day, window=20, absent="keep")["monetary_value"]
        for day in ("2025-04-15", store.as_of)
    ]
    both = windows[0].index.intersection(windows[1].index)
    return {
        "stats.describe": [((customers,), {})],
        "stats.proportions": [((with_gaps,), {})],
        "stats.two_groups": [((spent, customers["sex"]), {})],
        "stats.paired": [((windows[0][both], windows[1][both]), {})],
        "stats.several_groups": [((spent, codes), {})],
        "stats.independence": [((customers["sex"], codes.str[2]), {})],
        "stats.pearson": [((customers["income"], spent), {})],
    }
