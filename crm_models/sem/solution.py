"""Everything that PLS estimates from correlation matrices, as one stack of arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm_models.sem import measurement, structure
from crm_models.sem.iteration import Scheme, Weights, estimate_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_models.sem.plan import Plan


@dataclass(frozen=True)
class Settings:
    """How to estimate; the hyper-parameters of ``PLSPathModel`` that the numbers depend on."""

    scheme: Scheme
    consistent: bool
    scaled: bool
    tolerance: float
    max_iterations: int


@dataclass(frozen=True)
class Solution:
    """Estimates of B samples; the first axis of every array is the sample.

    Attributes
    ----------
    outer : weights of the algorithm and how it ended.
    weights : (B, p) weights of standardised indicators; each construct has variance 1.
    cross : (B, p, J) correlations of indicators and constructs.
    loadings : (B, p) own loadings; disattenuated if the estimates are consistent (PLSc).
    composites : (B, J, J) correlations of the construct scores.
    constructs : (B, J, J) correlations of the constructs; disattenuated if consistent.
    reliability : (B, J) rho_A.
    coefficients : (B, J, J) path coefficients, row to column.
    explained : (B, J) R².
    """

    outer: Weights
    weights: NDArray[np.float64]
    cross: NDArray[np.float64]
    loadings: NDArray[np.float64]
    composites: NDArray[np.float64]
    constructs: NDArray[np.float64]
    reliability: NDArray[np.float64]
    coefficients: NDArray[np.float64]
    explained: NDArray[np.float64]

    @property
    def usable(self) -> NDArray[np.bool_]:
        """Tell which samples converged to finite estimates."""
        finite = np.isfinite(self.coefficients).all(axis=(1, 2))
        return finite & self.outer.converged


def solve(
    correlations: NDArray[np.float64],
    deviations: NDArray[np.float64],
    plan: Plan,
    settings: Settings,
) -> Solution:
    """Estimate the path model on each correlation matrix.

    Parameters
    ----------
    correlations
        ``(B, p, p)``.
    deviations
        Standard deviations of the indicators, ``(B, p)``; used only if ``settings.scaled`` is
        false and PLS runs on covariances.
    plan, settings
        What to estimate and how.
    """
    matrices = correlations
    if not settings.scaled:
        matrices = correlations * deviations[:, :, None] * deviations[:, None, :]
    outer = estimate_weights(
        matrices,
        plan,
        scheme=settings.scheme,
        tolerance=settings.tolerance,
        max_iterations=settings.max_iterations,
    )
    weights = outer.weights if settings.scaled else outer.weights * deviations
    cross = measurement.cross_loadings(correlations, weights, plan)
    weights = measurement.orient(weights, cross, plan)
    cross = measurement.cross_loadings(correlations, weights, plan)
    loadings = measurement.own(cross, plan)
    composites = (weights[..., :, None] * plan.member).swapaxes(1, 2) @ cross
    reliability = measurement.rho_a(weights, plan)
    constructs = composites
    if settings.consistent:
        constructs, loadings = _disattenuate(composites, weights, loadings, reliability, plan)
    coefficients = structure.regress(constructs, plan)
    return Solution(
        outer=outer,
        weights=weights,
        cross=cross,
        loadings=loadings,
        composites=composites,
        constructs=constructs,
        reliability=reliability,
        coefficients=coefficients,
        explained=structure.r_squared(constructs, coefficients),
    )


def _disattenuate(
    composites: NDArray[np.float64],
    weights: NDArray[np.float64],
    loadings: NDArray[np.float64],
    reliability: NDArray[np.float64],
    plan: Plan,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Correct for the measurement error of mode A constructs (PLSc, Dijkstra & Henseler 2015)."""
    with np.errstate(invalid="ignore"):
        root = np.sqrt(reliability)  # NaN if rho_A is negative: no consistent solution
    correlations = composites / (root[:, :, None] * root[:, None, :])
    diagonal = np.arange(composites.shape[1])
    correlations[:, diagonal, diagonal] = 1.0
    length = (weights**2) @ plan.member
    scaled = weights * (root / length)[:, plan.block]
    return correlations, np.where(measurement.reflective(plan)[plan.block], scaled, loadings)
