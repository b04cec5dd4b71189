"""Retention: who stays, for how long, and how spending holds."""

from crm_models.retention.chain import explain_chain, ratio_chain
from crm_models.retention.churn import (
    base_rate_of_claim,
    churn_rate,
    expected_lifetime,
    explain_expected_lifetime,
    retention_rate,
    still_there,
)
from crm_models.retention.periods import spend_per_period
from crm_models.retention.share import explain_share_of_wallet, share_of_wallet

__all__ = [
    "base_rate_of_claim",
    "churn_rate",
    "expected_lifetime",
    "explain_chain",
    "explain_expected_lifetime",
    "explain_share_of_wallet",
    "ratio_chain",
    "retention_rate",
    "share_of_wallet",
    "spend_per_period",
    "still_there",
]
