"""Mistakes about purchase histories and about forecasts of value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crm_models import clv
from crm_models.misconceptions.registry import misconception
from crm_models.units import DiscountRate, Period


@misconception(
    "clv.first_purchase_counted",
    "clv.summarise",
    zh="首次购买也算进了 frequency：它只数重复购买。",
    en="The first purchase is counted: frequency counts repeat purchases only.",
)
def first_purchase_counted(transactions: Any, **options: Any) -> pd.DataFrame:
    table = clv.summarise(transactions, **options)
    return table.assign(frequency=table["frequency"] + 1)


@misconception(
    "clv.recency_as_days_since_last",
    "clv.summarise",
    zh="recency 用成了距末次购买的时间：这里是从首购到末购的时间。",
    en="Recency is the time since the last purchase: here it runs from the first to the last.",
)
def recency_as_days_since_last(transactions: Any, **options: Any) -> pd.DataFrame:
    table = clv.summarise(transactions, **options)
    return table.assign(recency=table["T"] - table["recency"])


@misconception(
    "clv.age_to_last_purchase",
    "clv.summarise",
    zh="T 算到了末次购买：T 从首购一直到观察期末，沉默的时间也是信息。",
    en="T ends at the last purchase: it runs to the end of observation; silence tells something.",
)
def age_to_last_purchase(transactions: Any, **options: Any) -> pd.DataFrame:
    table = clv.summarise(transactions, **options)
    return table.assign(T=table["recency"])


@misconception(
    "clv.first_purchase_in_mean",
    "clv.summarise",
    zh="平均消费里含了首次购买：monetary_value 只平均重复购买。",
    en="The mean spend includes the first purchase: monetary_value averages repeat purchases only.",
)
def first_purchase_in_mean(
    transactions: Any,
    *,
    customer: Any = "customer_id",
    date: Any = "date",
    amount: Any = "amount",
    **options: Any,
) -> pd.DataFrame:
    names = {"customer": customer, "date": date, "amount": amount}
    table = clv.summarise(transactions, **options, **names)
    counted = transactions[transactions[date] <= pd.Timestamp(options["as_of"])]
    if options.get("refunds") == "drop":
        counted = counted[counted[amount] > 0]
    total = counted.groupby(customer)[amount].sum()
    return table.assign(monetary_value=total / (table["frequency"] + 1))


@misconception(
    "clv.revenue_for_margin",
    "clv.future_value",
    zh="用了销售额而不是毛利：价值要乘毛利率。",
    en="Revenue is used for margin: multiply by the share of it that is profit.",
)
def revenue_for_margin(*args: Any, margin: Any, **options: Any) -> pd.Series:
    del margin
    return clv.future_value(*args, margin=1.0, **options)


@misconception(
    "clv.yearly_rate_per_step",
    "clv.future_value",
    zh="把年贴现率当成每期的贴现率：先换算到步长，如 (1+r) 的 1/12 次方减 1。",
    en="The yearly rate is applied to each step: convert it first, as (1+r) to the 1/12, less 1.",
)
def yearly_rate_per_step(*args: Any, discount: Any, step: Any, **options: Any) -> pd.Series:
    wrong = DiscountRate(discount.over(Period(1, discount.per)), step.unit)
    return clv.future_value(*args, discount=wrong, step=step, **options)


@misconception(
    "clv.rate_divided",
    "clv.future_value",
    zh="年利率直接除以期数：实际年利率换算到月要开 12 次方，不是除以 12。",
    en="The effective yearly rate is divided by 12: take the twelfth root of 1+r instead.",
)
def rate_divided(*args: Any, discount: Any, step: Any, **options: Any) -> pd.Series:
    per_step = discount.over(Period(1, "year")) * (step / Period(1, "year"))
    force = np.log1p(per_step) / step.value
    wrong = DiscountRate(float(force), step.unit, "continuous")
    return clv.future_value(*args, discount=wrong, step=step, **options)


@misconception(
    "clv.units_mixed",
    "clv.future_value",
    zh="时间单位混了：预测期的月数被当成模型单位（如周）的个数。",
    en="Units of time are mixed: the months of the horizon are used as the model's weeks.",
)
def units_mixed(
    purchases: Any, spend: Any, data: Any, *, horizon: Any, step: Any, **options: Any
) -> pd.Series:
    unit = purchases.unit
    wrong, each = Period(horizon.value, unit), Period(step.value, unit)
    return clv.future_value(purchases, spend, data, horizon=wrong, step=each, **options)
