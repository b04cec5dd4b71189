"""Mistakes about Kano's questionnaire and its coefficients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_models.misconceptions.registry import misconception
from crm_models.satisfaction import kano

if TYPE_CHECKING:
    import pandas as pd

_TURNED = {place: 6 - place for place in range(1, 6)}
_TURNED_NAMES = dict(zip(kano.ANSWERS, reversed(kano.ANSWERS), strict=True))


@misconception(
    "kano.questions_swapped",
    "satisfaction.kano.classify",
    zh="评价表的行列弄反了：行是“具备该特性”的回答，列是“不具备”的回答。",
    en="Rows and columns of the table are swapped: rows are the answers to having the feature, "
    "columns those to lacking it.",
)
def questions_swapped(functional: Any, dysfunctional: Any) -> pd.DataFrame:
    return kano.classify(dysfunctional, functional)


@misconception(
    "kano.dysfunctional_scale_turned",
    "satisfaction.kano.classify",
    zh="反向题的五个答案倒着编码了：两道题都是 1 = 很喜欢，5 = 很不喜欢。",
    en="The answers to the dysfunctional question are coded backwards: 1 is like and 5 dislike in "
    "both.",
)
def dysfunctional_scale_turned(functional: Any, dysfunctional: Any) -> pd.DataFrame:
    turned = dysfunctional.replace(_TURNED | _TURNED_NAMES)
    return kano.classify(functional, turned)


@misconception(
    "kano.better_without_indifferent",
    "satisfaction.kano.better",
    zh="分母漏掉了 I：Better = (A + O)/(A + O + M + I)。",
    en="I is missing from the denominator: Better = (A + O)/(A + O + M + I).",
)
def better_without_indifferent(counts: pd.DataFrame) -> pd.Series:
    return kano.better(counts.assign(I=0))


@misconception(
    "kano.better_of_all_answers",
    "satisfaction.kano.better",
    zh="分母多算了 R 和 Q：只用 A、O、M、I。",
    en="R and Q are in the denominator: it holds A, O, M and I only.",
)
def better_of_all_answers(counts: pd.DataFrame) -> pd.Series:
    return ((counts["A"] + counts["O"]) / counts[list("MOAIRQ")].sum(axis=1)).rename("better")


@misconception(
    "kano.better_without_one_dimensional",
    "satisfaction.kano.better",
    zh="分子漏掉了 O：期望质量具备时也使人满意。",
    en="O is missing above: one-dimensional features please too when they are there.",
)
def better_without_one_dimensional(counts: pd.DataFrame) -> pd.Series:
    return (kano.better(counts) * counts["A"] / (counts["A"] + counts["O"])).rename("better")


@misconception(
    "kano.worse_without_minus",
    "satisfaction.kano.worse",
    zh="Worse 漏了负号：缺少特性使满意度下降，取 -1 到 0。",
    en="The minus sign of Worse is missing: a lack takes satisfaction away, so it runs from -1 to "
    "0.",
)
def worse_without_minus(counts: pd.DataFrame) -> pd.Series:
    return -kano.worse(counts)


@misconception(
    "kano.worse_without_indifferent",
    "satisfaction.kano.worse",
    zh="分母漏掉了 I：Worse = -(O + M)/(A + O + M + I)。",
    en="I is missing from the denominator: Worse = -(O + M)/(A + O + M + I).",
)
def worse_without_indifferent(counts: pd.DataFrame) -> pd.Series:
    return kano.worse(counts.assign(I=0))


@misconception(
    "kano.worse_with_attractive",
    "satisfaction.kano.worse",
    zh="分子用了 A：缺少魅力质量并不使人不满，分子是 O + M。",
    en="A stands above: nobody misses an attractive feature; it is O + M.",
)
def worse_with_attractive(counts: pd.DataFrame) -> pd.Series:
    return (-kano.better(counts)).rename("worse")


@misconception(
    "kano.other_rule",
    "satisfaction.kano.category",
    zh="规则不对：看清是取最多的一类，还是差别不显著时按 M > O > A > I。",
    en="The other rule: mind whether the commonest category is asked for, or M > O > A > I where "
    "the lead is not significant.",
)
def other_rule(counts: pd.DataFrame, **options: Any) -> pd.Series:
    chosen = options.get("rule", "fong")
    return kano.category(counts, rule="mode" if chosen == "fong" else "fong")


@misconception(
    "kano.rule_ignores_test",
    "satisfaction.kano.category",
    zh="不论差别是否显著都按 M > O > A > I 选了：只有前两类差别不显著时才用这个次序。",
    en="M > O > A > I is applied to every feature: it only decides where the first two do not "
    "differ significantly.",
)
def rule_ignores_test(counts: pd.DataFrame, **options: Any) -> pd.Series:
    letters = list("MOAIRQ")
    table = counts.reindex(columns=letters, fill_value=0)
    ranks = table.rank(axis=1, ascending=False, method="first")
    return (ranks <= 2).idxmax(axis=1).rename("category")
