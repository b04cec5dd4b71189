"""A dealer with a discount, a yearly rebate and a lorry: the price from which goods stray."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models.channels import diversion_break_even
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw price, discount, rebate and freight per case; give the break-even price in yuan."""
    return until_apart(
        lambda: _once(draw),
        ["price", "rebate_forgotten", "freight_forgotten", "freight_subtracted", "invoice"],
        by=0.5,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    listed, discount = draw.integer(100, 300, 20), draw.choice([5, 8, 10])
    rebate, freight = draw.choice([3, 4, 6]), draw.integer(2, 7)
    terms: dict[str, Any] = {
        "discount": discount / 100,
        "rebate": rebate / 100,
        "freight": float(freight),
    }
    price = diversion_break_even(listed, **terms)
    return {
        "listed": listed,
        "discount": discount,
        "rebate": rebate,
        "freight": freight,
        "price": price,
        "invoice": diversion_break_even(listed, discount=discount / 100),
        "freight_subtracted": price - 2 * freight,
        **wrong("channels.diversion_break_even", listed, **terms),
    }
