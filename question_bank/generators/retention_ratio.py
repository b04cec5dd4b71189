"""Spending of one customer group in March, April and May; April was observed twice as long."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from question_bank.draw import Draw, Value

_EXPOSURE = (1, 2, 1)


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw three sums; give both ratios, and each misconception's version of them."""
    march = draw.decimal(200, 700, 1)
    april = round(march * draw.decimal(1.2, 1.7, 2), 1)
    may = round(april * draw.decimal(0.25, 0.42, 2), 1)
    spend = [march, april, may]
    ratios = retention.ratio_chain(spend, _EXPOSURE)
    values: dict[str, Value] = {"march": march, "april": april, "may": may}
    for position, month in enumerate(("april", "may")):
        take = partial(_at, position)
        mistaken = wrong("retention.ratio_chain", spend, _EXPOSURE, take=take)
        values[f"{month}_ratio"] = take(ratios)
        values |= {f"{month}_{name}": value for name, value in mistaken.items()}
    return values


def _at(position: int, chain: pd.Series) -> float:
    return float(chain.iloc[position])
