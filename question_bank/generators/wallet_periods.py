"""Spending of three months against a monthly income: the periods differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a group's size, its spending and its income; give the share in percent."""
    customers = draw.integer(12, 30)
    income = customers * draw.integer(900, 1500, 50)
    months = 3
    spend = round(income * months * draw.decimal(0.04, 0.09, 3), 2)
    share = retention.share_of_wallet(spend, income, spend_periods=months, income_periods=1)
    mistaken = wrong(
        "retention.share_of_wallet", spend, income, spend_periods=months, income_periods=1
    )
    return {
        "customers": customers,
        "income": income,
        "months": months,
        "spend": spend,
        "share": 100 * share,
        "periods_ignored": 100 * mistaken["periods_ignored"],
        "months_multiplied": 100 * share * months**2,
        "per_customer": spend / customers,
        "share_inverted": mistaken["share_inverted"],
    }
