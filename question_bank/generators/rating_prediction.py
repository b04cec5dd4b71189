"""Four viewers' ratings of five films: what one of them would give the fifth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import recommend
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_PREDICT = "recommend.predict"
# Orders of the same four deviations from a mean; their correlations with the first are
# 0.9 or 0.8, then 0.6, then -1.
_OWN = (2, 1, -1, -2)
_NEAR = ((1, 2, -1, -2), (2, 1, -2, -1), (1, 2, -2, -1))
_LESS = (2, -1, 1, -2)
_FAR = (-2, -1, 1, 2)


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw ratings from 1 to 10; give the prediction from the two most similar viewers."""
    return until_apart(
        lambda: _once(draw),
        ["prediction", "ratings_not_centred", "neighbours_unweighted", "mean_of_everybody", "own"],
        by=0.06,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    order = draw.shuffled(range(4))
    middles = [draw.integer(5, 7), draw.integer(3, 5), draw.integer(5, 7), draw.integer(4, 6)]
    shapes = [_OWN, draw.choice(_NEAR), _LESS, _FAR]
    rows = [
        [middle + shape[place] for place in order]
        for middle, shape in zip(middles, shapes, strict=True)
    ]
    fifth = [draw.integer(4, 9), draw.integer(1, 5), draw.integer(5, 9)]
    table = pd.DataFrame(rows, index=list("ABCD"), columns=list("pqrs"), dtype=float)
    table["t"] = [float("nan"), *fifth]
    like = recommend.similarities(table, "A")
    means = table.mean(axis=1)
    return {
        **{
            f"{who.lower()}{n}": value
            for who, row in zip("ABCD", rows, strict=True)
            for n, value in enumerate(row, start=1)
        },
        **{f"{who}5": value for who, value in zip("bcd", fifth, strict=True)},
        "like_b": float(like["B"]),
        "like_c": float(like["C"]),
        "like_d": float(like["D"]),
        "own": float(means["A"]),
        "mean_b": float(means["B"]),
        "mean_c": float(means["C"]),
        "prediction": recommend.predict(table, "A", "t"),
        **wrong(_PREDICT, table, "A", "t"),
    }
