"""An offer before and after a change of service: what the customer gains in delivered value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import delivered_value
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_SLIPS = ("price_only", "cost_added", "product_only")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw an offer; the change makes it dearer, quicker, easier and better served."""
    before = {
        "product": draw.integer(14, 20),
        "service": draw.integer(5, 8),
        "personnel": draw.integer(4, 7),
        "image": draw.integer(3, 6),
        "monetary": draw.integer(6, 9),
        "time": draw.integer(5, 7),
        "energy": draw.integer(4, 5),
    }
    # Odd sums keep every slip's number apart from the others.
    saved = draw.choice([(2, 3), (3, 2), (4, 3)])
    after = {
        **before,
        "service": before["service"] + draw.choice([1, 3]),
        "monetary": before["monetary"] + draw.integer(1, 3),
        "time": before["time"] - saved[0],
        "energy": before["energy"] - saved[1],
    }
    offers = pd.DataFrame([before, after])
    worth = delivered_value.absolute(offers)
    return {
        **{f"{name}_before": score for name, score in before.items()},
        **{f"{name}_after": score for name, score in after.items()},
        "value_before": float(worth.iloc[0]),
        "value_after": float(worth.iloc[1]),
        "gain": _change(worth),
        **wrong("delivered_value.absolute", offers, take=_change, only=_SLIPS),
    }


def _change(worth: pd.Series) -> float:
    return float(worth.iloc[1] - worth.iloc[0])
