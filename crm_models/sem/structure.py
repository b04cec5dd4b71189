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
"""A variable with less variance than this beyond the others counts as their combination."""


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
        on j, 0 where no arrow is drawn, NaN where the predecessors are linearly dependent.
    """
    layout, numbers = plan.regressions, _numbers(correlations)
    inner, target = numbers[layout.inner], numbers[layout.target]
    single = _solve(inner[..., 0], target[..., 0]) if numbers.shape[1] == 1 else None
    solved = _eliminate(inner, target) if single is None else single
    coefficients = np.zeros((plan.arrows.size, numbers.shape[1]))
    coefficients[layout.arrows] = solved.reshape(-1, numbers.shape[1])[layout.slots]
    return np.ascontiguousarray(coefficients.T).reshape(correlations.shape)


def _numbers(correlations: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lay a stack out as ``(J * J + 2, B)`` with rows of zeros and ones, for ``Regressions``."""
    flat = correlations.reshape(-1, correlations.shape[-1] ** 2)
    numbers = np.empty((flat.shape[1] + 2, flat.shape[0]))
    numbers[:-2], numbers[-2], numbers[-1] = flat.T, 0.0, 1.0
    return numbers


def _solve(inner: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Solve the systems of one sample, ``(m, m, K)`` and ``(m, K)``, by LAPACK.

    None where one of them is singular: the elimination then tells which.
    """
    matrices = inner.transpose(2, 0, 1)
    try:
        roots = np.linalg.cholesky(matrices)
    except np.linalg.LinAlgError:
        return None
    # Their squares are the pivots of the elimination. NaN fails the comparison too.
    if not (np.diagonal(roots, axis1=1, axis2=2).min() ** 2 > SINGULAR):
        return None
    return np.asarray(np.linalg.solve(matrices, target.T[..., None])[..., 0].T)


def _eliminate(inner: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve stacks of small positive definite systems, ``(m, m, K, B)`` and ``(m, K, B)``.

    Gauss without pivoting: the k-th pivot is the variance of predictor k beyond those before it.
    LAPACK, called system by system, takes some thirty times as long for a bootstrap.
    """
    width = len(inner)
    pivots = np.empty_like(target)
    for k in range(width):
        pivots[k] = np.where(inner[k, k] > SINGULAR, inner[k, k], np.nan)
        for i in range(k + 1, width):
            factor = inner[i, k] / pivots[k]
            inner[i, k + 1 :] -= factor * inner[k, k + 1 :]
            target[i] -= factor * target[k]
    for k in reversed(range(width)):
        for i in range(k + 1, width):
            target[k] -= inner[k, i] * target[i]
        target[k] /= pivots[k]
    return target


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
    layout, numbers = plan.regressions, _numbers(correlations)
    inner = numbers[layout.inner].transpose(3, 2, 0, 1)
    diagonal = inverse_diagonal(inner).transpose(0, 2, 1).reshape(len(inner), -1)
    factors = np.full((len(inner), plan.arrows.size), np.nan)
    factors[:, layout.arrows] = diagonal[:, layout.slots]
    return factors.reshape(correlations.shape)


def effect_sizes(
    coefficients: NDArray[np.float64], explained: NDArray[np.float64], vif: NDArray[np.float64]
) -> NDArray[np.float64]:
    r"""Return Cohen's f² of each arrow: what R² loses without it, relative to what is unexplained.

    Leaving predictor i out lowers R² by :math:`\beta_i^2 / \mathrm{VIF}_i`, so no second
    regression is needed.
    """
    return coefficients**2 / vif / (1.0 - explained[..., None, :])
