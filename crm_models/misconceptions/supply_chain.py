"""Mistakes about order swings, lots and stock."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from crm_models import supply_chain
from crm_models.misconceptions.registry import misconception


@misconception(
    "supply_chain.bullwhip_inverted",
    "supply_chain.bullwhip_ratio",
    zh="比率颠倒了：订货的方差除以需求的方差。",
    en="The ratio is upside down: variance of orders over variance of demand.",
)
def bullwhip_inverted(orders: Any, demand: Any) -> float:
    return 1.0 / supply_chain.bullwhip_ratio(orders, demand)


@misconception(
    "supply_chain.deviations_for_variances",
    "supply_chain.bullwhip_ratio",
    zh="用了标准差之比：这里的比率用方差。",
    en="These are standard deviations: the ratio is one of variances.",
)
def deviations_for_variances(orders: Any, demand: Any) -> float:
    return math.sqrt(supply_chain.bullwhip_ratio(orders, demand))


@misconception(
    "supply_chain.means_compared",
    "supply_chain.bullwhip_ratio",
    zh="比较了平均数：牛鞭效应说的是波动，不是数量。",
    en="Means are compared: the bullwhip effect is about swings, not about volume.",
)
def means_compared(orders: Any, demand: Any) -> float:
    return float(np.mean(orders) / np.mean(demand))


@misconception(
    "supply_chain.factor_two_forgotten",
    "supply_chain.economic_order_quantity",
    zh="漏了根号里的 2：平均库存是批量的一半，所以是 2DS/H。",
    en="The 2 under the root is missing: the mean stock is half a lot, hence 2DS/H.",
)
def factor_two_forgotten(demand: Any, order_cost: Any, holding_cost: Any) -> float:
    return supply_chain.economic_order_quantity(demand, order_cost / 2, holding_cost)


@misconception(
    "supply_chain.root_forgotten",
    "supply_chain.economic_order_quantity",
    zh="忘了开平方。",
    en="The square root is missing.",
)
def root_forgotten(demand: Any, order_cost: Any, holding_cost: Any) -> float:
    return supply_chain.economic_order_quantity(demand, order_cost, holding_cost) ** 2


@misconception(
    "supply_chain.costs_swapped",
    "supply_chain.economic_order_quantity",
    zh="两种费用放反了：订货费在分子，保管费在分母。",
    en="The two costs are swapped: ordering above, holding below.",
)
def costs_swapped(demand: Any, order_cost: Any, holding_cost: Any) -> float:
    return supply_chain.economic_order_quantity(demand, holding_cost, order_cost)


@misconception(
    "supply_chain.turns_for_days",
    "supply_chain.days_of_supply",
    zh="算成了周转次数：天数是存货除以平均每天的销售成本。",
    en="This is the number of turns: days are the stock over the cost of sales per day.",
)
def turns_for_days(stock: Any, cost_of_sales: Any, **_: Any) -> float:
    return float(cost_of_sales / stock)
