"""Five weeks of a shop: what its customers bought, and what it ordered from the wholesaler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.supply_chain import bullwhip_ratio
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

# Deviations from the mean of five weeks; each adds up to zero.
_SHAPES = ((-2, -1, 0, 1, 2), (-3, 0, 1, 1, 1), (-2, -2, 0, 1, 3), (-1, -1, -1, 0, 3))


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw demand and orders of the same mean; give the ratio of their variances."""
    mean = draw.integer(80, 140, 5)
    demand = [mean + 2 * n for n in draw.shuffled(draw.choice(_SHAPES))]
    step = draw.choice([3, 4, 5, 6])
    orders = [mean + step * n for n in draw.shuffled(draw.choice(_SHAPES))]
    ratio = bullwhip_ratio(orders, demand)
    return {
        **{f"d{week}": n for week, n in enumerate(demand, start=1)},
        **{f"o{week}": n for week, n in enumerate(orders, start=1)},
        "ratio": ratio,
        "difference": _squares(orders) / 4 - _squares(demand) / 4,
        **wrong("supply_chain.bullwhip_ratio", orders, demand),
    }


def _squares(numbers: list[int]) -> float:
    mean = sum(numbers) / len(numbers)
    return sum((n - mean) ** 2 for n in numbers)
