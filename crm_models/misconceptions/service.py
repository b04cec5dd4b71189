"""Mistakes about SERVQUAL, word of mouth, complaints and loyalty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models.misconceptions.registry import misconception
from crm_models.satisfaction import complaints, loyalty, servqual, word_of_mouth

if TYPE_CHECKING:
    import pandas as pd


@misconception(
    "servqual.gap_reversed",
    "satisfaction.servqual.gaps",
    zh="差距的符号反了：感知减期望（P - E），不及期望为负。",
    en="The gap has the wrong sign: perception minus expectation (P - E), below 0 where the "
    "service falls short.",
)
def gap_reversed(expectations: pd.DataFrame, perceptions: pd.DataFrame) -> pd.DataFrame:
    return servqual.gaps(perceptions, expectations)


@misconception(
    "servqual.score_reversed",
    "satisfaction.servqual.score",
    zh="得分的符号反了：感知减期望（P - E）。",
    en="The score has the wrong sign: perception minus expectation (P - E).",
)
def score_reversed(expectations: pd.DataFrame, perceptions: pd.DataFrame, **options: Any) -> float:
    return servqual.score(perceptions, expectations, **options)


@misconception(
    "servqual.items_count_alike",
    "satisfaction.servqual.score",
    zh="把 22 个题项直接平均了：先在每个维度内平均，再按维度的权重合计。",
    en="All 22 items are averaged alike: average within each dimension first, then weight the "
    "dimensions.",
)
def items_count_alike(
    expectations: pd.DataFrame, perceptions: pd.DataFrame, **options: Any
) -> float:
    sizes = {name: 100 * size / 22 for name, size in servqual.SIZES.items()}
    return servqual.score(expectations, perceptions, **(options | {"points": sizes}))


@misconception(
    "servqual.reliability_alone",
    "satisfaction.servqual.score",
    zh="只看了可靠性：得分要合计五个维度。",
    en="Only reliability is looked at: the score adds up five dimensions.",
)
def reliability_alone(
    expectations: pd.DataFrame, perceptions: pd.DataFrame, **options: Any
) -> float:
    only = dict.fromkeys(servqual.DIMENSIONS, 0) | {"reliability": 100}
    return servqual.score(expectations, perceptions, **(options | {"points": only}))


@misconception(
    "word_of_mouth.break_even_inverted",
    "satisfaction.word_of_mouth.break_even",
    zh="分子用错了：p* = b/(g + b)，分子是不满意者告诉的人数。",
    en="The wrong number stands above: p* = b/(g + b), with the people told by one dissatisfied.",
)
def break_even_inverted(satisfied_tell: float = 4.5, dissatisfied_tell: float = 9.5) -> float:
    return word_of_mouth.break_even(dissatisfied_tell, satisfied_tell)


@misconception(
    "word_of_mouth.ratio_for_share",
    "satisfaction.word_of_mouth.break_even",
    zh="算成了 g/b：口碑平衡时 p g = (1 - p) b，不满意者的比例是 1 - p。",
    en="This is g/b: at balance p g = (1 - p) b, for the dissatisfied are the share 1 - p.",
)
def ratio_for_share(satisfied_tell: float = 4.5, dissatisfied_tell: float = 9.5) -> float:
    return satisfied_tell / dissatisfied_tell


@misconception(
    "word_of_mouth.shares_of_all",
    "satisfaction.word_of_mouth.behaviour",
    zh="把 1/3 和 45 % 乘在全部投诉者上了：它们是不满意者中的比例。",
    en="One third and 45 % are taken of all who complained: they are shares of the dissatisfied.",
)
def shares_of_all(complainers: float, satisfied_share: float, *study: Any, **named: Any) -> Any:
    right = word_of_mouth.behaviour(complainers, satisfied_share, *study, **named)
    everyone = word_of_mouth.behaviour(complainers, 0.0, *study, **named)
    wrong = ["boycott", "buy_less", "dissatisfied_as_before"]
    return right.where(~right.index.isin(wrong), everyone)


@misconception(
    "word_of_mouth.buy_more_of_all",
    "satisfaction.word_of_mouth.behaviour",
    zh="把 10 % 乘在全部投诉者上了：它是完全满意者中的比例。",
    en="10 % is taken of all who complained: it is a share of those fully satisfied.",
)
def buy_more_of_all(complainers: float, satisfied_share: float, *study: Any, **named: Any) -> Any:
    right = word_of_mouth.behaviour(complainers, satisfied_share, *study, **named)
    everyone = word_of_mouth.behaviour(complainers, 1.0, *study, **named)
    return right.where(~right.index.isin(["buy_more", "satisfied_as_before"]), everyone)


@misconception(
    "word_of_mouth.shares_swapped",
    "satisfaction.word_of_mouth.reach",
    zh="满意者与不满意者的比例弄反了：好口碑来自满意者。",
    en="The shares are swapped: good word of mouth comes from the satisfied.",
)
def shares_swapped(complainers: float, satisfied_share: float, *study: Any, **named: Any) -> Any:
    return word_of_mouth.reach(complainers, 1 - satisfied_share, *study, **named)


@misconception(
    "word_of_mouth.net_of_same_ends",
    "satisfaction.word_of_mouth.reach",
    zh="净口碑的区间取错了：最低是好口碑最少、坏口碑最多时。",
    en="The range of the balance is too narrow: it is lowest with least good and most bad word of "
    "mouth.",
)
def net_of_same_ends(complainers: float, satisfied_share: float, *study: Any, **named: Any) -> Any:
    table = word_of_mouth.reach(complainers, satisfied_share, *study, **named)
    table.loc["net"] = table.loc["positive"] - table.loc["negative"]
    return table


@misconception(
    "complaints.conversion_of_all",
    "satisfaction.complaints.funnel",
    zh="转化率除以了全部案件：应除以到达前一阶段的案件数。",
    en="Conversion is divided by all cases: divide by those that reached the stage before.",
)
def conversion_of_all(log: pd.DataFrame) -> pd.DataFrame:
    table = complaints.funnel(log)
    table["conversion"] = table["share"].where(table["conversion"].notna())
    return table


@misconception(
    "complaints.only_last_stage",
    "satisfaction.complaints.funnel",
    zh="每个案件只算在最后阶段：到达后一阶段的案件也到达过前面的阶段。",
    en="Cases are counted at their last stage alone: who came further has passed the stages "
    "before.",
)
def only_last_stage(log: pd.DataFrame) -> pd.DataFrame:
    table = complaints.funnel(log)
    table["reached"] = table["stopped"]
    table["share"] = table["stopped"] / table["stopped"].sum()
    return table


@misconception(
    "loyalty.latent_and_spurious_swapped",
    "satisfaction.loyalty.dick_basu",
    zh="潜在忠诚与虚假忠诚弄反了：潜在忠诚是态度高、重复购买低。",
    en="Latent and spurious loyalty are swapped: latent is a high attitude with few repeat "
    "purchases.",
)
def latent_and_spurious_swapped(repeat: Any, attitude: Any, **options: Any) -> pd.Series:
    swap = {"latent": "spurious", "spurious": "latent"}
    return loyalty.dick_basu(repeat, attitude, **options).replace(swap)


@misconception(
    "loyalty.behaviour_alone",
    "satisfaction.loyalty.dick_basu",
    zh="只看了重复购买：忠诚还要有高的相对态度。",
    en="Only repeat purchase is looked at: loyalty needs a high relative attitude too.",
)
def behaviour_alone(repeat: Any, attitude: Any, **options: Any) -> pd.Series:
    found = loyalty.dick_basu(repeat, attitude, **options)
    return found.replace({"spurious": "loyal", "latent": "none"})
