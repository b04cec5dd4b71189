"""Revenue and orders by region and channel: slices, roll-ups and averages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models import olap
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_CELLS = [("east", "store"), ("east", "online"), ("west", "store"), ("west", "online")]


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw orders and order values; give the online revenue and the east's average order."""
    return until_apart(
        lambda: _once(draw),
        ["online", "east", "everything", "one_cell"],
        ["average", "mean_of_ratios", "average_of_all", "average_of_east_online"],
        by=2,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    orders = [
        draw.integer(120, 200, 10),
        draw.integer(400, 640, 10),
        draw.integer(90, 160, 10),
        draw.integer(200, 320, 10),
    ]
    each = [draw.integer(150, 240, 5), draw.integer(50, 95, 5)]
    each += [draw.integer(130, 220, 5), draw.integer(50, 95, 5)]
    revenue = [n * value for n, value in zip(orders, each, strict=True)]
    cube = pd.DataFrame(_CELLS, columns=["region", "channel"])
    cube = cube.assign(orders=orders, revenue=revenue)
    online = olap.take_slice(cube, "channel", "online")
    averages = olap.ratio(cube, ["region"], "revenue", "orders")
    mean = wrong("olap.ratio", cube, ["region"], "revenue", "orders", take=lambda made: made)
    names = [f"{region}_{channel}" for region, channel in _CELLS]
    return {
        **{f"{name}_orders": n for name, n in zip(names, orders, strict=True)},
        **{f"{name}_revenue": money for name, money in zip(names, revenue, strict=True)},
        "online": int(online["revenue"].sum()),
        "east": int(olap.roll_up(cube, ["region"], "revenue")["east"]),
        "everything": sum(revenue),
        "one_cell": revenue[1],
        "average": float(averages["east"]),
        "mean_of_ratios": float(mean["mean_of_ratios"]["east"]),
        "average_of_all": sum(revenue) / sum(orders),
        "average_of_east_online": revenue[1] / orders[1],
        "east_orders": orders[0] + orders[1],
    }
