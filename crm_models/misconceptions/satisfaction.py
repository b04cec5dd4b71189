"""Mistakes about satisfaction scores: C = b/a, NPS, CSAT, the ACSI score, five indicators."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from crm_models import satisfaction
from crm_models.misconceptions.registry import misconception

if TYPE_CHECKING:
    import pandas as pd

    from crm_models.satisfaction.confirmation import Aggregation

_OTHER: dict[Aggregation, Aggregation] = {
    "mean_of_ratios": "ratio_of_means",
    "ratio_of_means": "mean_of_ratios",
}


@misconception(
    "satisfaction.other_aggregation",
    "satisfaction.cb_index",
    zh="汇总方式弄反了：“比值的均值”先逐人算 b/a 再平均，“均值的比值”先平均再相除。",
    en="The other aggregation: the mean of ratios divides for each respondent, then averages; "
    "the ratio of means averages first.",
)
def other_aggregation(perceived: Any, expected: Any, **options: Any) -> float:
    chosen = options.pop("aggregation", "mean_of_ratios")
    return satisfaction.cb_index(perceived, expected, aggregation=_OTHER[chosen], **options)


@misconception(
    "satisfaction.index_inverted",
    "satisfaction.cb_index",
    zh="C = b/a 颠倒了：感知值除以期望值，不是期望值除以感知值。",
    en="C = b/a is upside down: divide perception by expectation.",
)
def index_inverted(perceived: Any, expected: Any, **options: Any) -> float:
    return satisfaction.cb_index(expected, perceived, **options)


@misconception(
    "satisfaction.difference_for_ratio",
    "satisfaction.cb_index",
    zh="算成了差 b - a：满意度指数是比值 b/a。",
    en="This is the difference b - a: the index is the ratio b/a.",
)
def difference_for_ratio(perceived: Any, expected: Any, **options: Any) -> float:
    difference = satisfaction.disconfirmation(perceived, expected)
    return float(np.average(difference, weights=options.get("weights")))


@misconception(
    "satisfaction.disconfirmation_reversed",
    "satisfaction.disconfirmation",
    zh="符号反了：感知减期望，超过期望为正。",
    en="The sign is reversed: perception minus expectation, so that better than expected is above "
    "0.",
)
def disconfirmation_reversed(perceived: Any, expected: Any) -> pd.Series:
    return -satisfaction.disconfirmation(perceived, expected)


@misconception(
    "satisfaction.passives_as_promoters",
    "satisfaction.nps",
    zh="7 分和 8 分算成了推荐者：它们是被动者，只计入总人数。",
    en="Answers of 7 and 8 are counted as promoters: passives only count in the total.",
)
def passives_as_promoters(answers: Any, **options: Any) -> float:
    group = satisfaction.nps_groups(answers, **options)
    return 100.0 * (group.promoters + group.passives - group.detractors) / group.n


@misconception(
    "satisfaction.nps_as_mean",
    "satisfaction.nps",
    zh="算成了平均分的百分数：NPS 是推荐者比例减贬损者比例。",
    en="This is the mean answer in percent: NPS is the share of promoters minus that of "
    "detractors.",
)
def nps_as_mean(answers: Any, **options: Any) -> float:
    return float(10.0 * np.average(answers, weights=options.get("weights")))


@misconception(
    "satisfaction.detractors_forgotten",
    "satisfaction.nps",
    zh="只算了推荐者的比例：还要减去贬损者的比例。",
    en="Only the share of promoters: the share of detractors has to be subtracted.",
)
def detractors_forgotten(answers: Any, **options: Any) -> float:
    group = satisfaction.nps_groups(answers, **options)
    return 100.0 * group.promoters / group.n


@misconception(
    "satisfaction.passives_left_out",
    "satisfaction.nps",
    zh="分母漏掉了被动者：比例要除以全部回答人数。",
    en="Passives are missing from the denominator: divide by all answers.",
)
def passives_left_out(answers: Any, **options: Any) -> float:
    group = satisfaction.nps_groups(answers, **options)
    return 100.0 * (group.promoters - group.detractors) / (group.promoters + group.detractors)


@misconception(
    "satisfaction.six_as_passive",
    "satisfaction.nps",
    zh="6 分算成了被动者：0 到 6 分都是贬损者。",
    en="Answers of 6 are counted as passives: detractors are all from 0 to 6.",
)
def six_as_passive(answers: Any, **options: Any) -> float:
    return satisfaction.nps(np.where(np.asarray(answers) == 6, 7, answers), **options)


@misconception(
    "satisfaction.nps_interval_of_a_share",
    "satisfaction.nps_interval",
    zh="方差用了 p(1-p)，那是一个比例的方差；NPS 是两个比例之差：p + d - (p - d)²。",
    en="The variance is that of one share, p(1-p); NPS is a difference of two: p + d - (p - d)^2.",
)
def nps_interval_of_a_share(answers: Any, **options: Any) -> tuple[float, float]:
    group = satisfaction.nps_groups(answers, weights=options.get("weights"))
    p = group.promoters / group.n
    half = _z(options) * 100.0 * float(np.sqrt(p * (1 - p) / group.n))
    return group.score - half, group.score + half


@misconception(
    "satisfaction.nps_interval_of_answers",
    "satisfaction.nps_interval",
    zh="没有除以 √n：这是单个回答的离散程度，不是 NPS 的标准误。",
    en="The square root of n is missing: this is the spread of one answer, not the standard error "
    "of NPS.",
)
def nps_interval_of_answers(answers: Any, **options: Any) -> tuple[float, float]:
    group = satisfaction.nps_groups(answers, weights=options.get("weights"))
    half = _z(options) * 100.0 * float(np.sqrt(group.variance))
    return group.score - half, group.score + half


@misconception(
    "satisfaction.wald_for_wilson",
    "satisfaction.csat_interval",
    zh="用了 p ± z·√(p(1-p)/n)：威尔逊区间的中心和半宽都含 z²，全体都满意时也有宽度。",
    en="This is p +- z*sqrt(p(1-p)/n): centre and width of Wilson's interval hold z^2, so that it "
    "has a width even if all are satisfied.",
)
def wald_for_wilson(percent: float, n: float, **options: Any) -> tuple[float, float]:
    p = percent / 100
    half = _z(options) * 100.0 * float(np.sqrt(p * (1 - p) / n))
    return percent - half, percent + half


def _z(options: Any) -> float:
    return NormalDist().inv_cdf((1 + options.get("level", 0.95)) / 2)


@misconception(
    "satisfaction.csat_as_mean",
    "satisfaction.csat",
    zh="算成了平均分占满分的百分数：CSAT 是表示满意的人所占的比例。",
    en="This is the mean answer as a percentage of the maximum: CSAT is the share of satisfied "
    "answers.",
)
def csat_as_mean(answers: Any, **options: Any) -> float:
    mean = np.average(answers, weights=options.get("weights"))
    return float(100.0 * mean / options.get("scale", (1, 5))[1])


@misconception(
    "satisfaction.only_top_box",
    "satisfaction.csat",
    zh="只算了最高分：从 satisfied_from 起的回答都算满意。",
    en="Only the highest answer is counted: all from satisfied_from up are satisfied.",
)
def only_top_box(answers: Any, **options: Any) -> float:
    top = options.get("scale", (1, 5))[1]
    return satisfaction.csat(answers, **(options | {"satisfied_from": top}))


@misconception(
    "satisfaction.minimum_kept",
    "satisfaction.acsi_score",
    zh="没有减去量表的最小值：全答 1 分应得 0，不是 10。",
    en="The lowest answer is not subtracted: all ones must give 0, not 10.",
)
def minimum_kept(means: Any, weights: Any = None, **options: Any) -> float:
    low, high = options.get("scale", (1, 10))
    share = satisfaction.acsi_score(means, weights, **options) / 100.0
    return float(100.0 * (low + share * (high - low)) / high)


@misconception(
    "satisfaction.items_unweighted",
    "satisfaction.acsi_score",
    zh="没有用权重：题项均值要按权重平均。",
    en="The weights are ignored: average the items by their weights.",
)
def items_unweighted(means: Any, weights: Any = None, **options: Any) -> float:
    return satisfaction.acsi_score(means, **options)


@misconception(
    "satisfaction.complaints_per_customer",
    "satisfaction.indicator_panel",
    zh="投诉率用了投诉次数和全部客户：应是投诉过的买家除以买家。",
    en="The complaint rate counts complaints over all customers: it is buyers who complained over "
    "buyers.",
)
def complaints_per_customer(customers: pd.DataFrame, **options: Any) -> pd.Series:
    panel = satisfaction.indicator_panel(customers, **options)
    panel["complaint_rate"] = np.average(customers["complaints"], weights=options.get("weights"))
    return panel


@misconception(
    "satisfaction.repeat_as_count",
    "satisfaction.indicator_panel",
    zh="回头率算成了次数：它是买过两次及以上的买家所占的比例。",
    en="The return rate is a count here: it is the share of buyers who bought at least twice.",
)
def repeat_as_count(customers: pd.DataFrame, **options: Any) -> pd.Series:
    panel = satisfaction.indicator_panel(customers, **options)
    panel["repeat_rate"] = satisfaction.repeat_purchases(customers["purchases"])
    return panel
