"""The few special functions of purchase models, where scipy's lose digits or overflow."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    Vector = NDArray[np.float64]


@lru_cache(maxsize=8)
def counts_to(top: int) -> Vector:
    """Return 0, 1, ..., top as floats."""
    return np.arange(top + 1, dtype=np.float64)


def log_rising(a: ArrayLike, top: int) -> tuple[Vector, Vector]:
    """Return log of Gamma(a + n)/Gamma(a) and its derivative by a, for n = 0, 1, ..., top.

    The product a (a+1) ... (a+n-1) is summed in logs once for all n: exact where a difference
    of two log-gammas would cancel (a = 10^6), and quick because few values of n occur. Several
    ``a`` give one row each.
    """
    start = np.asarray(a, dtype=np.float64)
    factors = start[..., None] + counts_to(top)[:-1]
    value, slope = np.zeros((2, *start.shape, top + 1))
    np.add.accumulate(np.log(factors), axis=-1, out=value[..., 1:])
    np.add.accumulate(1 / factors, axis=-1, out=slope[..., 1:])
    return value, slope


def weighted_sum(weight: Vector, values: Vector) -> float:
    """Return the dot product; long ones without BLAS, whose threads cost more than they give."""
    if values.size < 8192:
        return float(weight @ values)
    return float(np.einsum("i,i->", weight, values))


def softplus_sigmoid(z: Vector) -> tuple[Vector, Vector]:
    """Return log(1 + e^z) and its derivative 1/(1 + e^-z), without overflow."""
    odds = np.exp(np.minimum(z, 700.0))
    total = 1 + odds
    return np.maximum(np.log(total), z), odds / total


def across(point: float, at: float, f: Callable[[float], Vector], width: float = 0.005) -> Vector:
    """Return f(point) where f is smooth but its formula is 0/0 at ``at``.

    Within ``width`` of it the value comes from the polynomial through six neighbours (error
    about 1e-12); elsewhere from f itself.
    """
    if abs(point - at) >= width:
        return f(point)
    nodes = at + width * np.array([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0])
    total = np.zeros(())
    for i, node in enumerate(nodes):
        others = np.delete(nodes, i)
        total = total + f(float(node)) * np.prod((point - others) / (node - others))
    return np.asarray(total)
