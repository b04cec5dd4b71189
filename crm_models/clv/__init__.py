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
    keep_or_acquire,
    payback,
    relationship_gain,
)
from crm_models.clv.explain import (
    explain_discount_factor,
    explain_keep_or_acquire,
    explain_npv,
    explain_retention_value,
)
from crm_models.clv.matrix import (
    MATRIX_CLASSES,
    matrix_class,
    matrix_counts,
    matrix_migration,
    portfolio,
)
from crm_models.clv.retention_value import (
    margin_multiple,
    retention_curve_value,
    retention_value,
)

_LATER = {
    "BetaGeoBetaBinomial": "beta_geo_beta_binomial",
    "BetaGeoNBD": "beta_geo_nbd",
    "GammaGamma": "gamma_gamma",
    "ModifiedBetaGeoNBD": "modified_beta_geo_nbd",
    "ParetoNBD": "pareto_nbd",
    "ParquetTransactions": "parquet",
    "ShiftedBetaGeometric": "shifted_beta_geometric",
    "bootstrap_params": "intervals",
    "explain_cltv": "explain_value",
    "explain_customer_equity": "explain_totals",
    "explain_expected_purchases": "explain_forecast",
    "explain_expected_spend": "explain_models",
    "explain_future_value": "explain_totals",
    "explain_matrix_class": "explain_totals",
    "explain_p_alive": "explain_alive",
    "explain_payback": "explain_value",
    "explain_relationship_gain": "explain_value",
    "explain_residual_lifetime": "explain_forecast",
    "explain_retention_rate": "explain_models",
    "explain_split": "explain_value",
    "forecast_interval": "intervals",
    "from_survivors": "shifted_beta_geometric",
    "future_value": "forecast_value",
    "summarise": "histories",
}

if TYPE_CHECKING:
    from crm_models.clv.beta_geo_beta_binomial import BetaGeoBetaBinomial
    from crm_models.clv.beta_geo_nbd import BetaGeoNBD
    from crm_models.clv.explain_alive import explain_p_alive
    from crm_models.clv.explain_forecast import (
        explain_expected_purchases,
        explain_residual_lifetime,
    )
    from crm_models.clv.explain_models import (
        explain_expected_spend,
        explain_retention_rate,
    )
    from crm_models.clv.explain_totals import (
        explain_customer_equity,
        explain_future_value,
        explain_matrix_class,
    )
    from crm_models.clv.explain_value import (
        explain_cltv,
        explain_payback,
        explain_relationship_gain,
        explain_split,
    )
    from crm_models.clv.forecast_value import future_value
    from crm_models.clv.gamma_gamma import GammaGamma
    from crm_models.clv.histories import summarise
    from crm_models.clv.intervals import bootstrap_params, forecast_interval
    from crm_models.clv.modified_beta_geo_nbd import ModifiedBetaGeoNBD
    from crm_models.clv.pareto_nbd import ParetoNBD
    from crm_models.clv.parquet import ParquetTransactions
    from crm_models.clv.shifted_beta_geometric import ShiftedBetaGeometric, from_survivors


def __getattr__(name: str) -> object:
    """Load what needs pandas or scipy when it is first asked for: discounting needs neither."""
    if name not in _LATER:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = [
    "CLTV",
    "MATRIX_CLASSES",
    "BetaGeoBetaBinomial",
    "BetaGeoNBD",
    "GammaGamma",
    "KeepOrAcquire",
    "ModifiedBetaGeoNBD",
    "ParetoNBD",
    "ParquetTransactions",
    "Relationship",
    "ShiftedBetaGeometric",
    "ValueSplit",
    "bootstrap_params",
    "customer_equity",
    "discount_factors",
    "explain_cltv",
    "explain_customer_equity",
    "explain_discount_factor",
    "explain_expected_purchases",
    "explain_expected_spend",
    "explain_future_value",
    "explain_keep_or_acquire",
    "explain_matrix_class",
    "explain_npv",
    "explain_p_alive",
    "explain_payback",
    "explain_relationship_gain",
    "explain_residual_lifetime",
    "explain_retention_rate",
    "explain_retention_value",
    "explain_split",
    "forecast_interval",
    "from_survivors",
    "future_value",
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
