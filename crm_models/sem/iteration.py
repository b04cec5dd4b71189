"""Wold's alternating algorithm on correlation matrices, many samples at once.

Scores are never formed: with weights :math:`w`, every covariance that the algorithm asks for is
a product of the indicators' matrix :math:`R` with :math:`w`. A resample is another matrix, so a
bootstrap is the same few products on a stack ``(B, p, p)``.

Source: H. Wold (1982), Soft modeling: the basic design and some extensions; J.-B. Lohmöller
(1989), Latent Variable Path Modeling with Partial Least Squares, ch. 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from crm_models.sem.structure import regress

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_models.sem.plan import Plan

Scheme = Literal["path", "factorial", "centroid"]
SCHEMES: tuple[Scheme, ...] = ("path", "factorial", "centroid")


@dataclass(frozen=True)
class Weights:
    """Outer weights of B samples, scaled so that every construct has variance 1.

    Attributes
    ----------
    weights : (B, p)
    iterations : (B,) rounds done.
    change : (B,) largest change of a weight in the last round; NaN if the sample has no solution.
    converged : (B,)
    """

    weights: NDArray[np.float64]
    iterations: NDArray[np.intp]
    change: NDArray[np.float64]
    converged: NDArray[np.bool_]


def estimate_weights(
    matrices: NDArray[np.float64],
    plan: Plan,
    *,
    scheme: Scheme,
    tolerance: float,
    max_iterations: int,
) -> Weights:
    """Estimate outer weights.

    Parameters
    ----------
    matrices
        Covariances or correlations of the indicators, shape ``(B, p, p)``.
    plan
        The path model.
    scheme
        How neighbours make up the inner proxy of a construct.
    tolerance
        Stop when no weight changes by more.
    max_iterations
        Stop here in any case.
    """
    samples, p = matrices.shape[:2]
    inverses = _block_inverses(matrices, plan)
    weights = np.empty((samples, p))
    rounds = np.zeros(samples, dtype=np.intp)
    change = np.full(samples, np.inf)
    active = np.arange(samples)
    current = np.ones((samples, p))
    previous = np.full((samples, p), np.inf)
    diagonal = np.arange(len(plan.slices))
    # A sample without solution turns into NaN on the way and drops out.
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        for round_ in range(max_iterations + 1):
            outer = current[:, :, None] * plan.member
            product = matrices @ outer
            correlations = outer.swapaxes(1, 2) @ product
            scale = np.sqrt(correlations[:, diagonal, diagonal])
            current = current / scale[:, plan.block]
            product /= scale[:, None, :]
            correlations /= scale[:, :, None] * scale[:, None, :]
            step = np.abs(current - previous).max(axis=1)
            weights[active], rounds[active], change[active] = current, round_, step
            going = step > tolerance
            if not going.all():
                if not going.any():
                    break
                active, matrices, current = active[going], matrices[going], current[going]
                product, correlations = product[going], correlations[going]
                inverses = {block: inverse[going] for block, inverse in inverses.items()}
            previous = current
            inner = _inner_weights(correlations, plan, scheme)
            current = (product * inner.swapaxes(1, 2)[:, plan.block, :]).sum(axis=2)
            for block, inverse in inverses.items():
                part = plan.slices[block]
                current[:, part] = (inverse @ current[:, part, None])[..., 0]
    return Weights(weights, rounds, change, converged=change <= tolerance)


def _inner_weights(
    correlations: NDArray[np.float64], plan: Plan, scheme: Scheme
) -> NDArray[np.float64]:
    """Weights of the neighbours k (rows) in the proxy of construct j (columns)."""
    if scheme == "centroid":
        return np.sign(correlations) * plan.linked
    if scheme == "factorial":
        return correlations * plan.linked
    return regress(correlations, plan) + correlations * plan.arrows.T


def _block_inverses(matrices: NDArray[np.float64], plan: Plan) -> dict[int, NDArray[np.float64]]:
    inverses = {}
    for block in plan.formative:
        part = plan.slices[block]
        square = matrices[:, part, part]
        values, vectors = np.linalg.eigh(square)
        # A dependent block has no mode B weights: NaN marks the sample.
        regular = values[:, :1] > 1e-10 * values[:, -1:]
        values = np.where(regular, values, np.nan)
        inverses[block] = (vectors / values[:, None, :]) @ vectors.swapaxes(1, 2)
    return inverses
