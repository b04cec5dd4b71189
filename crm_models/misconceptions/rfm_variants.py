"""Mistakes in the other readings of RFM: four segments, four tiers, recent buyers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import rfm
from crm_models.misconceptions.registry import misconception
from crm_models.transactions import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from crm_models.text import Lang

_UPWARDS = ("potential_value", "low_value", "high_value", "important_value")


@misconception(
    "rfm.segments_by_days",
    "rfm.four_segments",
    zh="R 的方向反了：这里“R 高”是得分高（最近来过），不是天数多。",
    en='R runs the wrong way: "high R" is a high score (seen recently), not many days.',
)
def segments_by_days(levels: pd.DataFrame, *args: Any, **options: Any) -> pd.Series:
    return rfm.four_segments(levels.assign(R=4 - levels["R"]), *args, **options)


@misconception(
    "rfm.unnamed_as_low_value",
    "rfm.four_segments",
    zh="没有名字的组合归进了“低价值”：只有三项都低才是低价值客户，其余是“其他”。",
    en='Combinations without a name went to "low value": that is low in all three; the rest is '
    '"other".',
)
def unnamed_as_low_value(levels: pd.DataFrame, lang: Lang | None = None) -> pd.Series:
    keys = rfm.four_segments(levels).replace("other", "low_value")
    if lang is None:
        return keys
    return keys.map({key: name.of(lang) for key, name in rfm.FOUR_SEGMENTS.items()})


@misconception(
    "rfm.last_rule_wins",
    "rfm.four_tiers",
    zh="后面的规则盖住了前面的：几条规则都符合时，次序在前的算数。",
    en="Later rules overwrite earlier ones: where several hold, the first in the order counts.",
)
def last_rule_wins(
    important: pd.DataFrame, precedence: Sequence[str] = _UPWARDS[::-1], lang: Lang | None = None
) -> pd.Series:
    return rfm.four_tiers(important, tuple(precedence)[::-1], lang)


@misconception(
    "rfm.last_day_left_out",
    "rfm.recent_buyer_trend",
    zh="恰好满天数的客户没有算：R 不超过给定的天数就算（<=）。",
    en="Customers exactly at the limit are left out: R at most the given days counts (<=).",
)
def last_day_left_out(
    transactions: pd.DataFrame, days: int = 30, *, as_of: Sequence[Any], **columns: Any
) -> pd.DataFrame:
    return rfm.recent_buyer_trend(transactions, days - 1, as_of=as_of, **columns)


@misconception(
    "rfm.later_customers_known",
    "rfm.recent_buyer_trend",
    zh="分母用了全部客户：那一天还没有买过的客户，当时并不认识，不能算。",
    en="The share is of all customers: who has not bought by that day is not known yet.",
)
def later_customers_known(
    transactions: pd.DataFrame, days: int = 30, *, as_of: Sequence[Any], **columns: Any
) -> pd.DataFrame:
    trend = rfm.recent_buyer_trend(transactions, days, as_of=as_of, **columns)
    dates = transactions[columns.get("date", "date")]
    end = max(day(moment) for moment in (*as_of, dates.max()))
    everyone = rfm.recent_buyer_trend(transactions, days, as_of=[end], **columns)["known"].iloc[0]
    return trend.assign(known=everyone, share=trend["recent"] / everyone)
