"""The total likelihood of some rows, as the search asks for it: with its slope, or the slope alone.

Half of what a fit asks for are differences of the slope, for which no value is needed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    # Log parameters and the columns -> each row's log-likelihood, and its derivatives.
    Terms = Callable[..., tuple[Vector, Sequence[Vector]]]


class Total(ABC):
    """A log-likelihood of log parameters, added up over rows."""

    @abstractmethod
    def __call__(self, log_params: Vector) -> tuple[float, Vector]:
        """Return the log-likelihood and its derivatives by each log parameter."""

    def slope(self, log_params: Vector) -> Vector:
        """Return the derivatives alone."""
        return self(log_params)[1]

    def curvature(self, log_params: Vector) -> Vector | None:  # noqa: ARG002
        """Return the second derivatives, or None where no formula gives them."""
        return None


class Added(Total):
    """The rows' own log-likelihoods, added up."""

    def __init__(self, terms: Terms, weight: Vector, columns: Sequence[Vector]) -> None:
        self.terms, self.weight, self.columns = terms, weight, columns

    def __call__(self, log_params: Vector) -> tuple[float, Vector]:
        """Return the sums."""
        value, slopes = self.terms(log_params, *self.columns)
        return float(self.weight @ value), np.array([float(self.weight @ by) for by in slopes])


class Parts(Total):
    """Several totals, of a few thousand rows each: what is made on the way stays in the cache."""

    def __init__(self, parts: Sequence[Total]) -> None:
        self.parts = parts

    def __call__(self, log_params: Vector) -> tuple[float, Vector]:
        """Return the sums."""
        total, slope = 0.0, np.zeros(log_params.size)
        for part in self.parts:
            value, by = part(log_params)
            total += value
            slope += by
        return total, slope

    def slope(self, log_params: Vector) -> Vector:
        """Return the derivatives alone."""
        return np.asarray(sum(part.slope(log_params) for part in self.parts))

    def curvature(self, log_params: Vector) -> Vector | None:
        """Return the second derivatives, or None where no formula gives them."""
        bent = [part.curvature(log_params) for part in self.parts]
        known = [matrix for matrix in bent if matrix is not None]
        return np.asarray(sum(known)) if len(known) == len(bent) else None
