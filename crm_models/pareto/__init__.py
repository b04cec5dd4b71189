"""Who brings how much: ABC analysis, concentration and customer pyramids."""

from crm_models.pareto.abc import by_cumulative_contribution, by_rank_share, counts, explain_counts
from crm_models.pareto.concentration import explain_gini, explain_top_share, gini, lorenz, top_share
from crm_models.pareto.pyramid import LAYERS, METALS, crosstab, metal_tiers, three_layers
from crm_models.pareto.working import explain_contribution

__all__ = [
    "LAYERS",
    "METALS",
    "by_cumulative_contribution",
    "by_rank_share",
    "counts",
    "crosstab",
    "explain_contribution",
    "explain_counts",
    "explain_gini",
    "explain_top_share",
    "gini",
    "lorenz",
    "metal_tiers",
    "three_layers",
    "top_share",
]
