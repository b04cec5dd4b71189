"""The purchases of one customer, one of them after the day of the analysis: R, F and M."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from crm_models import rfm
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_NAMES = ("a", "b", "c", "d", "e")
_R, _M = "days_since_last", "monetary_value"
_SLIPS_OF_R = ("first_purchase", "recency_as_span", "both_ends_counted", "recency_reversed")
_SLIPS_OF_M = ("later_transactions_kept", "mean_for_sum")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw four purchases up to the day of the analysis and one after it."""
    as_of = date(2024, draw.integer(5, 11), draw.integer(15, 28))
    # Apart enough that every way of miscounting the days gives a number of its own.
    before = (
        draw.integer(45, 58),
        draw.integer(33, 41),
        draw.integer(22, 30),
        draw.integer(12, 18),
    )
    days = [as_of - timedelta(days=n) for n in before]
    days.append(as_of + timedelta(days=draw.integer(2, 9)))
    amounts = [draw.decimal(12, 96, 1) for _ in days]
    history = pd.DataFrame({"customer_id": "C01", "date": pd.to_datetime(days), "amount": amounts})
    today = pd.Timestamp(as_of)
    table = rfm.compute(history, as_of=today)
    slips = wrong("rfm.compute", history, as_of=today, take=_row, only=(*_SLIPS_OF_R, *_SLIPS_OF_M))
    return {
        "as_of": as_of.isoformat(),
        **{f"day_{name}": day.isoformat() for name, day in zip(_NAMES, days, strict=True)},
        **{f"amount_{name}": amount for name, amount in zip(_NAMES, amounts, strict=True)},
        "recency": _row(table)[_R],
        "total": _row(table)[_M],
        **{f"r_{name}": slips[name][_R] for name in _SLIPS_OF_R},
        **{f"m_{name}": slips[name][_M] for name in _SLIPS_OF_M},
        "r_after_analysis": (days[-1] - as_of).days,
    }


def _row(table: pd.DataFrame) -> dict[str, float]:
    return {column: float(table[column].iloc[0]) for column in (_R, _M)}
