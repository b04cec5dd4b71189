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
_R, _F, _M = "days_since_last", "frequency", "monetary_value"


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw four purchases up to the day of the analysis and one after it."""
    as_of = date(2024, draw.integer(5, 11), draw.integer(15, 28))
    before = sorted(draw.sample(range(3, 60), 4), reverse=True)
    days = [as_of - timedelta(days=n) for n in before]
    days.append(as_of + timedelta(days=draw.integer(2, 9)))
    amounts = [draw.decimal(12, 96, 1) for _ in days]
    history = pd.DataFrame({"customer_id": "C01", "date": pd.to_datetime(days), "amount": amounts})
    table = rfm.compute(history, as_of=pd.Timestamp(as_of))
    average = rfm.compute(history, as_of=pd.Timestamp(as_of), monetary="mean")

    def slips(column: str) -> Mapping[str, float]:
        return wrong(
            "rfm.compute",
            history,
            as_of=pd.Timestamp(as_of),
            take=lambda made: _only(made, column),
        )

    r, f, m = slips(_R), slips(_F), slips(_M)
    return {
        "as_of": as_of.isoformat(),
        **{f"day_{name}": day.isoformat() for name, day in zip(_NAMES, days, strict=True)},
        **{f"amount_{name}": amount for name, amount in zip(_NAMES, amounts, strict=True)},
        "recency": _only(table, _R),
        "frequency": _only(table, _F),
        "total": _only(table, _M),
        "average": _only(average, _M),
        "r_first_purchase": r["first_purchase"],
        "r_recency_as_span": r["recency_as_span"],
        "r_both_ends_counted": r["both_ends_counted"],
        "r_recency_reversed": r["recency_reversed"],
        "r_after_analysis": (days[-1] - as_of).days,
        "f_later_kept": f["later_transactions_kept"],
        "m_later_kept": m["later_transactions_kept"],
        "m_mean_for_sum": m["mean_for_sum"],
    }


def _only(table: pd.DataFrame, column: str) -> float:
    return float(table[column].iloc[0])
