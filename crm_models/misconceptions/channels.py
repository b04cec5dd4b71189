"""Mistakes about trade credit, receivables and diverted goods."""

from __future__ import annotations

from typing import Any

from crm_models import channels
from crm_models.misconceptions.registry import misconception


@misconception(
    "channels.discount_on_full_price",
    "channels.cash_discount_cost",
    zh="折扣除以了原价：不享受折扣时借用的是折后价，要用 d/(1−d)。",
    en="The discount is set against the full price: what is borrowed is the discounted one, so "
    "take d/(1-d).",
)
def discount_on_full_price(
    discount: Any, discount_days: Any, net_days: Any, **options: Any
) -> float:
    share = discount / (1 + discount)
    return channels.cash_discount_cost(share, discount_days, net_days, **options)


@misconception(
    "channels.whole_credit_period",
    "channels.cash_discount_cost",
    zh="用了整个信用期：折扣期内本来就不用付款，多借的只有两个期限之差。",
    en="The whole credit period is used: the days of the discount are free anyway; count the days "
    "between the two dates.",
)
def whole_credit_period(discount: Any, discount_days: Any, net_days: Any, **options: Any) -> float:
    del discount_days
    return channels.cash_discount_cost(discount, 0, net_days, **options)


@misconception(
    "channels.not_per_year",
    "channels.cash_discount_cost",
    zh="没有换算成年利率：这只是两个期限之间那段时间的代价。",
    en="This is the cost of the days in between: bring it to a year.",
)
def not_per_year(discount: Any, discount_days: Any, net_days: Any, **_: Any) -> float:
    return channels.cash_discount_cost(
        discount, discount_days, net_days, year=net_days - discount_days
    )


@misconception(
    "channels.turnover_for_days",
    "channels.days_sales_outstanding",
    zh="算成了周转次数：天数是应收账款除以平均每天的赊销额。",
    en="This is the turnover: days are receivables over credit sales per day.",
)
def turnover_for_days(receivables: Any, credit_sales: Any, **_: Any) -> float:
    return float(credit_sales / receivables)


@misconception(
    "channels.rebate_forgotten",
    "channels.diversion_break_even",
    zh="漏了返利：返利同样降低经销商的实际进价。",
    en="The rebate is left out: it lowers what the goods really cost the dealer.",
)
def rebate_forgotten(list_price: Any, *, rebate: Any = 0.0, **options: Any) -> float:
    del rebate
    return channels.diversion_break_even(list_price, **options)


@misconception(
    "channels.freight_forgotten",
    "channels.diversion_break_even",
    zh="漏了运费：货要运到外地才能卖。",
    en="The freight is left out: the goods have to be moved before they are sold.",
)
def freight_forgotten(list_price: Any, *, freight: Any = 0.0, **options: Any) -> float:
    del freight
    return channels.diversion_break_even(list_price, **options)
