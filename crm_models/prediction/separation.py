"""Whether two kinds of customers can be told apart without error, and by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]


def separating(design: Vector, y: Vector) -> Vector | None:
    """Return coefficients that put no customer on the wrong side and some on the right one.

    Parameters
    ----------
    design
        One row per customer, the intercept's ones included.
    y
        1 or 0.

    Returns
    -------
    ndarray or None
        None where every line has somebody on the wrong side (or everybody on the line): then the
        likelihood has a maximum.
    """
    from scipy.optimize import linprog

    sided = np.where(y == 1, 1.0, -1.0)[:, None] * design
    # As far onto the right side as a box allows; nobody may be on the wrong one.
    found = linprog(
        -sided.sum(axis=0), A_ub=-sided, b_ub=np.zeros(len(sided)), bounds=(-1, 1), method="highs"
    )
    return np.asarray(found.x) if -found.fun > 1e-6 * len(sided) else None
