"""Retention: who stays, for how long, and how spending holds."""

from crm_models.retention.chain import explain_chain, ratio_chain
from crm_models.retention.churn import (
    base_rate_of_claim,
    churn_rate,
    expected_lifetime,
    explain_churn_rate,
    explain_claim,
    explain_expected_lifetime,
    retention_rate,
    still_there,
)
from crm_models.retention.cohorts import cohort_triangle, mean_retention, retention_triangle
from crm_models.retention.migration import (
    EXIT,
    downgrade_rates,
    migration_counts,
    migration_matrix,
    tiers,
)
from crm_models.retention.periods import spend_per_period
from crm_models.retention.share import explain_share_of_wallet, share_of_wallet
from crm_models.retention.survival import (
    Tenure,
    explain_survival,
    kaplan_meier,
    median_lifetime,
    tenure,
)
from crm_models.retention.working import (
    explain_downgrade,
    explain_mean_retention,
    explain_still_there,
)

__all__ = [
    "EXIT",
    "Tenure",
    "base_rate_of_claim",
    "churn_rate",
    "cohort_triangle",
    "downgrade_rates",
    "expected_lifetime",
    "explain_chain",
    "explain_churn_rate",
    "explain_claim",
    "explain_downgrade",
    "explain_expected_lifetime",
    "explain_mean_retention",
    "explain_share_of_wallet",
    "explain_still_there",
    "explain_survival",
    "kaplan_meier",
    "mean_retention",
    "median_lifetime",
    "migration_counts",
    "migration_matrix",
    "ratio_chain",
    "retention_rate",
    "retention_triangle",
    "share_of_wallet",
    "spend_per_period",
    "still_there",
    "tenure",
    "tiers",
]
