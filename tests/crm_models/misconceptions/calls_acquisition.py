"""Calls of the development functions at which misconceptions show."""


def calls(seed):
    """Return calls by target."""
    first = 400 + seed % 7
    steps = {"contacts": first, "enquiries": 150, "offers": 60, "orders": 24}
    return {
        "acquisition.funnel": [((steps,), {}), ((), {"reached": steps})],
        "acquisition.contacts_needed": [((30, [0.4, 0.3, 0.5]), {})],
        "acquisition.acquisition_cost": [((24000.0, 60), {}), ((), {"spend": 900, "won": 4})],
    }
