"""Mistakes about customer delivered value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import delivered_value as cdv
from crm_models.misconceptions.registry import misconception

if TYPE_CHECKING:
    import pandas as pd


@misconception(
    "delivered_value.ratio_for_difference",
    "delivered_value.absolute",
    zh="算成了相对让渡价值：绝对让渡价值是总价值减总成本。",
    en="This is the relative value: the absolute one is total value minus total cost.",
)
def ratio_for_difference(offers: pd.DataFrame, weights: Any = None) -> pd.Series:
    return cdv.relative(offers, weights)


@misconception(
    "delivered_value.cost_added",
    "delivered_value.absolute",
    zh="总成本加上去了：让渡价值要从总价值里减去总成本。",
    en="The cost is added: delivered value is total value less total cost.",
)
def cost_added(offers: pd.DataFrame, weights: Any = None) -> pd.Series:
    return cdv.totals(offers, weights).sum(axis=1).rename("absolute")


@misconception(
    "delivered_value.price_only",
    "delivered_value.absolute",
    zh="成本只算了货币成本：时间、精力与体力也是客户的成本。",
    en="Only the price is counted as cost: time and energy are costs of the customer too.",
)
def price_only(offers: pd.DataFrame, weights: Any = None) -> pd.Series:
    return cdv.absolute(offers.assign(time=0, energy=0), weights)


@misconception(
    "delivered_value.product_only",
    "delivered_value.absolute",
    zh="价值只算了产品价值：服务、人员、形象也有价值。",
    en="Only the product is counted as value: service, personnel and image have value too.",
)
def product_only(offers: pd.DataFrame, weights: Any = None) -> pd.Series:
    return cdv.absolute(offers.assign(service=0, personnel=0, image=0), weights)


@misconception(
    "delivered_value.difference_for_ratio",
    "delivered_value.relative",
    zh="算成了绝对让渡价值：相对让渡价值是总价值除以总成本。",
    en="This is the absolute value: the relative one is total value divided by total cost.",
)
def difference_for_ratio(offers: pd.DataFrame, weights: Any = None) -> pd.Series:
    return cdv.absolute(offers, weights)


@misconception(
    "delivered_value.ratio_inverted",
    "delivered_value.relative",
    zh="比率颠倒了：总价值除以总成本，不是总成本除以总价值。",
    en="The ratio is upside down: total value divided by total cost.",
)
def ratio_inverted(offers: pd.DataFrame, weights: Any = None) -> pd.Series:
    return 1.0 / cdv.relative(offers, weights)


@misconception(
    "delivered_value.weights_ignored",
    "delivered_value.totals",
    zh="没有乘权重：先把每项价值和成本乘以权重，再相加。",
    en="The weights are ignored: multiply each value and cost by its weight before adding up.",
)
def weights_ignored(offers: pd.DataFrame, weights: Any = None) -> pd.DataFrame:
    return cdv.totals(offers)
