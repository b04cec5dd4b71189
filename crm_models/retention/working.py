"""The working of shares that are left, mean retention of cohorts, and downgrade rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.retention.churn import still_there
from crm_models.retention.cohorts import mean_retention
from crm_models.retention.migration import downgrade_rates, migration_counts
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd


def explain_still_there(churn: float, periods: float) -> Explanation:
    r"""Return the working of `still_there`.

    Examples
    --------
    >>> explain_still_there(0.2, 3).substitution
    '(1 - 0.2)^{3}'
    """
    value = still_there(churn, periods)
    return Explanation(
        name=Text("若干期后还在的客户占比", "share of customers left after some periods"),
        formula=r"(1 - c)^t",
        substitution=rf"(1 - {churn:g})^{{{periods:g}}}",
        value=value,
        shown=f"{value * 100:.4g} %",
        interpretation=Text(
            f"每期都从剩下的人里流失 {churn:.4g}：{periods:g} 期后剩 {value:.1%}，"
            f"而不是 {max(1 - churn * periods, 0):.1%}。",
            f"Each period {churn:.4g} of those still there leave: {value:.1%} are left after "
            f"{periods:g}, not {max(1 - churn * periods, 0):.1%}.",
        ),
        symbols=(
            ("c", Text("每期流失率", "churn rate per period")),
            ("t", Text("期数", "periods")),
        ),
    )


def explain_mean_retention(counts: pd.DataFrame, age: int) -> Explanation:
    r"""Return the working of the mean retention of all cohorts at one age.

    Parameters
    ----------
    counts
        What `cohort_triangle` returns for customers.
    age
        Periods since the first purchase, at least 1.

    Examples
    --------
    >>> import pandas as pd
    >>> triangle = pd.DataFrame({0: [10, 20], 1: [6, 8], 2: [3, None]}, index=["Jan", "Feb"])
    >>> explain_mean_retention(triangle, 1).substitution
    '\\frac{6 + 8}{10 + 20}'
    """
    if age not in counts.columns or not counts[age].notna().any():
        raise ModelError(f"没有观察到第 {age} 期", f"age {age} was not observed")
    seen = counts[counts[age].notna()]
    value = float(mean_retention(counts).loc[age])
    tops, bottoms = (" + ".join(f"{n:g}" for n in seen[at]) for at in (age, counts.columns[0]))
    return Explanation(
        name=Text(f"第 {age} 期的平均留存率", f"mean retention at age {age}"),
        formula=r"\frac{\sum_c n_{c,a}}{\sum_c n_{c,0}}",
        substitution=rf"\frac{{{tops}}}{{{bottoms}}}",
        value=value,
        shown=f"{value * 100:.4g} %",
        interpretation=Text(
            f"只算已经观察满 {age} 期的 {len(seen)} 批客户，大批的权重大；"
            "不是各批留存率的简单平均。",
            f"Of the {len(seen)} cohorts observed that long, larger ones count more; it is not the "
            "plain mean of their retention rates.",
        ),
        symbols=(
            ("n_{c,a}", Text("c 批客户在第 a 期还购买的人数", "customers of cohort c at age a")),
        ),
    )


def explain_downgrade(before: pd.Series, after: pd.Series, tier: str) -> Explanation:
    r"""Return the working of the share of one tier's customers who fell or left.

    Parameters
    ----------
    before, after
        As for `downgrade_rates`.
    tier
        The tier at the first time.

    Examples
    --------
    >>> import pandas as pd
    >>> from crm_models.retention import tiers
    >>> names = ("low", "high")
    >>> before = tiers(pd.Series([1, 9, 9], index=list("abc")), [5], names)
    >>> after = tiers(pd.Series([7, 2], index=list("ab")), [5], names)
    >>> explain_downgrade(before, after, "high").substitution
    '\\frac{1 + 1}{2}'
    """
    counts = migration_counts(before, after)
    if tier not in counts.index or not np.asarray(counts.loc[tier]).sum():
        raise ModelError(f"等级 {tier} 期初没有客户", f"tier {tier} had no customers")
    # Lowest tier first; leaving comes last.
    moved = np.asarray(counts.loc[tier], dtype=int)
    fell = int(moved[: list(counts.index).index(tier)].sum())
    left, total = int(moved[-1]), int(moved.sum())
    value = float(downgrade_rates(before, after)["lost"][tier])
    return Explanation(
        name=Text(f"{tier} 的降级流失率", f"downgrade and churn rate of {tier}"),
        formula=r"\frac{n_\downarrow + n_\text{exit}}{n}",
        substitution=rf"\frac{{{fell} + {left}}}{{{total}}}",
        value=value,
        shown=f"{value * 100:.4g} %",
        interpretation=Text(
            f"期初在 {tier} 的 {total} 位客户中，{fell} 位降级，{left} 位离开。",
            f"Of the {total} customers in {tier} at the start {fell} fell and {left} left.",
        ),
        symbols=(
            (r"n_\downarrow", Text("降到较低等级的人数", "fell to a lower tier")),
            (r"n_\text{exit}", Text("离开的人数", "left")),
            ("n", Text("期初在该等级的人数", "in the tier at the start")),
        ),
    )
