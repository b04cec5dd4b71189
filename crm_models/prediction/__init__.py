"""Predicting who will leave and who will rise, from what was known on a day."""

from crm_models.prediction.logistic import LogisticRegression
from crm_models.prediction.ranking import auc, confusion, explain_lift, gains, lift
from crm_models.prediction.tables import (
    CHURN_FEATURES,
    churn_table,
    sees_the_future,
    upgrade_table,
)
from crm_models.prediction.working import explain_probability

__all__ = [
    "CHURN_FEATURES",
    "LogisticRegression",
    "auc",
    "churn_table",
    "confusion",
    "explain_lift",
    "explain_probability",
    "gains",
    "lift",
    "sees_the_future",
    "upgrade_table",
]
