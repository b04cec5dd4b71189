"""Mean expectation, mean perception and points of the five dimensions: the SERVQUAL score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models.satisfaction import servqual
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a service that falls short most where customers care most."""
    expected = {name: draw.decimal(5.6, 6.6, 1) for name in servqual.DIMENSIONS}
    short = {
        "tangibles": -draw.decimal(0.1, 0.4, 1),
        "reliability": draw.decimal(1.2, 1.8, 1),
        "responsiveness": draw.decimal(0.7, 1.1, 1),
        "assurance": draw.decimal(0.2, 0.5, 1),
        "empathy": draw.decimal(0.1, 0.4, 1),
    }
    perceived = {name: round(expected[name] - short[name], 1) for name in expected}
    points = {"tangibles": 10, "reliability": draw.integer(30, 36, 2), "responsiveness": 24}
    points["assurance"] = draw.integer(14, 18)
    points["empathy"] = 100 - sum(points.values())
    tables = (_every_item(expected), _every_item(perceived))
    return {
        **{f"expected_{name}": value for name, value in expected.items()},
        **{f"perceived_{name}": value for name, value in perceived.items()},
        **{f"points_{name}": value for name, value in points.items()},
        "score": servqual.score(*tables, points=points),
        "weights_ignored": -sum(short.values()) / len(short),
        **wrong(
            "satisfaction.servqual.score",
            *tables,
            points=points,
            only=("score_reversed", "reliability_alone"),
        ),
    }


def _every_item(means: Mapping[str, float]) -> pd.DataFrame:
    """Return one respondent who answers every item of a dimension with its mean."""
    return pd.DataFrame([{item: means[home] for item, home in servqual.ITEMS.items()}])
