"""Customer lifetime value, from one line of discounting to models of buying till you leave."""

from importlib import import_module
from typing import TYPE_CHECKING

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
from crm_models.clv.histories import summarise
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

_MODELS = {
    "BetaGeoBetaBinomial": "beta_geo_beta_binomial",
    "BetaGeoNBD": "beta_geo_nbd",
    "GammaGamma": "gamma_gamma",
    "ModifiedBetaGeoNBD": "modified_beta_geo_nbd",
    "ParetoNBD": "pareto_nbd",
    "ShiftedBetaGeometric": "shifted_beta_geometric",
    "from_survivors": "shifted_beta_geometric",
}

if TYPE_CHECKING:
    from crm_models.clv.beta_geo_beta_binomial import BetaGeoBetaBinomial
    from crm_models.clv.beta_geo_nbd import BetaGeoNBD
    from crm_models.clv.gamma_gamma import GammaGamma
    from crm_models.clv.modified_beta_geo_nbd import ModifiedBetaGeoNBD
    from crm_models.clv.pareto_nbd import ParetoNBD
    from crm_models.clv.shifted_beta_geometric import ShiftedBetaGeometric, from_survivors


def __getattr__(name: str) -> object:
    """Load a model when it is first asked for: discounting needs none of their machinery."""
    if name not in _MODELS:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_MODELS[name]}"), name)


__all__ = [
    "CLASSES",
    "CLTV",
    "BetaGeoBetaBinomial",
    "BetaGeoNBD",
    "GammaGamma",
    "KeepOrAcquire",
    "ModifiedBetaGeoNBD",
    "ParetoNBD",
    "Relationship",
    "ShiftedBetaGeometric",
    "ValueSplit",
    "consistent_retention",
    "customer_equity",
    "discount_factors",
    "expected_lifetime",
    "from_survivors",
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
    "summarise",
]
