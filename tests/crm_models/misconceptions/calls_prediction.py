"""Calls of the predictions at which misconceptions show."""

import numpy as np

from crm_models.datasets import bank_upgrades, online_shop


def calls(seed):
    """Return calls by target."""
    shop = online_shop(seed, n=60, weeks=60)
    bank = bank_upgrades(seed, n=60)
    rng = np.random.default_rng(seed)
    actual = rng.random(40) < 0.3
    score = np.round(rng.random(40) + 0.3 * actual, 1)
    options = {"as_of": "2024-09-30", "horizon": 60, "until": shop.as_of}
    return {
        "prediction.churn_table": [((shop.transactions,), options)],
        "prediction.auc": [((actual, score), {})],
        "prediction.lift": [((actual, score), {"share": 0.2}), ((actual, score), {})],
        "prediction.gains": [((actual, score), {"n": 4})],
        "prediction.upgrade_table": [((bank.before, bank.after, bank.features), {})],
    }
