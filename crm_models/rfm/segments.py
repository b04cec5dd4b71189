"""The eight named segments of the binary codes, as data."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from crm_models.errors import DataError
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


class Segment(NamedTuple):
    """A named group of customers and what to do about it.

    Parameters
    ----------
    code
        Three digits in the order R, F, M; 1 is low, 2 is high.
    name
        What the segment is called.
    profile
        What its customers have in common.
    strategy
        What the shop does for them.
    """

    code: str
    name: Text
    profile: Text
    strategy: Text


_ALL = (
    Segment(
        "222",
        Text("重要价值客户", "key value customers"),
        Text("最近来过、常来、花得多", "bought recently, often and for much"),
        Text(
            "优先服务，专属权益，请他们推荐新客户；不要只靠打折",
            "serve them first, give them privileges, ask for referrals; do not live on discounts",
        ),
    ),
    Segment(
        "122",
        Text("重要保持客户", "key customers to keep"),
        Text("过去常来、花得多，最近没来", "bought often and for much, but not lately"),
        Text(
            "主动联系，问清原因，用他们常买的东西请他们回来",
            "get in touch, find out why, and bring them back with what they used to buy",
        ),
    ),
    Segment(
        "212",
        Text("重要发展客户", "key customers to develop"),
        Text("最近来过、花得多，但来得少", "bought recently and for much, but seldom"),
        Text(
            "用会员积分和搭配推荐增加到店次数",
            "raise the number of visits with a loyalty card and matching offers",
        ),
    ),
    Segment(
        "112",
        Text("重要挽留客户", "key customers to win back"),
        Text("花得多，但来得少，最近也没来", "spent much, but came seldom and not lately"),
        Text(
            "趁还没流失，一对一挽留；先看值不值得花这笔钱",
            "win them back one by one before they are gone, if the sum justifies the cost",
        ),
    ),
    Segment(
        "221",
        Text("一般价值客户", "general value customers"),
        Text("最近来过、常来，但花得少", "bought recently and often, but for little"),
        Text(
            "推荐更高价的商品和组合装，提高客单价",
            "raise the amount per purchase with bundles and better products",
        ),
    ),
    Segment(
        "121",
        Text("一般保持客户", "general customers to keep"),
        Text("过去常来，花得少，最近没来", "bought often, for little, and not lately"),
        Text(
            "用低成本的群发提醒和小优惠保持联系",
            "keep in touch with inexpensive reminders and small offers",
        ),
    ),
    Segment(
        "211",
        Text("一般发展客户", "general customers to develop"),
        Text(
            "最近来过，来得少、花得少，多半是新客户",
            "new: bought recently, seldom and for little",
        ),
        Text(
            "欢迎新客户，促成第二次购买",
            "welcome the newcomers and earn their second purchase",
        ),
    ),
    Segment(
        "111",
        Text("一般挽留客户", "general customers to win back"),
        Text("很久没来，来得少、花得少", "bought long ago, seldom and for little"),
        Text(
            "不再单独投入，只用自动化、低成本的方式联系",
            "spend nothing on them one by one; reach them by automatic means only",
        ),
    ),
)

SEGMENTS: Mapping[str, Segment] = MappingProxyType({segment.code: segment for segment in _ALL})
"""The eight segments by code, in order of importance."""


def segments(codes: pd.Series, lang: Lang = "zh") -> pd.Series:
    """Return the name of each customer's segment.

    Other texts name the segments differently; pass the codes through your own mapping then.

    Parameters
    ----------
    codes
        What `binary_codes` returns.
    lang
        Language of the names.

    Raises
    ------
    DataError
        Naming the rows whose code is not one of the eight.

    Examples
    --------
    >>> import pandas as pd
    >>> segments(pd.Series(["222", "111"]), lang="en").tolist()
    ['key value customers', 'general customers to win back']
    """
    unknown = ~codes.isin(list(SEGMENTS))
    if unknown.any():
        raise DataError(
            "编码只能是 111 到 222 的八种（R、F、M 各取 1 或 2）",
            "a code is one of the eight from 111 to 222 (R, F, M, each 1 or 2)",
            rows=codes.index[unknown].tolist(),
        )
    names = {code: segment.name.of(lang) for code, segment in SEGMENTS.items()}
    return codes.map(names).rename("segment")
