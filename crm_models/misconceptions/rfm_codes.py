"""Mistakes in cutting R, F, M into scores, codes and segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models import rfm
from crm_models.misconceptions.registry import misconception
from crm_models.rfm.cuts import FEWER_IS_BETTER

if TYPE_CHECKING:
    import pandas as pd

_OTHER_TIE = {"high": "low", "low": "high"}
_SWAPPED = {"122": "212", "212": "122", "121": "211", "211": "121"}


@misconception(
    "rfm.digit_order_frm",
    "rfm.binary_codes",
    zh="三位编码的次序错成了 F、R、M：次序是 R、F、M。",
    en="The digits stand in the order F, R, M: the order is R, F, M.",
)
def digit_order_frm(table: pd.DataFrame, *args: Any, **options: Any) -> pd.Series:
    codes = rfm.binary_codes(table, *args, **options)
    return codes.str[1] + codes.str[0] + codes.str[2]


@misconception(
    "rfm.recency_not_inverted",
    "rfm.binary_codes",
    zh="R 没有反转：天数少才是高（2），天数多是低（1）。",
    en="R is not turned round: few days are high (2), many days are low (1).",
)
def recency_not_inverted(table: pd.DataFrame, *args: Any, **options: Any) -> pd.Series:
    codes = rfm.binary_codes(table, *args, **options)
    # Days above the cut are taken for high; a value on the point is high either way round.
    other = {**options, "ties": _OTHER_TIE[options.get("ties", "high")]}
    recency = rfm.binary_codes(table, *args, **other).str[0]
    return recency.map({"1": "2", "2": "1"}) + codes.str[1:]


@misconception(
    "rfm.low_high_swapped",
    "rfm.binary_codes",
    zh="1 和 2 用反了：1 表示低，2 表示高。",
    en="1 and 2 are swapped: 1 is low, 2 is high.",
)
def low_high_swapped(table: pd.DataFrame, *args: Any, **options: Any) -> pd.Series:
    codes = rfm.binary_codes(table, *args, **options)
    return codes.map(lambda code: code.translate(str.maketrans("12", "21")))


@misconception(
    "rfm.wrong_side_of_the_cut",
    "rfm.binary_codes",
    zh="恰好等于分割点的客户分错了边：看清题目要的是“大于”（>）还是“不小于”（>=）。",
    en='Customers exactly on the cut fall on the wrong side: mind "more than" (>) and '
    '"at least" (>=).',
)
def wrong_side_of_the_cut(table: pd.DataFrame, *args: Any, **options: Any) -> pd.Series:
    other = {**options, "ties": _OTHER_TIE[options.get("ties", "high")]}
    return rfm.binary_codes(table, *args, **other)


@misconception(
    "rfm.median_for_mean",
    "rfm.binary_codes",
    zh="分割点用了中位数：这里要用平均值。",
    en="The cut is at the median: here it is at the mean.",
)
def median_for_mean(table: pd.DataFrame, cut: Any = "mean", **options: Any) -> pd.Series:
    return rfm.binary_codes(table, "median", **options)


@misconception(
    "rfm.mean_for_median",
    "rfm.binary_codes",
    zh="分割点用了平均值：这里要用中位数。",
    en="The cut is at the mean: here it is at the median.",
)
def mean_for_median(table: pd.DataFrame, cut: Any = "mean", **options: Any) -> pd.Series:
    return rfm.binary_codes(table, "mean", **options)


@misconception(
    "rfm.recency_score_not_inverted",
    "rfm.scores",
    zh="R 的分数没有反转：天数越少，分数越高。",
    en="The R score is not turned round: the fewer days, the higher the score.",
)
def recency_score_not_inverted(table: pd.DataFrame, *args: Any, **options: Any) -> pd.DataFrame:
    turned = table.assign(**{FEWER_IS_BETTER: -table[FEWER_IS_BETTER]})
    return rfm.scores(turned, *args, **options)


@misconception(
    "rfm.best_is_one",
    "rfm.scores",
    zh="分数方向反了：最好的一档得最高分，最差的一档得 1 分。",
    en="The scores run the wrong way: the best class has the highest score, the worst has 1.",
)
def best_is_one(table: pd.DataFrame, n: int = 5, **options: Any) -> pd.DataFrame:
    scored = rfm.scores(table, n, **options)
    return _with_text(n + 1 - scored[list("RFM")])


@misconception(
    "rfm.equal_width_classes",
    "rfm.scores",
    zh="按等宽区间分了档（pd.cut）：这里要按分位数分档，每档人数大致相等。",
    en="The classes have equal width (pd.cut): here they are cut at quantiles, "
    "with about as many customers in each.",
)
def equal_width_classes(table: pd.DataFrame, n: int = 5, **options: Any) -> pd.DataFrame:
    low, high = table.min(), table.max()
    points = {
        column: [low[column] + (high[column] - low[column]) * k / n for k in range(1, n)]
        for column in rfm.COLUMNS
    }
    return rfm.scores(table, n, **{**options, "by": points})


@misconception(
    "rfm.keep_and_develop_swapped",
    "rfm.segments",
    zh="“保持”和“发展”弄反了：R 低 F 高是保持（常客没来），R 高 F 低是发展（来过、还不常来）。",
    en='"Keep" and "develop" are swapped: low R, high F is to keep (a regular who stays away); '
    "high R, low F is to develop.",
)
def keep_and_develop_swapped(codes: pd.Series, *args: Any, **options: Any) -> pd.Series:
    return rfm.segments(codes.replace(_SWAPPED), *args, **options)


@misconception(
    "rfm.key_and_general_swapped",
    "rfm.segments",
    zh="“重要”和“一般”弄反了：M 高的是重要客户，M 低的是一般客户。",
    en='"Key" and "general" are swapped: customers with a high M are key, with a low M general.',
)
def key_and_general_swapped(codes: pd.Series, *args: Any, **options: Any) -> pd.Series:
    swapped = codes.str[:2] + codes.str[2].map({"1": "2", "2": "1"})
    return rfm.segments(swapped, *args, **options)


def _with_text(digits: pd.DataFrame) -> pd.DataFrame:
    return digits.assign(score=digits.astype(str).agg("".join, axis=1))
