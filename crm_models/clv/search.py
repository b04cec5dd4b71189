"""Finding the maximum of a likelihood, also where it lies at the edge.

Quasi-Newton steps in the coordinates of `mixing`, then Newton steps with a Hessian taken from
differences of the analytic gradient. That Hessian is kept: its inverse is the covariance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm_models.clv.bfgs import minimise, positive_inverse
from crm_models.estimator import Status
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from crm_models.clv.mixing import Mixing
    from crm_models.clv.totals import Total

    Vector = NDArray[np.float64]

_STEP = 1e-4  # for differences of the gradient: error about 1e-8 of a smooth Hessian
_SUSPECT = 4.0  # a coordinate this far out (a factor of 50) is tried at its edge
_SETTLED = 1e-6  # twice the likelihood that a Newton step may still promise at a maximum
_NOTHING = 1e-8  # and below which it is taken without looking
_WORTH = 1e-6  # log-likelihood that the edge may lack and still be the answer

_INTERIOR = Text("找到普通的极大值", "an ordinary maximum was found")
_LOST = Text(
    "搜索停在不是极大值的地方：请检查数据，或换一个更简单的模型",
    "the search ended where there is no maximum: check the data or take a simpler model",
)


@dataclass(frozen=True, slots=True)
class Found:
    """Where the search ended, with the covariance of the parameters (not of their logs)."""

    log_params: Vector
    loglik: float
    cov: Vector
    status: Status


def maximise(mixings: Sequence[Mixing], likelihood: Total, start: Vector) -> Found:
    """Maximise a log-likelihood of log parameters.

    Parameters
    ----------
    mixings
        The groups of parameters, in the order of the log parameters.
    likelihood
        Total log-likelihood and gradient.
    start
        Log parameters to start from.
    """
    problem = _Problem(mixings, likelihood, start)
    point = problem.climb(problem.start, {})
    fixed: dict[int, int] = {}
    for axis, sign in problem.suspects(point.w):
        if axis in fixed:
            continue
        trial = fixed | {axis: sign}
        at_edge = problem.climb(point.w, trial)
        if at_edge.loglik >= point.loglik - _WORTH:
            point, fixed = at_edge, trial
    return problem.report(point, fixed)


@dataclass(slots=True)
class _Point:
    w: Vector
    loglik: float
    hessian: Vector  # of minus the log-likelihood, over the free coordinates
    free: NDArray[np.int64]
    settled: bool


class _Problem:
    def __init__(self, mixings: Sequence[Mixing], likelihood: Total, start: Vector) -> None:
        self.likelihood = likelihood
        self.parts: list[tuple[Mixing, slice]] = []
        at = 0
        for mixing in mixings:
            self.parts.append((mixing, slice(at, at + len(mixing.names))))
            at += len(mixing.names)
        self.start = np.concatenate([m.search(start[s]) for m, s in self.parts])
        self.centre = np.concatenate([m.centre(self.start[s]) for m, s in self.parts])
        reach = np.concatenate([m.reach() for m in mixings])
        self.bounds = reach + self.centre[:, None]

    def log_params(self, w: Vector) -> Vector:
        at = w.tolist()
        return np.array([v for m, s in self.parts for v in m.log_params(at[s])])

    def pull(self, w: Vector, slopes: Vector) -> Vector:
        at, by = w.tolist(), slopes.tolist()
        return np.array([v for m, s in self.parts for v in m.pull(at[s], by[s])])

    def jacobian(self, w: Vector) -> Vector:
        """Return d log(parameter) / d w, one row per parameter."""
        return np.array([self.pull(w, unit) for unit in np.eye(w.size)])

    def cost(self, w: Vector) -> tuple[float, Vector]:
        """Minus the log-likelihood and its gradient in search coordinates."""
        value, slopes = self.likelihood(self.log_params(w))
        return -value, -self.pull(w, slopes)

    def slope(self, w: Vector) -> Vector:
        """Return the gradient of `cost` alone."""
        return -self.pull(w, self.likelihood.slope(self.log_params(w)))

    def hessian(self, w: Vector, free: NDArray[np.int64]) -> Vector:
        exact = self.curvature(w)
        if exact is not None:
            return exact[np.ix_(free, free)]
        columns = []
        for axis in free:
            step = np.zeros(w.size)
            step[axis] = _STEP
            rise = self.slope(w + step) - self.slope(w - step)
            columns.append(rise[free] / (2 * _STEP))
        matrix = np.array(columns).reshape(free.size, free.size)
        return (matrix + matrix.T) / 2

    def curvature(self, w: Vector) -> Vector | None:
        """Return the Hessian of `cost` where the likelihood has a formula for its own."""
        theta = self.log_params(w)
        bent = self.likelihood.curvature(theta)
        if bent is None:
            return None
        # Where coordinates bend against log parameters, the slope adds its part.
        slopes, turn = self.likelihood.slope(theta), self.jacobian(w)
        curved = np.array(
            [
                (self.pull(w + step, slopes) - self.pull(w - step, slopes)) / (2 * _STEP)
                for step in np.eye(w.size) * _STEP
            ]
        )
        matrix = -(turn.T @ bent @ turn + curved)
        return np.asarray((matrix + matrix.T) / 2)

    def idle(self, fixed: dict[int, int]) -> set[int]:
        return {
            s.start + axis
            for at, sign in fixed.items()
            for m, s in self.parts
            if s.start <= at < s.stop
            for axis in m.idle(at - s.start, sign)
        }

    def climb(self, w: Vector, fixed: dict[int, int]) -> _Point:
        w = w.copy()
        for axis, sign in fixed.items():
            w[axis] = self.bounds[axis, (sign + 1) // 2]
        stuck = set(fixed) | self.idle(fixed)
        free = np.array([axis for axis in range(w.size) if axis not in stuck], dtype=np.int64)
        if free.size == 0:
            return _Point(w, -self.cost(w)[0], np.zeros((0, 0)), free, settled=True)

        def part(values: Vector) -> tuple[float, Vector]:
            whole = w.copy()
            whole[free] = values
            value, gradient = self.cost(whole)
            return value, gradient[free]

        def slope_of_part(values: Vector) -> Vector:
            whole = w.copy()
            whole[free] = values
            return self.slope(whole)[free]

        bent = self.curvature(w)
        inverse = None if bent is None else positive_inverse(bent[np.ix_(free, free)])
        w[free], value, slope = minimise(
            part, w[free], self.bounds[free], slope_at=slope_of_part, inverse=inverse
        )
        return self._polish(w, value, slope, free)

    def _polish(self, w: Vector, value: float, slope: Vector, free: NDArray[np.int64]) -> _Point:
        """Take Newton steps until the next would change nothing; ``slope`` is of the free ones."""
        for _ in range(8):
            hessian = self.hessian(w, free)
            step, decrement = _newton(hessian, slope)
            if step is None:
                return _Point(w, -value, hessian, free, settled=False)
            trial = w.copy()
            trial[free] -= step
            if not np.all((trial >= self.bounds[:, 0]) & (trial <= self.bounds[:, 1])):
                return _Point(w, -value, hessian, free, settled=decrement < _SETTLED)
            if decrement < _NOTHING:  # the value is known from the parabola
                return _Point(trial, -value + decrement / 2, hessian, free, settled=True)
            moved, gradient = self.cost(trial)
            # A last step may lose a rounding error's worth of likelihood; not more.
            if not moved <= value + 1e-10 * abs(value):
                return _Point(w, -value, hessian, free, settled=decrement < _SETTLED)
            w, value, slope = trial, moved, gradient[free]
        return _Point(w, -value, hessian, free, settled=decrement < _SETTLED)

    def suspects(self, w: Vector) -> list[tuple[int, int]]:
        """Axes far out, the farthest first, with the side."""
        away = w - self.centre
        order = np.argsort(-np.abs(away))
        return [(int(j), int(np.sign(away[j]))) for j in order if abs(away[j]) > _SUSPECT]

    def report(self, point: _Point, fixed: dict[int, int]) -> Found:
        theta = self.log_params(point.w)
        params, jacobian = np.exp(theta), self.jacobian(point.w)
        cov = np.full((theta.size, theta.size), np.nan)
        curved = point.free.size and np.all(np.linalg.eigvalsh(point.hessian) > 0)
        if curved:
            log_jacobian = jacobian[:, point.free]
            cov = params[:, None] * (log_jacobian @ np.linalg.inv(point.hessian) @ log_jacobian.T)
            cov = cov * params
            stuck = [axis for axis in range(theta.size) if axis not in point.free]
            unknown = np.any(jacobian[:, stuck] != 0, axis=1)
            cov[unknown] = cov[:, unknown] = np.nan
        return Found(theta, point.loglik, (cov + cov.T) / 2, self._status(point, fixed, theta))

    def _status(self, point: _Point, fixed: dict[int, int], theta: Vector) -> Status:
        if fixed:
            edges = [
                m.edge(axis - s.start, sign, theta[s])
                for axis, sign in sorted(fixed.items())
                for m, s in self.parts
                if s.start <= axis < s.stop
            ]
            text = Text("；".join(e.text.zh for e in edges), "; ".join(e.text.en for e in edges))
            limits = {name: value for e in edges for name, value in e.limits.items()}
            runs_to = {name: value for e in edges for name, value in e.runs_to.items()}
            return Status("boundary", text, limits, runs_to)
        if point.settled:
            return Status("interior", _INTERIOR)
        return Status("not_converged", _LOST)


def _newton(hessian: Vector, gradient: Vector) -> tuple[Vector | None, float]:
    """Return the Newton step and its decrement; no step where the cost is not convex."""
    try:
        factor = np.linalg.cholesky(hessian)
    except np.linalg.LinAlgError:
        return None, np.inf
    half = np.linalg.solve(factor, gradient)
    return np.linalg.solve(factor.T, half), float(half @ half)
