"""Three groups of customers, each with a size and a lifetime value per customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.clv import customer_equity
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw sizes and values; the last group costs more than it brings."""
    sizes = [draw.integer(10, 30), draw.integer(50, 120, 5), draw.integer(150, 300, 10)]
    values = [draw.integer(2000, 4000, 100), draw.integer(300, 900, 20), -draw.integer(10, 60, 5)]
    # One row per customer; the lifetime value of a customer is one flow, valued now.
    customers = np.repeat(values, sizes)[:, None]
    mistaken = wrong("clv.customer_equity", customers, rate=0)
    names = "abc"
    return {
        **{f"size_{name}": size for name, size in zip(names, sizes, strict=True)},
        **{f"value_{name}": value for name, value in zip(names, values, strict=True)},
        "equity": customer_equity(customers, rate=0),
        "sum_of_values": sum(values),
        "average_for_sum": mistaken["average_for_sum"],
        "losses_left_out": mistaken["losses_left_out"],
        "losses_added": mistaken["losses_left_out"] - sizes[2] * values[2],
    }
