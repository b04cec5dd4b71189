"""Do groups differ? Tests for two groups, several groups and tables, with effect sizes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from crm_models.errors import DataError, ModelError
from crm_models.stats.result import TestResult, size_of
from crm_models.text import Text

_D, _ETA, _V = (0.2, 0.5, 0.8), (0.01, 0.06, 0.14), (0.1, 0.3, 0.5)
_FEW_EXPECTED = Text(
    "有的格子期望频数不足 5，卡方近似不准；合并类别，2×2 表看 Fisher 精确检验。",
    "Some expected counts are below 5, so the chi-squared approximation is poor: merge "
    "categories, or use Fisher's exact test for a 2 x 2 table.",
)


def two_groups(
    values: pd.Series, groups: pd.Series, *, equal_variances: bool = False
) -> TestResult:
    """Compare the means of two groups: Welch's t-test, and Hedges' g.

    Parameters
    ----------
    values
        Number per customer.
    groups
        One of two groups per customer, same index.
    equal_variances
        True uses Student's test, which is wrong when the spreads differ; Welch's loses next to
        nothing when they do not.

    Returns
    -------
    TestResult
        Statistic positive when the first group (in sorted order) is higher. The effect is the
        difference in pooled standard deviations, corrected for small samples (Hedges 1981).

    Examples
    --------
    >>> values = pd.Series([1.0, 2.0, 3.0, 7.0, 8.0, 9.0])
    >>> result = two_groups(values, pd.Series(list("aaabbb")))
    >>> round(result.statistic, 3), round(result.effect, 2)
    (-7.348, -4.8)
    """
    parts = _split(values, groups, at_least=2, most=2)
    one, other = parts
    n1, n2 = len(one), len(other)
    v1, v2 = float(one.var(ddof=1)), float(other.var(ddof=1))
    pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2)
    if equal_variances:
        error, df = pooled * (1 / n1 + 1 / n2), float(n1 + n2 - 2)
    else:
        # scipy's own Welch test warns when one of the groups does not vary, which is no fault.
        error = v1 / n1 + v2 / n2
        df = error**2 / ((v1 / n1) ** 2 / (n1 - 1) + (v2 / n2) ** 2 / (n2 - 1))
    difference = float(one.mean() - other.mean())
    t = difference / float(np.sqrt(error))
    g = difference / float(np.sqrt(pooled)) * (1 - 3 / (4 * (n1 + n2) - 9))
    name = Text("Student t 检验", "Student's t-test")
    return TestResult(
        name=name if equal_variances else Text("Welch t 检验", "Welch's t-test"),
        statistic=t,
        symbol="t",
        df=(df,),
        p_value=float(2 * stats.t.sf(abs(t), df)),
        effect=g,
        effect_name=Text("Hedges g", "Hedges' g"),
        effect_symbol="g",
        size=size_of(g, _D),
        n=n1 + n2,
    )


def paired(before: pd.Series, after: pd.Series) -> TestResult:
    """Compare the same customers at two times: the paired t-test.

    Parameters
    ----------
    before, after
        Number per customer, same index. Customers missing at a time are left out.

    Returns
    -------
    TestResult
        Statistic positive when ``after`` is higher. The effect is the mean difference in standard
        deviations of the differences.

    Examples
    --------
    >>> result = paired(pd.Series([1.0, 2.0, 3.0]), pd.Series([2.0, 2.5, 4.5]))
    >>> round(result.statistic, 3)
    3.464
    """
    if not before.index.equals(after.index):
        raise ModelError(
            "前后两次要是同样的客户、同样的次序",
            "both times need the same customers in the same order",
        )
    difference = (after - before).dropna()
    if len(difference) < 2 or difference.std(ddof=1) == 0:
        raise ModelError(
            "至少要两位客户，差值不能全相同",
            "at least two customers are needed, whose differences are not all the same",
        )
    found = stats.ttest_1samp(difference, 0.0)
    d = float(difference.mean() / difference.std(ddof=1))
    return TestResult(
        name=Text("配对 t 检验", "paired t-test"),
        statistic=float(found.statistic),
        symbol="t",
        df=(float(found.df),),
        p_value=float(found.pvalue),
        effect=d,
        effect_name=Text("Cohen d_z", "Cohen's d_z"),
        effect_symbol="d_z",
        size=size_of(d, _D),
        n=len(difference),
    )


def several_groups(values: pd.Series, groups: pd.Series, *, ranks: bool = False) -> TestResult:
    """Compare several groups: one-way analysis of variance, or Kruskal and Wallis on ranks.

    Parameters
    ----------
    values
        Number per customer.
    groups
        Group of each customer, same index.
    ranks
        True compares ranks: for skewed amounts and outliers.

    Returns
    -------
    TestResult
        The effect is omega squared (share of variance, without the upward bias of eta squared),
        or epsilon squared for ranks.

    Examples
    --------
    >>> values = pd.Series([1.0, 2.0, 3.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
    >>> result = several_groups(values, pd.Series(list("aaabbbccc")))
    >>> round(result.statistic, 3), round(result.effect, 3)
    (13.0, 0.727)
    """
    parts = _split(values, groups, at_least=2)
    n, k = sum(len(part) for part in parts), len(parts)
    if ranks:
        found = stats.kruskal(*parts)
        effect = float(found.statistic) / (n - 1)
        return TestResult(
            name=Text("Kruskal-Wallis 检验", "Kruskal-Wallis test"),
            statistic=float(found.statistic),
            symbol="H",
            df=(float(k - 1),),
            p_value=float(found.pvalue),
            effect=effect,
            effect_name=Text("ε²", "epsilon squared"),
            effect_symbol=r"\varepsilon^2",
            size=size_of(effect, _ETA),
            n=n,
        )
    found = stats.f_oneway(*parts)
    everything = np.concatenate(parts)
    within = sum(float(((part - part.mean()) ** 2).sum()) for part in parts)
    whole = float(((everything - everything.mean()) ** 2).sum())
    error = within / (n - k)
    omega = (whole - within - (k - 1) * error) / (whole + error)
    return TestResult(
        name=Text("单因素方差分析", "one-way analysis of variance"),
        statistic=float(found.statistic),
        symbol="F",
        df=(float(k - 1), float(n - k)),
        p_value=float(found.pvalue),
        effect=omega,
        effect_name=Text("ω²", "omega squared"),
        effect_symbol=r"\omega^2",
        size=size_of(max(omega, 0.0), _ETA),
        n=n,
    )


def independence(one: pd.Series, other: pd.Series) -> TestResult:
    """Ask whether two categories go together: Pearson's chi-squared test, and Cramer's V.

    Parameters
    ----------
    one, other
        Two categories of each customer, same index. Who misses one is left out.

    Returns
    -------
    TestResult
        Without Yates' correction. For a 2 x 2 table with small expected counts, the p-value is
        Fisher's exact one, and the name says so.

    Examples
    --------
    >>> one = pd.Series(["x"] * 30 + ["y"] * 30)
    >>> other = pd.Series(["p"] * 20 + ["q"] * 10 + ["p"] * 10 + ["q"] * 20)
    >>> result = independence(one, other)
    >>> round(result.statistic, 3), round(result.effect, 3)
    (6.667, 0.333)
    """
    table = pd.crosstab(one, other)
    if min(table.shape, default=0) < 2:
        raise ModelError("两个变量都至少要有两类", "both variables need at least two categories")
    found = stats.chi2_contingency(table, correction=False)
    n = int(table.to_numpy().sum())
    smaller = min(table.shape) - 1
    v = float(np.sqrt(found.statistic / (n * smaller)))
    few = bool((found.expected_freq < 5).any())
    exact = few and table.shape == (2, 2)
    p_value = stats.fisher_exact(table).pvalue if exact else found.pvalue
    limits = tuple(limit / np.sqrt(smaller) for limit in _V)
    return TestResult(
        name=Text("Fisher 精确检验", "Fisher's exact test")
        if exact
        else Text("卡方独立性检验", "chi-squared test of independence"),
        statistic=float(found.statistic),
        symbol=r"\chi^2",
        df=(float(found.dof),),
        p_value=float(p_value),
        effect=v,
        effect_name=Text("Cramér V", "Cramer's V"),
        effect_symbol="V",
        size=size_of(v, (limits[0], limits[1], limits[2])),
        n=n,
        warnings=(_FEW_EXPECTED,) if few and not exact else (),
    )


def _split(
    values: pd.Series, groups: pd.Series, *, at_least: int, most: int | None = None
) -> list[npt.NDArray[np.float64]]:
    """Return the numbers of each group, groups in sorted order, missing values left out."""
    if not values.index.equals(groups.index):
        raise ModelError(
            "数值和分组要是同样的客户、同样的次序",
            "values and groups need the same customers in the same order",
        )
    here = values.notna() & groups.notna()
    numbers = values[here].astype("float64")
    infinite = ~np.isfinite(numbers)
    if infinite.any():
        raise DataError("数值无穷大", "values are infinite", rows=numbers.index[infinite].tolist())
    parts: dict[object, npt.NDArray[np.float64]] = {
        name: np.asarray(part.to_numpy(), dtype=np.float64)
        for name, part in numbers.groupby(groups[here])
    }
    if len(parts) < at_least or (most is not None and len(parts) > most):
        raise ModelError(
            f"组数不对：{'、'.join(map(str, parts))}",
            f"the number of groups does not fit the test: {', '.join(map(str, parts))}",
        )
    small = [str(name) for name, part in parts.items() if len(part) < 2]
    if small:
        raise ModelError(
            f"每组至少两位客户：{'、'.join(small)}",
            f"each group needs at least two customers: {', '.join(small)}",
        )
    if all(np.ptp(part) == 0 for part in parts.values()):
        raise ModelError(
            "组内没有差异，检验没有意义", "nothing varies within the groups: there is no test"
        )
    return list(parts.values())
