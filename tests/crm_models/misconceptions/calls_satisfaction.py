"""Calls of the satisfaction functions at which misconceptions show."""

import numpy as np
import pandas as pd

from crm_models.satisfaction import complaints, kano, servqual


def calls(seed):
    """Return calls by target."""
    rng = np.random.default_rng(seed)
    n = 60
    expected = pd.Series(rng.integers(4, 10, n))
    perceived = pd.Series(rng.integers(2, 11, n))
    likely = pd.Series(rng.choice(11, n, p=[0.02] * 5 + [0.05, 0.12, 0.18, 0.2, 0.2, 0.15]))
    fives = pd.Series(rng.integers(1, 6, n))
    purchases = rng.integers(0, 5, n)
    customers = pd.DataFrame(
        {
            "praises": rng.random(n) < 0.6,
            "names_brand": rng.random(n) < 0.4,
            "purchases": purchases,
            "complaints": rng.integers(0, 3, n) * (purchases > 0),
            "amount": purchases * 25.0,
        }
    )
    has = pd.DataFrame(rng.integers(1, 6, (n, 3)), columns=["price", "wifi", "queue"])
    lacks = pd.DataFrame(rng.integers(1, 6, (n, 3)), columns=has.columns)
    counts = pd.DataFrame(
        # The lead of O is clear in the first row (M comes second), that of A is not in the next.
        [[60, 150, 45, 33, 4, 4], [65, 87, 93, 51, 2, 3], [9, 18, 83, 177, 6, 3]],
        columns=list(kano.CATEGORIES),
        index=["price", "wifi", "queue"],
    )
    items = list(servqual.ITEMS)
    wished = pd.DataFrame(rng.integers(4, 8, (n, 22)), columns=items)
    found = pd.DataFrame(rng.integers(2, 8, (n, 22)), columns=items)
    points = dict(zip(servqual.DIMENSIONS, [10, 35, 25, 10, 20], strict=True))
    stages = list(complaints.STAGES)
    log = pd.DataFrame(
        {
            "case_id": range(n),
            "stage": [stages[i] for i in rng.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])],
        }
    )
    return {
        "satisfaction.cb_index": [
            ((perceived, expected), {}),
            ((perceived, expected), {"aggregation": "ratio_of_means"}),
            ((perceived, expected), {"weights": rng.integers(1, 4, n)}),
        ],
        "satisfaction.disconfirmation": [((perceived, expected), {})],
        "satisfaction.nps": [((likely,), {}), ((likely,), {"weights": rng.integers(1, 4, n)})],
        "satisfaction.nps_interval": [((likely,), {}), ((likely,), {"level": 0.9})],
        "satisfaction.csat_interval": [((60.0, 40), {}), ((100.0, 25), {"level": 0.9})],
        "satisfaction.csat": [((fives,), {}), ((fives,), {"satisfied_from": 3})],
        "satisfaction.acsi_score": [
            (([8.0, 7.0, 9.0], [0.2, 0.3, 0.5]), {}),
            (([4.0, 3.0], [0.8, 0.2]), {"scale": (1, 5)}),
        ],
        "satisfaction.indicator_panel": [((customers,), {})],
        "satisfaction.kano.classify": [((has, lacks), {})],
        "satisfaction.kano.better": [((counts,), {})],
        "satisfaction.kano.worse": [((counts,), {})],
        "satisfaction.kano.category": [((counts,), {}), ((counts,), {"rule": "mode"})],
        "satisfaction.servqual.gaps": [((wished, found), {})],
        "satisfaction.servqual.score": [
            ((wished, found), {}),
            ((wished, found), {"points": points}),
        ],
        "satisfaction.word_of_mouth.break_even": [((), {}), ((4, 10), {})],
        "satisfaction.word_of_mouth.behaviour": [((1200, 0.5), {}), ((900, 0.7), {})],
        "satisfaction.word_of_mouth.reach": [((1200, 0.4), {}), ((900, 0.7), {})],
        "satisfaction.complaints.funnel": [((log,), {})],
        "satisfaction.loyalty.dick_basu": [((perceived, expected), {})],
    }
