"""A quasi-Newton minimiser for a handful of parameters in a box.

With four parameters and likelihoods of a tenth of a millisecond, a general optimiser spends most
of its time on itself; bootstrap intervals need a thousand fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Cost = Callable[[Vector], tuple[float, Vector]]

_SUFFICIENT = 1e-4  # part of the promised descent that a step must keep (Armijo)
_HAIR = 1e-6  # this near to an end of the box counts as there
_LONGEST = 2.0  # no coordinate moves farther in one step: coordinates are logs


def minimise(
    cost: Cost,
    start: Vector,
    bounds: Vector,
    *,
    slope_at: Callable[[Vector], Vector] | None = None,
    inverse: Vector | None = None,
    tolerance: float = 1e-10,
    steps: int = 300,
) -> tuple[Vector, float, Vector]:
    """Minimise a smooth function in a box by BFGS with backtracking.

    Parameters
    ----------
    cost
        Value and gradient.
    start
        A point of the box.
    bounds
        Low and high end of each coordinate, one row each.
    slope_at
        The gradient alone, where that is quicker.
    inverse
        First guess of the inverse Hessian.
    tolerance
        Stop where a step promises a smaller decrease than this (or than rounding hides).
    steps
        The most steps taken.

    Returns
    -------
    tuple
        The point, its value and its gradient.
    """
    low, high = bounds[:, 0], bounds[:, 1]
    idle = 0
    x = np.clip(start, low, high)
    value, slope = cost(x)
    slopes = slope_at or (lambda at: cost(at)[1])
    guess, fresh = _first_guess(slopes, x, slope) if inverse is None else inverse, inverse is None
    for _ in range(steps):
        # Coordinates at an end that the descent would cross stay there; those a hair before it
        # step onto it, or every step would be cut short by what is left.
        at_low, at_high = (x <= low + _HAIR) & (slope > 0), (x >= high - _HAIR) & (slope < 0)
        held = at_low | at_high
        if held.any():
            move = _within(guess, slope, ~held)
            move[at_low], move[at_high] = (low - x)[at_low], (high - x)[at_high]
        else:
            move = -(guess @ slope)
        promise = float(move @ slope)
        if not promise < 0:  # rounding has spoilt the guess: begin afresh, once
            if fresh:
                break
            guess, fresh = _first_guess(slopes, x, slope), True
            continue
        if -promise < tolerance + 1e-14 * abs(value):
            break
        move *= min(1.0, _LONGEST / np.abs(move).max())
        step = _backtrack(cost, x, value, slope, move, (low, high))
        if step is None:
            if fresh:
                break
            guess, fresh = _first_guess(slopes, x, slope), True
            continue
        new, new_value, new_slope = step
        idle = idle + 1 if value - new_value <= 1e-14 * abs(value) else 0
        if idle == 3:  # rounding is all that moves
            break
        guess = _update(guess, new - x, new_slope - slope)
        x, value, slope, fresh = new, new_value, new_slope, False
    return x, value, slope


def _within(guess: Vector, slope: Vector, free: NDArray[np.bool_]) -> Vector:
    """Return the step that leaves all but the free coordinates where they are."""
    move = np.zeros(slope.size)
    curvature = np.linalg.inv(guess)[np.ix_(free, free)]
    move[free] = -np.linalg.solve(curvature, slope[free])
    return move


def _first_guess(slopes: Callable[[Vector], Vector], x: Vector, slope: Vector) -> Vector:
    """Invert a rough Hessian."""
    step = 1e-5
    rows = [(slopes(x + step * axis) - slope) / step for axis in np.eye(x.size)]
    rough = np.array(rows)
    return positive_inverse((rough + rough.T) / 2)


def positive_inverse(hessian: Vector) -> Vector:
    """Invert a symmetric matrix, its curvatures made positive."""
    curvature, axes = np.linalg.eigh(hessian)
    floor = max(1e-6 * float(np.abs(curvature).max()), 1e-12)
    return np.asarray((axes / np.maximum(np.abs(curvature), floor)) @ axes.T)


def _backtrack(
    cost: Cost, x: Vector, value: float, slope: Vector, move: Vector, box: tuple[Vector, Vector]
) -> tuple[Vector, float, Vector] | None:
    share = 1.0
    for _ in range(40):
        new = np.minimum(np.maximum(x + share * move, box[0]), box[1])
        new_value, new_slope = cost(new)
        if new_value <= value + _SUFFICIENT * float(slope @ (new - x)):
            return new, new_value, new_slope
        # The parabola through what is known, kept within a tenth and a half.
        fall = float(slope @ move) * share
        rise = new_value - value - fall
        bend = -fall / (2 * rise) if np.isfinite(rise) and rise > 0 else 0.1
        share *= min(max(bend, 0.1), 0.5)
    return None


def _update(guess: Vector, moved: Vector, turned: Vector) -> Vector:
    curvature = float(moved @ turned)
    if curvature <= 1e-10 * float(np.linalg.norm(moved) * np.linalg.norm(turned)):
        return guess
    ahead = guess @ turned
    outer = moved[:, None] * ahead
    stretch = (1 + float(turned @ ahead) / curvature) / curvature
    return np.asarray(guess + stretch * (moved[:, None] * moved) - (outer + outer.T) / curvature)
