"""The inner model: regressions among constructs, from their correlation matrix alone.

Every function takes a stack of matrices ``(..., J, J)`` and works on all of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_models.sem.plan import Plan

SINGULAR = 1e-10
"""Smallest eigenvalue of the predecessors' correlation matrix that still counts as regular."""


def regress(correlations: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Regress each endogenous construct on its predecessors.

    Parameters
    ----------
    correlations
        Correlations of the constructs, shape ``(..., J, J)``.
    plan
        Which constructs have arrows to which.

    Returns
    -------
    ndarray
        Standardised coefficients, shape ``(..., J, J)``: row i, column j holds the effect of i
        on j, 0 where no arrow is drawn, NaN where a regression has no unique solution.
    """
    inner = _predecessors(correlations, plan)
    shape, layout = correlations.shape, plan.regressions
    flat = correlations.reshape(*shape[:-2], -1)
    target = flat[..., layout.target].reshape(inner.shape[:-1]) * layout.held
    try:
        solved = np.linalg.solve(inner, target[..., None])
    except np.linalg.LinAlgError:
        solved = _solve_one_by_one(inner, target)
    coefficients = np.zeros(flat.shape)
    coefficients[..., layout.arrows] = solved.reshape(*shape[:-2], -1)[..., layout.slots]
    return coefficients.reshape(shape)


def dependent(correlations: NDArray[np.float64], plan: Plan) -> NDArray[np.bool_]:
    """Tell for each endogenous construct whether its predecessors are linearly dependent.

    Returns ``(..., K)``; a matrix with gaps counts as dependent.
    """
    inner = _predecessors(correlations, plan)
    finite = np.all(np.isfinite(inner), axis=(-1, -2), keepdims=True)
    smallest = np.linalg.eigvalsh(np.where(finite, inner, 0.0))[..., 0]
    found: NDArray[np.bool_] = smallest < SINGULAR
    return found


def inverse_diagonal(matrices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the diagonal of the inverse of each correlation matrix ``(..., m, m)``.

    Infinite for a variable that is a combination of others; NaN for a matrix with gaps.
    """
    finite = np.all(np.isfinite(matrices), axis=(-1, -2), keepdims=True)
    values, vectors = np.linalg.eigh(np.where(finite, matrices, 0.0))
    flat = values < SINGULAR
    squares = vectors**2
    diagonal = (squares @ (1.0 / np.where(flat, np.inf, values))[..., None])[..., 0]
    involved = (squares @ flat.astype(np.float64)[..., None])[..., 0] > SINGULAR
    return np.where(finite[..., 0], np.where(involved, np.inf, diagonal), np.nan)


def r_squared(
    correlations: NDArray[np.float64], coefficients: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the explained share of each construct, ``(..., J)``; 0 if no arrow points at it."""
    return np.asarray(np.sum(coefficients * correlations, axis=-2))


def total_effects(coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum the products of coefficients along every route from i to j."""
    identity = np.eye(coefficients.shape[-1])
    return np.linalg.inv(identity - coefficients) - identity


def variance_inflation(correlations: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Return the VIF of each predecessor (row i) in the regression of construct j (column)."""
    inner = _predecessors(correlations, plan)
    diagonal = inverse_diagonal(inner).reshape(*correlations.shape[:-2], -1)
    factors = np.full((*correlations.shape[:-2], plan.arrows.size), np.nan)
    factors[..., plan.regressions.arrows] = diagonal[..., plan.regressions.slots]
    return factors.reshape(correlations.shape)


def effect_sizes(
    coefficients: NDArray[np.float64], explained: NDArray[np.float64], vif: NDArray[np.float64]
) -> NDArray[np.float64]:
    r"""Return Cohen's f² of each arrow: what R² loses without it, relative to what is unexplained.

    Leaving predictor i out lowers R² by :math:`\beta_i^2 / \mathrm{VIF}_i`, so no second
    regression is needed.
    """
    return coefficients**2 / vif / (1.0 - explained[..., None, :])


def _predecessors(correlations: NDArray[np.float64], plan: Plan) -> NDArray[np.float64]:
    """Return the correlations of each regression's predecessors, ``(..., K, m, m)``."""
    layout = plan.regressions
    flat = correlations.reshape(*correlations.shape[:-2], -1)
    shape = (*correlations.shape[:-2], *layout.real.shape)
    inner: NDArray[np.float64] = flat[..., layout.inner].reshape(shape)
    return inner * layout.real + layout.padding


def _solve_one_by_one(
    inner: NDArray[np.float64], target: NDArray[np.float64]
) -> NDArray[np.float64]:
    solved = np.full_like(target, np.nan)
    for index in np.ndindex(target.shape[:-1]):
        try:
            solved[index] = np.linalg.solve(inner[index], target[index])
        except np.linalg.LinAlgError:
            continue  # NaN stays: the caller reports which regression has no solution.
    return solved
