"""Mistakes about what keeping customers gains: loss cost, whole values, points and per cent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crm_models import clv
from crm_models.misconceptions.registry import misconception


@misconception(
    "clv.loss_cost_forgotten",
    "clv.relationship_gain",
    zh="漏了流失成本：走掉的客户不再带来盈利，要减去。",
    en="The loss cost is left out: customers who left bring no profit, so subtract it.",
)
def loss_cost_forgotten(
    *, profitability: float, retention_cost: float, customers: float, churned: float
) -> float:
    del churned
    return clv.relationship_gain(
        profitability=profitability, retention_cost=retention_cost, customers=customers, churned=0
    )


@misconception(
    "clv.spent_on_leavers_forgotten",
    "clv.relationship_gain",
    zh="保留成本只算了留下的客户：花在后来走掉的客户身上的钱也已经花了。",
    en="Retention cost counts those who stayed only: the money for those who left is spent too.",
)
def spent_on_leavers_forgotten(
    *, profitability: float, retention_cost: float, customers: float, churned: float
) -> float:
    return clv.relationship_gain(
        profitability=profitability,
        retention_cost=retention_cost,
        customers=customers - churned,
        churned=0,
    )


@misconception(
    "clv.loss_counted_twice",
    "clv.relationship_gain",
    zh="流失算了两次：既从客户数里去掉了流失的客户，又减去了流失成本。",
    en="The loss counts twice: those who left are taken off the customers and subtracted again.",
)
def loss_counted_twice(
    *, profitability: float, retention_cost: float, customers: float, churned: float
) -> float:
    return (customers - churned) * (profitability - retention_cost) - churned * profitability


@misconception(
    "clv.whole_value_as_gain",
    "clv.keep_or_acquire",
    zh="把全部剩余价值当成了收益：没有这项措施，客户原来也有一部分价值，只有增加的部分才算。",
    en="The whole value counts as gain: without the measure the customer has a value too; "
    "only the rise counts.",
)
def whole_value_as_gain(
    *, margin: float, retention: float, discount: float, **options: Any
) -> clv.KeepOrAcquire:
    right = clv.keep_or_acquire(margin=margin, retention=retention, discount=discount, **options)
    had = margin * clv.margin_multiple(retention, discount)
    return replace(right, keep=right.keep + had)


@misconception(
    "clv.uplift_as_share",
    "clv.keep_or_acquire",
    zh="百分点当成了百分之几：留存率提高 5 个百分点是加 0.05，不是乘 1.05。",
    en="Points taken for per cent: 5 points more retention adds 0.05, it does not multiply by "
    "1.05.",
)
def uplift_as_share(*, retention: float, uplift: float, **options: Any) -> clv.KeepOrAcquire:
    right = clv.keep_or_acquire(retention=retention, uplift=retention * uplift, **options)
    return replace(right, break_even_uplift=right.break_even_uplift / retention)


@misconception(
    "clv.next_period_only",
    "clv.keep_or_acquire",
    zh="只看了下一期：留存率提高，以后每一期的毛利都会增加。",
    en="Only the next period counts: with higher retention every later margin rises too.",
)
def next_period_only(
    *,
    margin: float,
    retention: float,
    discount: float,
    retention_cost: float,
    uplift: float,
    **options: Any,
) -> clv.KeepOrAcquire:
    right = clv.keep_or_acquire(
        margin=margin,
        retention=retention,
        discount=discount,
        retention_cost=retention_cost,
        uplift=uplift,
        **options,
    )
    next_margin = margin / (1 + discount)
    return replace(
        right,
        keep=next_margin * uplift - retention_cost,
        break_even_uplift=retention_cost / next_margin,
    )


@misconception(
    "clv.measure_for_free",
    "clv.keep_or_acquire",
    zh="没有减去措施本身的费用。",
    en="The cost of the measure itself is not taken off.",
)
def measure_for_free(*, retention_cost: float, **options: Any) -> clv.KeepOrAcquire:
    right = clv.keep_or_acquire(retention_cost=retention_cost, **options)
    return replace(right, keep=right.keep + retention_cost)
