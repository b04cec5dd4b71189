"""Supply chains as seen from the customer: order swings, lots, and how long stock lasts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def bullwhip_ratio(orders: ArrayLike, demand: ArrayLike) -> float:
    """Return the variance of a firm's orders over the variance of its customers' demand.

    Above 1 the firm passes on larger swings than it meets: the bullwhip effect (Lee,
    Padmanabhan and Whang 1997; the measure is that of Chen, Drezner, Ryan and Simchi-Levi 2000).

    Parameters
    ----------
    orders
        What the firm ordered from its supplier, one amount per period.
    demand
        What its customers asked for in the same periods.

    Examples
    --------
    >>> bullwhip_ratio([8, 12, 4], [9, 11, 7])
    4.0
    """
    upstream, downstream = (np.asarray(x, dtype="float64") for x in (orders, demand))
    if upstream.ndim != 1 or upstream.shape != downstream.shape or len(upstream) < 2:
        raise ModelError(
            f"订货和需求要有同样的、至少两期：{upstream.size} 期，{downstream.size} 期",
            "orders and demand need the same periods, two or more: "
            f"{upstream.size}, {downstream.size}",
        )
    spread = float(downstream.var(ddof=1))
    if not (np.isfinite(upstream).all() and np.isfinite(spread) and spread > 0):
        raise ModelError(
            "有缺失的数，或者需求没有波动，比率无定义",
            "numbers are missing, or demand does not vary: the ratio is undefined",
        )
    return float(upstream.var(ddof=1)) / spread


def economic_order_quantity(demand: float, order_cost: float, holding_cost: float) -> float:
    """Return the lot at which ordering and holding together cost least (Harris 1913).

    Parameters
    ----------
    demand
        Units per year, at a constant pace.
    order_cost
        Cost of placing one order, whatever its size.
    holding_cost
        Cost of keeping one unit for a year.

    Returns
    -------
    float
        Units per order, sqrt(2 demand order_cost / holding_cost).

    Examples
    --------
    >>> economic_order_quantity(1200, 50, 3)
    200.0
    """
    if not min(demand, order_cost, holding_cost) > 0:
        raise ModelError(
            f"需求和两种费用都要大于 0：{demand}，{order_cost}，{holding_cost}",
            f"demand and both costs must be positive: {demand}, {order_cost}, {holding_cost}",
        )
    return math.sqrt(2 * demand * order_cost / holding_cost)


def days_of_supply(stock: float, cost_of_sales: float, *, days: float = 365.0) -> float:
    """Return for how many days the stock lasts at the pace of the period.

    Parameters
    ----------
    stock
        Value of the stock at cost.
    cost_of_sales
        Cost (not revenue) of what was sold in the period.
    days
        Length of the period.

    Examples
    --------
    >>> days_of_supply(20, 365)
    20.0
    """
    if not (stock >= 0 and cost_of_sales > 0 and days > 0):
        raise ModelError(
            f"存货不能为负，销售成本和天数要大于 0：{stock}，{cost_of_sales}，{days}",
            "the stock must not be negative, cost of sales and days must be positive: "
            f"{stock}, {cost_of_sales}, {days}",
        )
    return stock / (cost_of_sales / days)
