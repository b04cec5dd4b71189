"""How concentrated value is: Lorenz curve, Gini coefficient, share of the top."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.pareto.values import checked, total
from crm_models.text import Text


def lorenz(value: pd.Series) -> pd.DataFrame:
    """Return the Lorenz curve, from the customer of lowest value up (Lorenz 1905).

    Parameters
    ----------
    value
        Value of each customer, at least 0.

    Returns
    -------
    DataFrame
        ``customers`` and ``value``: cumulative shares, n + 1 points from (0, 0) to (1, 1).

    Examples
    --------
    >>> lorenz(pd.Series([1, 3]))
       customers  value
    0        0.0   0.00
    1        0.5   0.25
    2        1.0   1.00
    """
    numbers = checked(value)
    whole = total(numbers)
    reached = np.concatenate([[0.0], np.sort(numbers.to_numpy()).cumsum() / whole])
    reached[-1] = 1.0
    return pd.DataFrame({"customers": np.linspace(0, 1, len(reached)), "value": reached})


def gini(value: pd.Series, *, corrected: bool = False) -> float:
    """Return the Gini coefficient: twice the area between the Lorenz curve and the diagonal.

    G = sum_i (2 i - n - 1) x_(i) / (n sum x), x sorted upwards.

    Parameters
    ----------
    value
        Value of each customer, at least 0.
    corrected
        True multiplies by n / (n - 1): the greatest possible value is then 1 instead of
        1 - 1/n, and small groups can be compared with large ones.

    Examples
    --------
    >>> gini(pd.Series([5, 5, 5, 5]))
    0.0
    >>> gini(pd.Series([0, 0, 0, 20]))
    0.75
    >>> gini(pd.Series([0, 0, 0, 20]), corrected=True)
    1.0
    """
    numbers = np.sort(checked(value).to_numpy())
    n = len(numbers)
    if corrected and n < 2:
        raise ModelError(
            "校正的基尼系数至少要两位客户", "the corrected coefficient needs two customers"
        )
    ranks = 2 * np.arange(1, n + 1) - n - 1
    raw = float((ranks * numbers).sum() / (n * total(checked(value))))
    return raw * n / (n - 1) if corrected else raw


def explain_gini(value: pd.Series, *, corrected: bool = False) -> Explanation:
    r"""Return the working of `gini`.

    Examples
    --------
    >>> print(explain_gini(pd.Series([1, 2, 3, 4])).substitution)
    G = \frac{10}{4 \cdot 10}
    """
    numbers = np.sort(checked(value).to_numpy())
    result, n = gini(value, corrected=corrected), len(numbers)
    above = float(((2 * np.arange(1, n + 1) - n - 1) * numbers).sum())
    tail = r" \cdot \frac{n}{n - 1}" if corrected else ""
    filled = rf" \cdot \frac{{{n}}}{{{n - 1}}}" if corrected else ""
    return Explanation(
        name=Text("基尼系数", "Gini coefficient"),
        formula=r"G = \frac{\sum_i (2i - n - 1)\, x_{(i)}}{n \sum_i x_i}" + tail,
        substitution=rf"G = \frac{{{above:.10g}}}{{{n} \cdot {numbers.sum():.10g}}}" + filled,
        value=result,
        interpretation=Text(
            "0 表示人人相同，越接近 1 越集中在少数客户。",
            "0 means that all customers are equal; the nearer to 1, the fewer bring the value.",
        ),
        symbols=(
            ("x_{(i)}", Text("从低到高第 i 位客户的价值", "value of customer i from below")),
            ("n", Text("客户数", "number of customers")),
        ),
    )


def top_share(value: pd.Series, share: float = 0.20) -> float:
    """Return the share of the total that the best customers bring.

    Parameters
    ----------
    value
        Value of each customer, at least 0.
    share
        Which share of the customers, counted from the top; 0.20 of 78 customers are 15.6: 15
        customers and 0.6 of the next.

    Examples
    --------
    >>> top_share(pd.Series([80, 5, 5, 5, 5]))
    0.8
    """
    if not 0 <= share <= 1:
        raise ModelError(
            f"占比在 0 和 1 之间（20 % 写成 0.2）：{share}",
            f"a share lies between 0 and 1 (write 20 % as 0.2): {share}",
        )
    numbers = np.sort(checked(value).to_numpy())[::-1]
    whole = total(checked(value))
    wanted = share * len(numbers)
    full = int(wanted + 1e-9)
    part = (wanted - full) * numbers[full] if full < len(numbers) else 0.0
    return float((numbers[:full].sum() + max(part, 0.0)) / whole)


def explain_top_share(value: pd.Series, share: float = 0.20) -> Explanation:
    r"""Return the working of `top_share`.

    Examples
    --------
    >>> print(explain_top_share(pd.Series([80, 5, 5, 5, 5])).substitution)
    s = \frac{80}{100}
    """
    result = top_share(value, share)
    whole = total(checked(value))
    return Explanation(
        name=Text(f"前 {share:.0%} 客户的占比", f"share of the top {share:.0%}"),
        formula=r"s = \frac{\sum_{i \in \text{top}} x_i}{\sum_i x_i}",
        substitution=rf"s = \frac{{{result * whole:.10g}}}{{{whole:.10g}}}",
        value=result,
        shown=f"{result * 100:.1f} %",
        interpretation=Text(
            f"价值最高的 {share:.0%} 客户带来 {result * 100:.1f} % 的价值。",
            f"The best {share:.0%} of the customers bring {result * 100:.1f} % of the value.",
        ),
        symbols=(("x_i", Text("客户 i 的价值", "value of customer i")),),
    )
