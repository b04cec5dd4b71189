"""What the counts of a Kano survey say about each feature."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.satisfaction.kano.answers import CATEGORIES
from crm_models.text import Text

Rule = Literal["mode", "fong"]

_LETTERS = list(CATEGORIES)


def better(counts: pd.DataFrame) -> pd.Series:
    """Return Better = (A + O)/(A + O + M + I): how much satisfaction a feature can add.

    Parameters
    ----------
    counts
        One row per feature, columns M, O, A, I and, if counted, R, Q.

    Returns
    -------
    Series
        From 0 to 1; missing where nobody gave one of the four categories.

    Notes
    -----
    Source: C. Berger et al. (1993), Kano's methods for understanding customer-defined quality,
    Center for Quality Management Journal 2(4).

    Examples
    --------
    >>> table = pd.DataFrame({"M": [95], "O": [123], "A": [45], "I": [33]}, index=["feature"])
    >>> better(table).round(3).tolist(), worse(table).round(3).tolist()
    ([0.568], [-0.736])
    """
    table = _checked(counts)
    return ((table["A"] + table["O"]) / _decided(table)).rename("better")


def worse(counts: pd.DataFrame) -> pd.Series:
    """Return Worse = -(O + M)/(A + O + M + I): how much a lack takes away, from -1 to 0."""
    table = _checked(counts)
    return (-(table["O"] + table["M"]) / _decided(table)).rename("worse")


def strengths(counts: pd.DataFrame) -> pd.DataFrame:
    """Return total strength and category strength of each feature.

    Total strength is the share of M, O and A among all answers: does the feature matter?
    Category strength is the lead of the commonest category over the next, as a share of all
    answers: is it clear which category it belongs to?
    """
    table = _checked(counts)
    n = table.sum(axis=1)
    first, second = _two_largest(table)
    return pd.DataFrame(
        {
            "total_strength": table[["M", "O", "A"]].sum(axis=1) / n,
            "category_strength": (first - second) / n,
        }
    )


def fong(counts: pd.DataFrame, *, z: float = 1.65) -> pd.DataFrame:
    r"""Test whether the commonest category stands out from the next.

    .. math:: |m_1 - m_2| < z \sqrt{\frac{(m_1 + m_2)(2n - m_1 - m_2)}{2n}}
              \Rightarrow \text{not significant}

    with the two largest counts and n answers in all. Source: D. Fong (1996), Using the
    self-stated importance questionnaire to interpret Kano questionnaire results.

    Parameters
    ----------
    counts
        As for `better`.
    z
        Quantile of the normal distribution; 1.65 for the usual 90 %.

    Returns
    -------
    DataFrame
        ``difference``, ``critical``, ``significant``.
    """
    table = _checked(counts)
    n = table.sum(axis=1)
    first, second = _two_largest(table)
    both = first + second
    critical = z * np.sqrt(both * (2 * n - both) / (2 * n))
    return pd.DataFrame(
        {
            "difference": first - second,
            "critical": critical,
            "significant": first - second >= critical,
        }
    )


def category(counts: pd.DataFrame, *, rule: Rule = "fong") -> pd.Series:
    """Return the category of each feature.

    Parameters
    ----------
    counts
        As for `better`.
    rule
        ``"mode"``: the commonest category. ``"fong"``: the commonest if Fong's test finds it to
        stand out from the next, otherwise the one of the two that comes first in
        M > O > A > I (then R, Q): what hurts most when it is missing is looked after first.
        Equal counts follow that order under either rule.

    Examples
    --------
    A is commonest, but not significantly more common than O, which comes first:

    >>> table = pd.DataFrame({"M": [65], "O": [87], "A": [93], "I": [51]}, index=["feature"])
    >>> category(table, rule="mode")["feature"], category(table)["feature"]
    ('A', 'O')
    """
    if rule not in get_args(Rule):
        raise ModelError(f"没有规则 {rule!r}，可选：mode、fong", f"no rule {rule!r}: mode or fong")
    table = _checked(counts)
    # A stable sort keeps the order of the columns, M > O > A > I, among equal counts.
    order = np.argsort(-table.to_numpy(), axis=1, kind="stable")[:, :2]
    chosen = order[:, 0]
    if rule == "fong":
        clear = fong(table)["significant"].to_numpy()
        chosen = np.where(clear, chosen, order.min(axis=1))
    letters = np.array(_LETTERS)[chosen]
    return pd.Series(letters, index=table.index, name="category")


def analyse(counts: pd.DataFrame) -> pd.DataFrame:
    """Return category, Better, Worse, strengths and Fong's test of each feature."""
    table = pd.DataFrame(
        {"category": category(counts), "better": better(counts), "worse": worse(counts)}
    )
    return table.join([strengths(counts), fong(counts)])


def explain_better_worse(counts: pd.DataFrame, feature: object) -> tuple[Explanation, Explanation]:
    """Return the working of Better and of Worse for one feature.

    Examples
    --------
    >>> table = pd.DataFrame({"M": [95], "O": [123], "A": [45], "I": [33]}, index=["feature"])
    >>> [e.number for e in explain_better_worse(table, "feature")]
    ['0.568', '-0.736']
    """
    row = _checked(counts).loc[[feature]]
    m, o, a, i = (f"{row[letter].iloc[0]:g}" for letter in "MOAI")
    below = f"{a} + {o} + {m} + {i}"
    up, down = float(better(row).iloc[0]), float(worse(row).iloc[0])
    symbols = tuple((letter, CATEGORIES[letter]) for letter in "AOMI")
    return (
        Explanation(
            name=Text("Better 系数", "Better coefficient"),
            formula=r"\frac{A + O}{A + O + M + I}",
            substitution=rf"\frac{{{a} + {o}}}{{{below}}}",
            value=up,
            interpretation=Text(
                f"具备该特性，可使 {100 * up:.1f} % 的人更满意。",
                f"Having the feature can please {100 * up:.1f} %.",
            ),
            symbols=symbols,
            shown=f"{up:.3f}",
        ),
        Explanation(
            name=Text("Worse 系数", "Worse coefficient"),
            formula=r"-\frac{O + M}{A + O + M + I}",
            substitution=rf"-\frac{{{o} + {m}}}{{{below}}}",
            value=down,
            interpretation=Text(
                f"缺少该特性，会使 {-100 * down:.1f} % 的人不满。",
                f"Lacking the feature displeases {-100 * down:.1f} %.",
            ),
            symbols=symbols,
            shown=f"{down:.3f}",
        ),
    )


def _checked(counts: pd.DataFrame) -> pd.DataFrame:
    absent = [letter for letter in "MOAI" if letter not in counts.columns]
    if absent:
        raise ModelError(
            f"缺少类别的计数：{'、'.join(absent)}", f"no counts of: {', '.join(absent)}"
        )
    table = counts.reindex(columns=_LETTERS, fill_value=0).astype(np.float64)
    wrong = (table.isna() | (table < 0)).any(axis=1) | (table.sum(axis=1) == 0)
    if wrong.any():
        raise DataError(
            "计数缺失、为负或全为 0",
            "counts are missing, negative or all 0",
            rows=table.index[wrong.to_numpy()],
        )
    return table


def _decided(table: pd.DataFrame) -> pd.Series:
    return table[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)


def _two_largest(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    ordered = np.sort(table.to_numpy(), axis=1)
    return pd.Series(ordered[:, -1], table.index), pd.Series(ordered[:, -2], table.index)
