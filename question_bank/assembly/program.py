"""A mixed-integer linear program, built constraint by constraint and solved by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

INF = float("inf")
_TIME_LIMIT = 30.0
_GAP = 1e-3
# HiGHS stops at a share of the cost, and the best cost may be next to nothing: a constant makes
# the share a tenth of a unit.
_CONSTANT = 100.0


@dataclass
class Program:
    """Variables with costs, and linear constraints on them; the sum of costs is minimised."""

    costs: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[Mapping[int, float]] = field(default_factory=list)
    ends: list[tuple[float, float]] = field(default_factory=list)

    def variable(self, cost: float = 0.0, *, upper: float = INF, whole: bool = False) -> int:
        """Add a variable from 0 to `upper` and return its number."""
        self.costs.append(cost)
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.costs) - 1

    def constrain(self, row: Mapping[int, float], low: float = -INF, high: float = INF) -> None:
        """Demand that a weighted sum of variables lies between `low` and `high`."""
        self.rows.append(row)
        self.ends.append((low, high))

    def solve(self) -> NDArray[np.float64] | None:
        """Return the values of the variables, None if no values meet the constraints."""
        self.constrain({self.variable(_CONSTANT): 1.0}, 1, 1)
        places = [(r, c, v) for r, row in enumerate(self.rows) for c, v in row.items()]
        at_row, at_column, values = (np.array(part) for part in zip(*places, strict=True))
        shape = (len(self.rows), len(self.costs))
        matrix = csr_array((values.astype(float), (at_row, at_column)), shape=shape)
        low, high = (np.array(end) for end in zip(*self.ends, strict=True))
        result = milp(
            np.array(self.costs),
            integrality=np.array(self.whole),
            bounds=Bounds(0, np.array(self.upper)),
            constraints=LinearConstraint(matrix, low, high),
            options={"time_limit": _TIME_LIMIT, "mip_rel_gap": _GAP},
        )
        # A solution found when time is up meets every constraint; it may not be the best.
        return None if result.x is None else np.asarray(result.x, dtype=float)
