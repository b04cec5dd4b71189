"""Spending of one customer group in March, April and May; April was observed twice as long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import retention

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_EXPOSURE = (1, 2, 1)


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw three sums; compute both ratios with and without the exposure."""
    march = draw.decimal(200, 700, 1)
    april = round(march * draw.decimal(1.2, 1.9, 2), 1)
    may = round(april * draw.decimal(0.25, 0.45, 2), 1)
    spend = [march, april, may]
    first, second = retention.ratio_chain(spend, _EXPOSURE)
    raw_first, raw_second = retention.ratio_chain(spend, (1, 1, 1))
    doubled_first, doubled_second = retention.ratio_chain(spend, (2, 1, 2))
    return {
        "march": march,
        "april": april,
        "may": may,
        "april_ratio": float(first),
        "may_ratio": float(second),
        "april_raw": float(raw_first),
        "may_raw": float(raw_second),
        "april_doubled": float(doubled_first),
        "may_doubled": float(doubled_second),
        "april_inverse": 1 / float(first),
        "may_inverse": 1 / float(second),
        "may_to_march": float(first * second),
    }
