"""Calls about baskets, trees, ratings, warnings, campaigns and cubes where misconceptions show."""

import numpy as np
import pandas as pd

from crm_models.clv.cltv import Relationship


def calls(seed):
    """Return calls by target; the numbers differ by seed."""
    rng = np.random.default_rng(seed)
    goods = ["beer", "bread", "diapers", "milk"]
    baskets = [sorted(rng.choice(goods, rng.integers(1, 4), replace=False)) for _ in range(40)]
    rule = ((baskets, ["diapers"], ["beer"]), {})
    ratings = pd.DataFrame(
        {
            "item1": [5, 3, 4, 3, 1],
            "item2": [3, 1, 3, 3, 5],
            "item3": [4, 2, 4, 1, 5],
            "item4": [4, 3, 3, 5, 2],
            "item5": [np.nan, 3, 5, 4, 1],
        },
        index=["Alice", "User1", "User2", "User3", "User4"],
    )
    cube = pd.DataFrame(
        {
            "month": [1, 1, 2, 2],
            "city": list("abab"),
            "late": rng.integers(2, 9, 4),
            "flights": [20, 90, 40, 70],
        }
    )
    people = pd.DataFrame(
        {
            "age": ["20s"] * 5 + ["30s"] * 9,
            "gender": list("ffmmm") + list("ffffffmmm"),
        }
    )
    counts = {"hits": 30 + seed % 5, "false_alarms": 25, "missed": 10, "rightly_left": 140}
    plan = {"contacts": 1000, "response": 0.05, "margin": 80, "contact_cost": 3}
    customer = Relationship(
        pgs=100 + seed % 7, cs=50, cm=10, t=3, nca=2, pe=5, new_customer_value=20, retention=0.8
    )
    return {
        "clv.cltv.revenue": [((customer,), {})],
        "clv.cltv.loyalty": [((customer,), {})],
        "clv.cltv.influence": [((customer,), {})],
        "association.support": [((baskets, ["beer", "diapers"]), {})],
        "association.confidence": [rule],
        "association.lift": [rule],
        "trees.entropy": [(([9, 5],), {})],
        "trees.gini": [(([9, 5],), {})],
        "trees.gain": [
            (([[2, 3], [4, 0], [3, 2]],), {}),
            (([[3, 9], [7, 1]],), {"measure": "gini"}),
        ],
        "recommend.cosine": [(([1, 2, 0, 3], [2, 1, 1, 0]), {})],
        "recommend.predict": [
            ((ratings, "Alice", "item5"), {}),
            ((ratings, "Alice", "item5"), {"k": 1}),
            ((ratings, "Alice", "item5"), {"k": 2, "measure": "cosine"}),
        ],
        "evaluation.scores": [((), counts)],
        "campaign.expected_profit": [((), plan), ((), {**plan, "fixed_cost": 200})],
        "campaign.cost_per_conversion_change": [
            ((), {"cost_change": -0.2, "conversion_change": 0.4})
        ],
        "experiments.difference": [((200, 5000, 250, 5000), {})],
        "forecast.error_feedback": [
            (([120, 110, 130], 0.3), {"first": 100}),
            (([9, 7, 8], 0.2), {}),
        ],
        "olap.roll_up": [((cube, ["month"], "flights"), {})],
        "olap.ratio": [((cube, ["month"], "late", "flights"), {})],
        "privacy.k_anonymity": [((people, ["age", "gender"]), {})],
        "neural.node": [
            (([1, 2], [0.5, 0.25]), {}),
            (([1, -1], [2, 3]), {"bias": 0.5}),
        ],
    }
