"""Purchases of two customers in four kinds of goods: the cosine between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from crm_models import recommend
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the numbers of purchases; one kind is bought by one of the two only."""
    return until_apart(
        lambda: _once(draw), ["cosine", "dot_product", "lengths_squared", "common"], by=0.03
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    one = [draw.integer(1, 5), draw.integer(1, 5), 0, draw.integer(1, 4)]
    other = [draw.integer(1, 5), draw.integer(0, 3), draw.integer(1, 4), draw.integer(0, 4)]
    shared = sum(1 for x, y in zip(one, other, strict=True) if x and y)
    return {
        **{f"x{n}": value for n, value in enumerate(one, start=1)},
        **{f"y{n}": value for n, value in enumerate(other, start=1)},
        "dot": sum(x * y for x, y in zip(one, other, strict=True)),
        "squares_x": sum(x * x for x in one),
        "squares_y": sum(y * y for y in other),
        "cosine": recommend.cosine(one, other),
        # The share of kinds that both buy (Jaccard): it does not see how much.
        "common": shared / 4,
        "distance": math.dist(one, other),
        **wrong("recommend.cosine", one, other),
    }
