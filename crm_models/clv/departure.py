"""The Pareto/NBD likelihood's integral over when a customer may have left."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

# Gauss-Legendre nodes: 12 give 13 digits where the integrand falls by less than e^12 over less
# than e^3 of time; 48 give 12 digits elsewhere, on the part where it has not fallen by e^42.
_FEW, _MANY, _STEEP, _LONG, _GONE = 12, 48, 12.0, 3.0, 42.0
_CHUNK = 4096  # rows at a time, so that the work stays in the processor's cache


class Departure(NamedTuple):
    """The bracket of the likelihood, and averages over when a customer may have left.

    Each average weighs the possible times tau of leaving, and the end T if still a customer, by
    their share of the bracket. Logs are relative to the end, so that they stay exact for huge
    parameters.
    """

    log_total: Vector  # less the log of the part of those still customers
    left: Vector  # the probability of having left
    log_alpha: Vector  # mean of log((alpha + tau)/(alpha + T)), at most 0
    log_beta: Vector  # mean of log((beta + tau)/(beta + T))
    in_alpha: Vector  # mean of 1/(alpha + tau)
    in_beta: Vector
    left_in_beta: Vector  # the part of in_beta that comes from having left


def departure(n: Vector, alpha: float, s: float, beta: float, t_x: Vector, T: Vector) -> Departure:
    """Integrate s (alpha+tau)^-n (beta+tau)^-(s+1) over (t_x, T), and add the customers that stay.

    The variable is log(low + tau), low the smaller of alpha and beta; everything in logs.
    """
    gap = T - t_x
    span = np.log1p(gap / (min(alpha, beta) + t_x))
    fall = n * np.log1p(gap / (alpha + t_x)) + (s + 1) * np.log1p(gap / (beta + t_x))
    reach = span.copy()
    falls = np.flatnonzero(fall > _GONE)
    if falls.size:
        reach[falls] = _until_gone(n[falls], alpha, s, beta, t_x[falls], span[falls])
    easy = (fall <= _STEEP) & (span <= _LONG)
    found = np.empty((len(Departure._fields), n.size))
    for rows, nodes in ((np.flatnonzero(easy), _FEW), (np.flatnonzero(~easy), _MANY)):
        for at in range(0, rows.size, _CHUNK):
            k = rows[at : at + _CHUNK]
            found[:, k] = _average(n[k], alpha, s, beta, t_x[k], T[k], span[k], reach[k], nodes)
    return Departure(*found)


@lru_cache(maxsize=4)
def gauss(n: int) -> tuple[Vector, Vector]:
    """Return Gauss-Legendre nodes and weights on (0, 1)."""
    node, weight = np.polynomial.legendre.leggauss(n)
    return (node + 1) / 2, weight / 2


def _average(
    n: Vector,
    alpha: float,
    s: float,
    beta: float,
    t_x: Vector,
    T: Vector,
    span: Vector,
    reach: Vector,
    nodes: int,
) -> tuple[Vector, ...]:
    node, weight = gauss(nodes)
    low, gap = min(alpha, beta), abs(alpha - beta)
    v = node[:, None] * reach
    near = (low + t_x) * np.exp(v)  # the smaller of alpha, beta, plus tau
    far = near + gap
    log_near, log_far = v - span, np.log(far / (low + gap + T))
    log_a, log_b = (log_far, log_near) if alpha > beta else (log_near, log_far)
    in_a, in_b = (1 / far, 1 / near) if alpha > beta else (1 / near, 1 / far)
    # Relative to those still customers at T.
    gone = log_near - n * log_a - (s + 1) * log_b
    top = np.maximum(gone.max(axis=0), 0)
    part = np.exp(gone - top) * weight[:, None] * (s * reach * (low + T) / (beta + T))
    rest = np.exp(-top)
    left = part.sum(axis=0)
    total = left + rest
    part /= total
    rest = rest / total

    def mean(inside: Vector) -> Vector:
        return np.asarray(np.einsum("ij,ij->j", part, inside))

    left_in_beta = mean(in_b)
    return (
        top + np.log(total),
        left / total,
        mean(log_a),
        mean(log_b),
        mean(in_a) + rest / (alpha + T),
        left_in_beta + rest / (beta + T),
        left_in_beta,
    )


def _until_gone(
    n: Vector, alpha: float, s: float, beta: float, t_x: Vector, span: Vector
) -> Vector:
    """Shorten spans to where the integrand has fallen by e^-42: the rest would add nothing."""
    low = min(alpha, beta)
    inside, outside = np.zeros(span.shape), span.copy()
    for _ in range(24):
        v = (inside + outside) / 2
        tau = (low + t_x) * np.expm1(v)
        fall = n * np.log1p(tau / (alpha + t_x)) + (s + 1) * np.log1p(tau / (beta + t_x)) - v
        inside, outside = np.where(fall < _GONE, v, inside), np.where(fall < _GONE, outside, v)
    return outside
