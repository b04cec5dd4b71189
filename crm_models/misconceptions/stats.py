"""Mistakes in describing customers and comparing groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from crm_models import stats
from crm_models.misconceptions.registry import misconception


@misconception(
    "stats.population_sd",
    "stats.describe",
    zh="标准差除以了 n：样本标准差除以 n − 1（numpy 要写 ddof=1）。",
    en="The standard deviation is divided by n: divide by n - 1 for a sample (ddof=1 in numpy).",
)
def population_sd(table: pd.DataFrame) -> pd.DataFrame:
    figures = stats.describe(table)
    return figures.assign(sd=table[list(figures.index)].std(ddof=0))


@misconception(
    "stats.missing_in_base",
    "stats.proportions",
    zh="占比的分母算进了没有回答的人：只除以有回答的人数。",
    en="Those who did not answer are in the denominator: divide by the answers.",
)
def missing_in_base(values: pd.Series) -> pd.DataFrame:
    counted = stats.proportions(values)
    return counted.assign(share=counted["count"] / len(values))


@misconception(
    "stats.equal_variances_assumed",
    "stats.two_groups",
    zh="假定了方差相等（Student）：两组离散程度不同，用 Welch 检验。",
    en="Equal variances are assumed (Student): where the spreads differ, use Welch's test.",
)
def equal_variances_assumed(values: Any, groups: Any, **options: Any) -> stats.TestResult:
    return stats.two_groups(values, groups, **{**options, "equal_variances": True})


@misconception(
    "stats.one_sided",
    "stats.two_groups",
    zh="p 值只取了一侧：没有事先说明方向时用双侧检验。",
    en="The p-value is one-sided: test both sides unless the direction was fixed beforehand.",
)
def one_sided(values: Any, groups: Any, **options: Any) -> stats.TestResult:
    result = stats.two_groups(values, groups, **options)
    return replace(result, p_value=result.p_value / 2.0)


@misconception(
    "stats.pairs_broken",
    "stats.paired",
    zh="同一批客户的前后两次当成了两组不同的人：要用配对检验。",
    en="The same customers at two times are taken for two groups: use the paired test.",
)
def pairs_broken(before: pd.Series, after: pd.Series) -> stats.TestResult:
    both = pd.concat([after, before], ignore_index=True)
    times = pd.Series([0] * len(after) + [1] * len(before))
    return stats.two_groups(both, times)


@misconception(
    "stats.eta_for_omega",
    "stats.several_groups",
    zh="效应量用了 η²：它偏大，小样本要用 ω²。",
    en="The effect size is eta squared, which is too large in small samples: use omega squared.",
)
def eta_for_omega(values: Any, groups: Any, **options: Any) -> stats.TestResult:
    result = stats.several_groups(values, groups, **options)
    if options.get("ranks"):
        return result
    between, within = result.df
    f = result.statistic
    return replace(result, effect=f * between / (f * between + within))


@misconception(
    "stats.percentages_for_counts",
    "stats.independence",
    zh="卡方用了百分数：要用人数，否则统计量与样本大小无关了。",
    en="Chi-squared from percentages: take the counts, or the number of customers has no weight.",
)
def percentages_for_counts(one: pd.Series, other: pd.Series) -> stats.TestResult:
    result = stats.independence(one, other)
    return replace(result, statistic=result.statistic * 100.0 / result.n)


@misconception(
    "stats.r_squared",
    "stats.pearson",
    zh="算成了 r²：相关系数 r 有正负，r² 是解释的方差比例。",
    en="This is r squared, the share of variance explained: r itself has a sign.",
)
def r_squared(x: pd.Series, y: pd.Series) -> stats.Correlation:
    result = stats.pearson(x, y)
    return result._replace(r=result.r**2)


@misconception(
    "stats.ranks_for_values",
    "stats.pearson",
    zh="算成了等级相关（Spearman）：皮尔逊相关用原来的数值。",
    en="This is the rank correlation (Spearman): Pearson's uses the values themselves.",
)
def ranks_for_values(x: pd.Series, y: pd.Series) -> stats.Correlation:
    return stats.pearson(x.where(y.notna()).rank(), y.where(x.notna()).rank())


@misconception(
    "stats.covariance_for_r",
    "stats.pearson",
    zh="算成了协方差：还要除以两个标准差的乘积。",
    en="This is the covariance: divide by the product of the two standard deviations.",
)
def covariance_for_r(x: pd.Series, y: pd.Series) -> stats.Correlation:
    here = x.notna() & y.notna()
    covariance = float(np.cov(x[here], y[here])[0, 1])
    return stats.pearson(x, y)._replace(r=covariance)
