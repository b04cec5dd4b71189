"""What can be wrong with a table of transactions, in words: one wording wherever they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

ZONE_IN_TEXT = r"\d:\d.*(?:Z|[+-]\d\d(?::?\d\d)?)$"
"""How a time of day with a time zone ends: 2025-04-30T08:00+08:00, 08:00Z."""


def absent_columns(absent: Iterable[object], there: Iterable[object]) -> Text:
    """Return what to say of columns that are missing."""
    lacking, has = list(map(str, absent)), list(map(str, there))
    return Text(
        f"交易表缺少列 {'、'.join(lacking)}；现有的列：{'、'.join(has)}",
        f"the transactions have no column {', '.join(lacking)}; they have: {', '.join(has)}",
    )


def missing_values(name: str) -> Text:
    """Return what to say of cells without a value."""
    return Text(
        f"列 {name} 有缺失值；请补上或删去这些行",
        f"column {name} has missing values; fill in or drop these rows",
    )


def time_zone(name: str) -> Text:
    """Return what to say of times that carry a time zone."""
    return Text(
        f"列 {name} 带时区；请先换成当地时间再去掉时区（tz_convert(...).tz_localize(None)）",
        f"column {name} carries a time zone; convert to local time and drop it "
        "(tz_convert(...).tz_localize(None))",
    )


def numbers_for_dates(name: str) -> Text:
    """Return what to say of numbers where dates are needed."""
    return Text(
        f"列 {name} 是数字，不是日期；请先用 pd.to_datetime 转换",
        f"column {name} holds numbers, not dates; convert it with pd.to_datetime first",
    )


def unreadable_dates(name: str) -> Text:
    """Return what to say of texts that are no dates."""
    return Text(
        f"列 {name} 有读不懂的日期；请写成 2025-04-30 的样子",
        f"column {name} has dates that cannot be read; write them like 2025-04-30",
    )


def not_numeric(name: str) -> Text:
    """Return what to say of amounts that are no numbers."""
    return Text(
        f"列 {name} 不是数字；请先用 pd.to_numeric 转换",
        f"column {name} is not numeric; convert it with pd.to_numeric first",
    )


def infinite_amounts(name: str) -> Text:
    """Return what to say of amounts without limit."""
    return Text(f"列 {name} 有无穷大的金额", f"column {name} has infinite amounts")


def mixed_currencies(name: str, usual: object) -> Text:
    """Return what to say of a second currency."""
    return Text(
        f"列 {name} 混有多种货币（多数是 {usual}）；请先换算成一种",
        f"column {name} mixes currencies (mostly {usual}); convert to one first",
    )


def refunds(name: str) -> Text:
    """Return what to say of amounts of 0 or less where nobody said what they are."""
    return Text(
        f"{name} 不大于 0（退款或赠品）：请先处理，或用 refunds='drop' 去掉、'keep' 保留",
        f"{name} is 0 or less (refund, gift): settle it or use refunds='drop' or 'keep'",
    )


def none_up_to(as_of: object) -> Text:
    """Return what to say where no transaction lies in time."""
    return Text(f"截至 {as_of} 没有交易", f"there are no transactions up to {as_of}")
