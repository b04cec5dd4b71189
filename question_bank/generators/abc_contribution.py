"""The yearly contribution of ten customers, unsorted: how many bring the first 80%."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import pareto
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw one very large, two or three large and six or seven small customers."""
    # The largest brings over a fifth: counted from below, all others then seem to be class A.
    # Its last digit keeps every running sum off 80% exactly, where the line would be moot.
    large = [draw.integer(401, 481, 10), *draw.sample(range(150, 260, 10), draw.integer(2, 3))]
    small = draw.sample(range(20, 90, 5), 10 - len(large))
    value = pd.Series(draw.shuffled([*large, *small]), dtype=float)
    first = _count(pareto.by_cumulative_contribution(value))
    before = _count(pareto.by_cumulative_contribution(value, crossing="exclude"))
    return {
        **{f"x{n}": int(x) for n, x in enumerate(value, start=1)},
        "total": int(value.sum()),
        "cut": 0.8 * float(value.sum()),
        "in_a": first,
        "crossing_left_out": before,
        **wrong("pareto.by_cumulative_contribution", value, take=_count),
    }


def _count(classes: pd.Series) -> int:
    return int((classes == "A").sum())
