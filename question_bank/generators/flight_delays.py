"""Flights and punctual flights of three terminals: the airport's punctuality."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import olap
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw three terminals of different size; give the punctuality in percent."""
    return until_apart(lambda: _once(draw), ["rate", "mean_of_ratios", "late", "largest"], by=0.5)


def _once(draw: Draw) -> Mapping[str, Value]:
    flights = [draw.integer(900, 1200, 20), draw.integer(300, 420, 20), draw.integer(80, 140, 10)]
    share = [draw.integer(70, 78), draw.integer(82, 88), draw.integer(90, 97)]
    punctual = [round(n * s / 100) for n, s in zip(flights, share, strict=True)]
    cube = pd.DataFrame(
        {"day": 1, "terminal": list("abc"), "punctual": punctual, "flights": flights}
    )
    by_day = (["day"], "punctual", "flights")
    rate = float(olap.ratio(cube, *by_day)[1])
    slips = wrong("olap.ratio", cube, *by_day, take=lambda made: 100 * float(made[1]))
    return {
        **{f"flights_{n}": value for n, value in enumerate(flights, start=1)},
        **{f"punctual_{n}": value for n, value in enumerate(punctual, start=1)},
        "flights": sum(flights),
        "punctual": sum(punctual),
        "rate": 100 * rate,
        "late": 100 * (1 - rate),
        "largest": 100 * punctual[0] / flights[0],
        **slips,
    }
