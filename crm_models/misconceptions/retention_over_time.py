"""Mistakes about cohorts, migration between tiers and survival."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from crm_models import retention
from crm_models.misconceptions.registry import misconception

if TYPE_CHECKING:
    import pandas as pd


@misconception(
    "retention.future_as_zero",
    "retention.cohort_triangle",
    zh="还没到的时期填了 0：没有观察到的格子要留空，0 表示观察到没有人来。",
    en="Periods that are still to come are 0: leave what is not observed empty; 0 means that "
    "nobody came.",
)
def future_as_zero(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return retention.cohort_triangle(transactions, **options).fillna(0.0)


@misconception(
    "retention.refunds_keep_alive",
    "retention.cohort_triangle",
    zh="退款也算成了活跃：只有购买才说明客户还在。",
    en="Refunds count as activity: only a purchase shows that a customer is still there.",
)
def refunds_keep_alive(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    amount = str(options.get("amount", "amount"))
    counted = transactions.assign(**{amount: transactions[amount].abs()})
    return retention.cohort_triangle(counted, **options)


@misconception(
    "retention.base_is_period_before",
    "retention.retention_triangle",
    zh="除以了前一期的人数：留存率的分母是同期群第一期的人数。",
    en="Divided by the period before: the denominator is the cohort's first period.",
)
def base_is_period_before(triangle: pd.DataFrame) -> pd.DataFrame:
    before = triangle.shift(axis=1)
    before.iloc[:, 0] = triangle.iloc[:, 0]
    return triangle / before.where(before > 0)


@misconception(
    "retention.mean_of_rates",
    "retention.mean_retention",
    zh="把各同期群的留存率简单平均了：先加人数再相除，大的同期群权重才大。",
    en="The cohorts' rates are averaged: add the customers first, then divide, so that large "
    "cohorts count for more.",
)
def mean_of_rates(triangle: pd.DataFrame) -> pd.Series:
    return retention.retention_triangle(triangle).mean().rename("retention")


@misconception(
    "retention.young_cohorts_in_base",
    "retention.mean_retention",
    zh="分母算进了还没到这一期的同期群：只除以已经观察到这一期的同期群。",
    en="Cohorts that have not reached the age are in the denominator: divide by those that have.",
)
def young_cohorts_in_base(triangle: pd.DataFrame) -> pd.Series:
    return (triangle.sum() / triangle.iloc[:, 0].sum()).rename("retention")


@misconception(
    "retention.columns_add_up",
    "retention.migration_matrix",
    zh="按列求了占比：每一行是原来的等级，一行的去向合计为 1。",
    en="Shares of the columns: each row is a tier before, and its shares add up to 1.",
)
def columns_add_up(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    counts = retention.migration_counts(before, after)
    size = counts.sum()
    return counts / size.where(size > 0)


@misconception(
    "retention.shares_of_everybody",
    "retention.migration_matrix",
    zh="除以了全部客户：要除以原来在这一等级的客户数。",
    en="Divided by all customers: divide by those who were in the tier before.",
)
def shares_of_everybody(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    counts = retention.migration_counts(before, after)
    return counts / float(counts.to_numpy().sum())


@misconception(
    "retention.leavers_left_out",
    "retention.migration_matrix",
    zh="漏掉了流失的客户：离开的也在分母里，单列一栏。",
    en="Those who left are missing: they belong into the denominator, in a column of their own.",
)
def leavers_left_out(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    counts = retention.migration_counts(before, after).assign(**{retention.EXIT: 0})
    size = counts.sum(axis=1)
    return counts.div(size.where(size > 0), axis=0)


@misconception(
    "retention.exits_are_no_loss",
    "retention.downgrade_rates",
    zh="流失率只算了降级：离开的客户也要算进去。",
    en="Only those who fell count as lost: those who left do too.",
)
def exits_are_no_loss(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    rates = retention.downgrade_rates(before, after)
    return rates.assign(lost=rates["down"])


@misconception(
    "retention.censored_left_out",
    "retention.kaplan_meier",
    zh="删掉了还没流失的客户：他们说明至少停留了这么久，留到删失为止。",
    en="Customers still there are dropped: they stayed at least so long; keep them until censored.",
)
def censored_left_out(duration: Any, event: Any, **options: Any) -> pd.DataFrame:
    gone = np.asarray(event, dtype=bool)
    return retention.kaplan_meier(np.asarray(duration)[gone], event=gone[gone], **options)


@misconception(
    "retention.censored_as_gone",
    "retention.kaplan_meier",
    zh="把观察结束时还在的客户当成了流失。",
    en="Customers who are still there when observation ends are counted as gone.",
)
def censored_as_gone(duration: Any, event: Any, **options: Any) -> pd.DataFrame:
    return retention.kaplan_meier(duration, np.ones(len(np.asarray(event))), **options)


@misconception(
    "retention.silence_is_part_of_stay",
    "retention.tenure",
    zh="沉默期也算进了停留时间：流失客户的停留到最后一次购买为止。",
    en="The silence counts as stay: customers who have left stayed until their last purchase.",
)
def silence_is_part_of_stay(transactions: pd.DataFrame, **options: Any) -> retention.Tenure:
    stay = retention.tenure(transactions, **options)
    longest = {**options, "silent_for": 10**6}
    return retention.Tenure(retention.tenure(transactions, **longest).duration, stay.event)


@misconception(
    "retention.nobody_has_left",
    "retention.tenure",
    zh="没有人算流失：沉默超过规定天数的客户要算作已离开。",
    en="Nobody has left: customers silent for longer than the given days count as gone.",
)
def nobody_has_left(transactions: pd.DataFrame, **options: Any) -> retention.Tenure:
    return retention.tenure(transactions, **{**options, "silent_for": 10**6})
