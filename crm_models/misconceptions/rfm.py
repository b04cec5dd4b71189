"""Mistakes in computing R, F and M."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from crm_models import rfm
from crm_models.misconceptions.registry import misconception

if TYPE_CHECKING:
    from collections.abc import Callable


def _column(options: dict[str, Any], name: str, usual: str) -> str:
    return str(options.get(name, usual))


@misconception(
    "rfm.recency_reversed",
    "rfm.compute",
    zh="R 算成了负数：应当用分析日减去最近一次购买的日期，不能反过来减。",
    en="R is negative: subtract the last purchase from the day of analysis, "
    "not the other way round.",
)
def recency_reversed(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    table = rfm.compute(transactions, **options)
    return table.assign(days_since_last=-table["days_since_last"])


@misconception(
    "rfm.first_purchase",
    "rfm.compute",
    zh="R 是从第一次购买算起的：应当用每位客户最近一次购买的日期（max，不是 min）。",
    en="R counts from the first purchase: take each customer's latest date (max, not min).",
)
def first_purchase(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return _with_recency(transactions, options, lambda first, _, as_of: as_of - first)


@misconception(
    "rfm.recency_as_span",
    "rfm.compute",
    zh="R 算成了首次购买到最近一次购买的间隔：那是购买模型里的 recency；"
    "RFM 的 R 是最近一次购买到分析日的天数。",
    en="R is the span from first to last purchase: that is the recency of purchase models; "
    "the R of RFM runs from the last purchase to the day of analysis.",
)
def recency_as_span(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return _with_recency(transactions, options, lambda first, last, _: last - first)


@misconception(
    "rfm.both_ends_counted",
    "rfm.compute",
    zh="R 多了一天：分析日当天购买的客户 R = 0，两头只算一头。",
    en="R is one day too many: a purchase on the day of analysis gives R = 0.",
)
def both_ends_counted(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    table = rfm.compute(transactions, **options)
    return table.assign(days_since_last=table["days_since_last"] + 1)


@misconception(
    "rfm.as_of_last_transaction",
    "rfm.compute",
    zh="R 算到了数据里最后一笔交易的日期：应当算到题目给定的分析日。",
    en="R runs to the last transaction in the data: let it run to the given day of analysis.",
)
def as_of_last_transaction(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    dates = pd.to_datetime(transactions[_column(options, "date", "date")])
    return rfm.compute(transactions, **{**options, "as_of": dates.max().normalize()})


@misconception(
    "rfm.as_of_today",
    "rfm.compute",
    zh="R 算到了今天：明天再运行结果就变了。应当算到题目给定的分析日。",
    en="R runs to today, so tomorrow it differs: let it run to the given day of analysis.",
)
def as_of_today(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return rfm.compute(transactions, **{**options, "as_of": dt.datetime.now().astimezone().date()})


@misconception(
    "rfm.later_transactions_kept",
    "rfm.compute",
    zh="分析日之后的交易也算进去了：先筛出分析日及以前的交易，再计算。",
    en="Transactions after the day of analysis are counted: keep those up to that day first.",
)
def later_transactions_kept(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    as_of = pd.Timestamp(options["as_of"])
    last = pd.to_datetime(transactions[_column(options, "date", "date")]).max().normalize()
    later = max(last, as_of)
    reading = {**options, "as_of": later, "window": _window_start(options)}
    table = rfm.compute(transactions, **reading)
    return table.assign(days_since_last=table["days_since_last"] - (later - as_of).days)


@misconception(
    "rfm.window_ignored",
    "rfm.compute",
    zh="没有限定观察窗口：只能用窗口以内的交易。",
    en="The window is ignored: only transactions inside it count.",
)
def window_ignored(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return rfm.compute(transactions, **{**options, "window": None})


@misconception(
    "rfm.refunds_as_purchases",
    "rfm.compute",
    zh="退款也算成了购买：负金额只减少 M，不算一次购买，也不更新 R。",
    en="Refunds are counted as purchases: a negative amount lowers M, "
    "but is no purchase for R and F.",
)
def refunds_as_purchases(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    amount = _column(options, "amount", "amount")
    counted = rfm.compute(transactions.assign(**{amount: transactions[amount].abs()}), **options)
    # A sum of all rows is the net sum all the same; only R and F, and a mean, go wrong.
    money = rfm.compute(transactions, **{**options, "absent": "keep", "monetary": "sum"})
    net = money["monetary_value"].reindex(counted.index)
    by_mean = options.get("monetary") == "mean"
    return counted.assign(monetary_value=net / counted["frequency"] if by_mean else net)


@misconception(
    "rfm.refunds_not_subtracted",
    "rfm.compute",
    zh="M 没有扣除退款：退回的钱不是店里的收入。",
    en="Refunds are not taken off M: money paid back is no revenue.",
)
def refunds_not_subtracted(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return rfm.compute(transactions, **{**options, "refunds": "ignore"})


@misconception(
    "rfm.interactions_without_refunds",
    "rfm.compute",
    zh="漏掉了退款：这里一次退款也是一次互动，更新 R，也计入 F。",
    en="Refunds are left out: here a refund is an interaction too, and counts for R and F.",
)
def interactions_without_refunds(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return rfm.compute(transactions, **{**options, "refunds": "subtract"})


@misconception(
    "rfm.days_counted",
    "rfm.compute",
    zh="F 数的是来过的天数：同一天的两次购买要算两次。",
    en="F counts days: two purchases on one day are two.",
)
def days_counted(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return rfm.compute(transactions, **{**options, "purchases": "day"})


@misconception(
    "rfm.rows_counted",
    "rfm.compute",
    zh="F 数的是行数：这里同一天（同一单）的几行只算一次购买。",
    en="F counts rows: here the rows of one day (one order) are one purchase.",
)
def rows_counted(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return rfm.compute(transactions, **{**options, "purchases": "row"})


@misconception(
    "rfm.mean_for_sum",
    "rfm.compute",
    zh="M 取了平均每次金额：这里要的是总金额。",
    en="M is the mean amount per purchase: the total is asked for.",
)
def mean_for_sum(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return rfm.compute(transactions, **{**options, "monetary": "mean"})


@misconception(
    "rfm.sum_for_mean",
    "rfm.compute",
    zh="M 取了总金额：这里要的是平均每次金额。",
    en="M is the total: the mean amount per purchase is asked for.",
)
def sum_for_mean(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    return rfm.compute(transactions, **{**options, "monetary": "sum"})


def _with_recency(
    transactions: pd.DataFrame, options: dict[str, Any], days: Callable[..., pd.Series]
) -> pd.DataFrame:
    """Replace R by a function of the first and the last purchase and the day of analysis."""
    table = rfm.compute(transactions, **options)
    as_of = pd.Timestamp(options["as_of"])
    last = as_of - pd.to_timedelta(table["days_since_last"], unit="D")
    first = _first_purchase(transactions, options).reindex(table.index)
    return table.assign(days_since_last=days(first, last, as_of).dt.days)


def _first_purchase(transactions: pd.DataFrame, options: dict[str, Any]) -> pd.Series:
    days = pd.to_datetime(transactions[_column(options, "date", "date")]).dt.normalize()
    counts = (transactions[_column(options, "amount", "amount")] >= 0) & (
        days <= pd.Timestamp(options["as_of"])
    )
    first_day = _window_start(options)
    if first_day is not None:
        counts &= days >= first_day
    customers = transactions[_column(options, "customer", "customer_id")]
    return days[counts].groupby(customers[counts], observed=True).min()


def _window_start(options: dict[str, Any]) -> pd.Timestamp | None:
    window = options.get("window")
    if isinstance(window, int):
        return pd.Timestamp(options["as_of"]) - pd.Timedelta(days=window - 1)
    return None if window is None else pd.Timestamp(window)
