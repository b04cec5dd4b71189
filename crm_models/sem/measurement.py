"""The outer model: loadings, reliability and validity, from correlations and weights.

All functions take stacks: correlations ``(..., p, p)``, weights and loadings ``(..., p)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.sem.structure import inverse_diagonal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_models.sem.plan import Plan


def cross_loadings(
    correlations: NDArray[np.float64], weights: NDArray[np.float64], plan: Plan
) -> NDArray[np.float64]:
    """Correlate every indicator with every construct, ``(..., p, J)``."""
    return correlations @ (weights[..., :, None] * plan.member)


def own(cross: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Take each indicator's loading on its own construct, ``(..., p)``."""
    return cross[..., np.arange(len(plan.block)), plan.block]


def orient(
    weights: NDArray[np.float64], cross: NDArray[np.float64], plan: Plan
) -> NDArray[np.float64]:
    """Turn constructs so that the loadings of each sum to a positive number.

    PLS fixes a construct only up to its sign.
    """
    sums = own(cross, plan) @ plan.member
    return weights * np.where(sums < 0, -1.0, 1.0)[..., plan.block]


def cronbach_alpha(correlations: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Return standardised Cronbach's alpha of each construct; 1 for a single indicator."""
    sums, sizes = _block_sums(correlations, plan), plan.sizes
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha = sizes / (sizes - 1.0) * (1.0 - sizes / sums)
    return np.where(sizes == 1, 1.0, alpha)


def rho_a(weights: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    r"""Return Dijkstra and Henseler's rho_A; 1 for single indicators and mode B.

    .. math:: \rho_A = (w'w)^2 \frac{w'(S - \mathrm{diag} S)w}{w'(ww' - \mathrm{diag}\,ww')w}

    Weights are scaled so that :math:`w'Sw = 1`, hence the numerator is :math:`1 - w'w`.
    Source: T. Dijkstra & J. Henseler (2015), Consistent partial least squares path modeling,
    MIS Quarterly 39(2).
    """
    squares = weights**2
    length = squares @ plan.member
    with np.errstate(divide="ignore", invalid="ignore"):
        rho = length**2 * (1.0 - length) / (length**2 - squares**2 @ plan.member)
    return np.where(reflective(plan), rho, 1.0)


def reflective(plan: Plan) -> NDArray[np.bool_]:
    """Tell which constructs are common factors of several indicators, ``(J,)``."""
    several = plan.sizes > 1
    several[list(plan.formative)] = False
    return several


def rho_c(loadings: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Return composite reliability (Dillon-Goldstein's rho) of each construct."""
    sums = (loadings @ plan.member) ** 2
    noise = (1.0 - loadings**2) @ plan.member
    return sums / (sums + noise)


def average_variance_extracted(loadings: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Return the mean squared loading of each construct (AVE)."""
    return np.asarray((loadings**2) @ plan.member / plan.sizes)


def heterotrait_monotrait(correlations: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Return HTMT: mean correlation between the items of two constructs over that within them.

    Absolute correlations are used, so that a reverse-coded item does not cancel others
    (HTMT+, Ringle et al. 2023); for items that all correlate positively it is the classical
    ratio of Henseler, Ringle & Sarstedt (2015). The items of a single-item construct correlate
    with themselves, 1. The diagonal is 1.
    """
    strength = np.abs(correlations)
    sizes = plan.sizes
    between = plan.member.T @ strength @ plan.member / np.outer(sizes, sizes)
    sums = _block_sums(strength, plan)
    with np.errstate(divide="ignore", invalid="ignore"):
        within = np.where(sizes == 1, 1.0, (sums - sizes) / (sizes * (sizes - 1.0)))
        ratio = between / np.sqrt(within[..., :, None] * within[..., None, :])
    diagonal = np.arange(len(sizes))
    ratio[..., diagonal, diagonal] = 1.0
    return np.asarray(ratio)


def indicator_vif(correlations: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Return the VIF of each indicator among those of its construct, ``(..., p)``."""
    factors = np.empty(correlations.shape[:-1])
    for part in plan.slices:
        factors[..., part] = inverse_diagonal(correlations[..., part, part])
    return factors


def _block_sums(matrix: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Add up the correlations among each construct's own indicators, ``(..., J)``."""
    return np.diagonal(plan.member.T @ matrix @ plan.member, axis1=-2, axis2=-1)
