"""A cohort triangle: customers by the month of their first purchase, and who bought again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from crm_models import retention
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a large good cohort, a small poor one and a young one; give rates in percent."""
    return until_apart(
        lambda: _once(draw),
        ["first", "first_of_before", "first_lost", "first_month_one"],
        ["pooled", "mean_of_rates", "young_in_base", "first_rate", "second_rate"],
        by=0.3,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    sizes = [draw.integer(200, 400, 20), draw.integer(60, 120, 20), draw.integer(80, 200, 20)]
    rates = [
        (draw.integer(55, 75), draw.integer(35, 50)),
        (draw.integer(35, 55), draw.integer(10, 25)),
        (draw.integer(40, 70), None),
    ]
    rows = [
        [n, round(n * one / 100), None if two is None else round(n * two / 100)]
        for n, (one, two) in zip(sizes, rates, strict=True)
    ]
    triangle = pd.DataFrame(rows, dtype=float)
    at_two = partial(_percent, 2)
    pooled = wrong("retention.mean_retention", triangle, take=at_two)
    shares = retention.retention_triangle(triangle)
    before = wrong("retention.retention_triangle", triangle, take=partial(_cell, 0, 2))
    return {
        **{
            f"n{i}{j}": int(v)
            for i, row in enumerate(rows)
            for j, v in enumerate(row)
            if v is not None
        },
        "first": _cell(0, 2, shares),
        "first_of_before": before["base_is_period_before"],
        "first_lost": 100 - _cell(0, 2, shares),
        "first_month_one": _cell(0, 1, shares),
        "pooled": at_two(retention.mean_retention(triangle)),
        "mean_of_rates": pooled["mean_of_rates"],
        "young_in_base": pooled["young_cohorts_in_base"],
        "first_rate": _cell(0, 2, shares),
        "second_rate": _cell(1, 2, shares),
    }


def _percent(age: int, rates: pd.Series) -> float:
    return 100 * float(rates.iloc[age])


def _cell(cohort: int, age: int, shares: pd.DataFrame) -> float:
    return 100 * float(shares.to_numpy()[cohort, age])
