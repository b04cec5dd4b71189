"""Weekly sales of two products in five shops: Pearson's r."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import stats
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


_SLIPS = ("r_squared", "covariance_for_r")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw five shops whose sales mostly go together; give r."""
    return until_apart(
        lambda: _once(draw),
        ["r", "r_squared", "covariance_for_r"],
        by=0.021,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    coffee = draw.sample(range(10, 31, 2), 5)
    cake = [round(0.5 * cups) + draw.integer(-3, 4) for cups in coffee]
    x, y = pd.Series(coffee, dtype=float), pd.Series(cake, dtype=float)
    return {
        **{f"x{n}": value for n, value in enumerate(coffee, start=1)},
        **{f"y{n}": value for n, value in enumerate(cake, start=1)},
        "mean_x": float(x.mean()),
        "mean_y": float(y.mean()),
        "r": stats.pearson(x, y).r,
        **wrong("stats.pearson", x, y, take=lambda made: made.r, only=_SLIPS),
    }
