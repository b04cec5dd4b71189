"""Customer lifetime value, from one line of discounting to models of buying till you leave."""

from crm_models.clv.cash_flow import (
    ValueSplit,
    customer_equity,
    discount_factors,
    npv,
    split,
)
from crm_models.clv.cltv import CLTV, Relationship
from crm_models.clv.economics import (
    KeepOrAcquire,
    consistent_retention,
    keep_or_acquire,
    payback,
    relationship_gain,
)
from crm_models.clv.matrix import (
    CLASSES,
    matrix_class,
    matrix_counts,
    matrix_migration,
    portfolio,
)
from crm_models.clv.retention_value import (
    expected_lifetime,
    margin_multiple,
    retention_curve_value,
    retention_value,
)

__all__ = [
    "CLASSES",
    "CLTV",
    "KeepOrAcquire",
    "Relationship",
    "ValueSplit",
    "consistent_retention",
    "customer_equity",
    "discount_factors",
    "expected_lifetime",
    "keep_or_acquire",
    "margin_multiple",
    "matrix_class",
    "matrix_counts",
    "matrix_migration",
    "npv",
    "payback",
    "portfolio",
    "relationship_gain",
    "retention_curve_value",
    "retention_value",
    "split",
]
