"""Satisfaction as perception against expectation: the ratio b/a and the difference b - a."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.satisfaction.responses import case_weights, in_step, numbers
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

Aggregation = Literal["mean_of_ratios", "ratio_of_means"]

_PERCEIVED = Text("感知值 b", "perceived values b")
_EXPECTED = Text("期望值 a", "expected values a")


def cb_index(
    perceived: ArrayLike | pd.Series,
    expected: ArrayLike | pd.Series,
    *,
    aggregation: Aggregation = "mean_of_ratios",
    weights: ArrayLike | None = None,
) -> float:
    """Return the customer satisfaction index C = b/a of a group.

    Parameters
    ----------
    perceived
        b: what each respondent perceived.
    expected
        a: what each respondent had expected, on the same scale.
    aggregation
        ``"mean_of_ratios"``: every respondent's b/a counts alike. ``"ratio_of_means"``: mean b
        over mean a, in which respondents who expected much weigh more. They differ unless
        everyone expected the same.
    weights
        How often each row counts.

    Returns
    -------
    float
        Above 1: better than expected; 1: as expected; below 1: worse.

    Raises
    ------
    DataError
        Naming the rows with gaps, negative values, or an expectation of 0 (whose ratio does not
        exist; leave them out or use the ratio of means).

    Examples
    --------
    >>> cb_index([8, 9], [10, 6])
    1.15
    >>> cb_index([8, 9], [10, 6], aggregation="ratio_of_means")
    1.0625
    """
    if aggregation not in get_args(Aggregation):
        known = ", ".join(get_args(Aggregation))
        raise ModelError(
            f"没有汇总方式 {aggregation!r}，可选：{known}",
            f"no aggregation {aggregation!r}; choose from: {known}",
        )
    b, a = _pair(perceived, expected)
    counts = case_weights(weights, b.index)
    if aggregation == "ratio_of_means":
        if counts @ a == 0:
            raise ModelError("期望值全为 0，比值不存在", "all expectations are 0: no ratio exists")
        return float((counts @ b) / (counts @ a))
    counted = counts > 0
    return float(np.average(_ratios(b[counted], a[counted]), weights=counts[counted]))


def cb_ratios(perceived: ArrayLike | pd.Series, expected: ArrayLike | pd.Series) -> pd.Series:
    """Return b/a of each respondent.

    Examples
    --------
    >>> cb_ratios([8, 9], [10, 6]).tolist()
    [0.8, 1.5]
    """
    return _ratios(*_pair(perceived, expected)).rename("satisfaction")


def disconfirmation(perceived: ArrayLike | pd.Series, expected: ArrayLike | pd.Series) -> pd.Series:
    """Return b - a of each respondent: above 0 pleased, below 0 disappointed.

    The sign agrees with C = b/a against 1; the size does not: 2 against 1 and 10 against 9 differ
    by 1 alike, but double and 1.11-fold.

    Examples
    --------
    >>> disconfirmation([8, 9], [10, 6]).tolist()
    [-2.0, 3.0]
    """
    b, a = numbers(perceived, _PERCEIVED), numbers(expected, _EXPECTED)
    in_step(b, a, (_PERCEIVED, _EXPECTED))
    return (b - a).rename("disconfirmation")


def explain_cb_index(perceived: float, expected: float) -> Explanation:
    """Return the working of C = b/a for one respondent, or for two means.

    Examples
    --------
    >>> print(explain_cb_index(8, 10).plain("en").splitlines()[-1])
    Interpretation: C is below 1: worse than expected.
    """
    value = cb_index([perceived], [expected])
    if value > 1:
        meaning = Text("C 大于 1：感知超过期望。", "C is above 1: better than expected.")
    elif value == 1:
        meaning = Text("C 等于 1：感知正如期望。", "C is 1: exactly as expected.")
    else:
        meaning = Text("C 小于 1：感知不及期望。", "C is below 1: worse than expected.")
    return Explanation(
        name=Text("客户满意度指数", "customer satisfaction index"),
        formula=r"C = \frac{b}{a}",
        substitution=rf"C = \frac{{{perceived:g}}}{{{expected:g}}}",
        value=value,
        interpretation=meaning,
        symbols=(
            ("b", Text("感知值", "perceived value")),
            ("a", Text("期望值", "expected value")),
        ),
    )


def _pair(
    perceived: ArrayLike | pd.Series, expected: ArrayLike | pd.Series
) -> tuple[pd.Series, pd.Series]:
    b, a = numbers(perceived, _PERCEIVED), numbers(expected, _EXPECTED)
    in_step(b, a, (_PERCEIVED, _EXPECTED))
    negative = (b < 0) | (a < 0)
    if negative.any():
        raise DataError(
            "感知值或期望值为负",
            "perceived or expected values are negative",
            rows=b.index[negative.to_numpy()],
        )
    return b, a


def _ratios(b: pd.Series, a: pd.Series) -> pd.Series:
    zero = a == 0
    if zero.any():
        raise DataError(
            "期望值 a 为 0，比值 b/a 不存在：删去这些行，或用 aggregation='ratio_of_means'",
            "the expectation a is 0 and b/a does not exist: leave these rows out, or use "
            "aggregation='ratio_of_means'",
            rows=a.index[zero.to_numpy()],
        )
    return b / a
