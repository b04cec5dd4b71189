"""Three groups of customers, each with a size and a lifetime value per customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.clv import customer_equity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw sizes and values; the last group costs more than it brings."""
    sizes = [draw.integer(10, 30), draw.integer(50, 120, 5), draw.integer(150, 300, 10)]
    values = [draw.integer(2000, 4000, 100), draw.integer(300, 900, 20), -draw.integer(10, 60, 5)]
    # One row per customer; the lifetime value of a customer is one flow, valued now.
    equity = customer_equity(np.repeat(values, sizes)[:, None], rate=0)
    positive = customer_equity(np.repeat(values[:2], sizes[:2])[:, None], rate=0)
    names = "abc"
    return {
        **{f"size_{name}": size for name, size in zip(names, sizes, strict=True)},
        **{f"value_{name}": value for name, value in zip(names, values, strict=True)},
        "equity": equity,
        "per_customer": equity / sum(sizes),
        "sum_of_values": sum(values),
        "losses_left_out": positive,
        "losses_added": positive - sizes[2] * values[2],
    }
