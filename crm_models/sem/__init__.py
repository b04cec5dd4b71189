"""Structural equation models by partial least squares (PLS-SEM), on correlation matrices.

A figure of constructs and arrows is written as a specification; :class:`PLSPathModel` estimates
it; :meth:`PLSPathModel.bootstrap` says how sure the estimates are.
"""

from crm_models.sem.bootstrap import Bootstrap
from crm_models.sem.parse import specification
from crm_models.sem.pls import PLSPathModel
from crm_models.sem.ready import ACSI, CCSI, ECSI, READY
from crm_models.sem.simulate import construct_correlations, indicator_correlations, simulate
from crm_models.sem.specification import Construct, Path, Specification, construct, items, paths
from crm_models.sem.tables import fit_measures
from crm_models.sem.working import explain_alpha, explain_index, explain_total_effect, routes
from crm_models.sem.working_measures import (
    explain_ave,
    explain_composite_reliability,
    explain_f_squared,
    explain_htmt,
)

__all__ = [
    "ACSI",
    "CCSI",
    "ECSI",
    "READY",
    "Bootstrap",
    "Construct",
    "PLSPathModel",
    "Path",
    "Specification",
    "construct",
    "construct_correlations",
    "explain_alpha",
    "explain_ave",
    "explain_composite_reliability",
    "explain_f_squared",
    "explain_htmt",
    "explain_index",
    "explain_total_effect",
    "fit_measures",
    "indicator_correlations",
    "items",
    "paths",
    "routes",
    "simulate",
    "specification",
]
