"""How many respondents put one feature into each Kano category: Better and Worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models.satisfaction import kano
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the six counts; give both coefficients and the usual slips."""
    # More A than M by far: the slips of Worse then give numbers of their own.
    counts = {
        "M": draw.integer(15, 20),
        "O": draw.integer(50, 60),
        "A": draw.integer(55, 70),
        "I": draw.integer(20, 30),
        "R": draw.integer(4, 9),
        "Q": draw.integer(3, 8),
    }
    table = pd.DataFrame([counts])
    return {
        **{letter.lower(): count for letter, count in counts.items()},
        "decided": sum(counts[letter] for letter in "AOMI"),
        "better": _one(kano.better(table)),
        "worse": _one(kano.worse(table)),
        **wrong("satisfaction.kano.better", table, take=_one),
        **wrong("satisfaction.kano.worse", table, take=_one),
    }


def _one(column: pd.Series) -> float:
    return float(column.iloc[0])
