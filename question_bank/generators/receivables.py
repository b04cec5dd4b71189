"""A dealer's purchases on credit and in cash, and what is still unpaid: days outstanding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.channels import days_sales_outstanding
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_DAYS = 90


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a quarter's sales and the receivables at its end, in ten thousand yuan."""
    return until_apart(
        lambda: _once(draw),
        ["outstanding", "cash_counted", "turnover_for_days", "year_of_days", "share_of_credit"],
        by=0.5,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    credit, cash = draw.integer(180, 600, 20), draw.integer(60, 200, 20)
    owed = credit * draw.integer(30, 85) // 100
    slips = wrong("channels.days_sales_outstanding", owed, credit, days=_DAYS)
    return {
        "credit": credit,
        "cash": cash,
        "owed": owed,
        "outstanding": days_sales_outstanding(owed, credit, days=_DAYS),
        "cash_counted": days_sales_outstanding(owed, credit + cash, days=_DAYS),
        "year_of_days": days_sales_outstanding(owed, credit, days=365),
        "share_of_credit": 100 * owed / credit,
        **slips,
    }
