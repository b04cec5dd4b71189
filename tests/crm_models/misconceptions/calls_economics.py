"""Calls of the small decisions around lifetime value at which misconceptions show."""


def calls(seed):
    """Return calls by target; the numbers differ by seed."""
    margin = 100.0 + seed % 7
    choice = {"margin": margin, "retention": 0.8, "discount": 0.1, "acquisition_cost": 200.0}
    return {
        "clv.relationship_gain": [
            ((), {"profitability": margin, "retention_cost": 12, "customers": 80, "churned": 9})
        ],
        "clv.keep_or_acquire": [
            ((), {**choice, "retention_cost": 20.0, "uplift": 0.05}),
            ((), {**choice, "retention_cost": 35.0, "uplift": 0.1, "first": "now"}),
        ],
    }
