"""Retention ratios of spending from period to period, corrected for exposure."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


@overload
def ratio_chain(spend: pd.DataFrame, exposure: Sequence[float]) -> pd.DataFrame: ...
@overload
def ratio_chain(
    spend: Sequence[float] | npt.NDArray[np.float64] | pd.Series, exposure: Sequence[float]
) -> pd.Series: ...
def ratio_chain(
    spend: pd.DataFrame | pd.Series | Sequence[float] | npt.NDArray[np.float64],
    exposure: Sequence[float],
) -> pd.DataFrame | pd.Series:
    """Return spending per unit of exposure as a ratio to the period before.

    Ratio t is (S_t / e_t) / (S_{t-1} / e_{t-1}). Periods of different length, or observed for
    different numbers of days, cannot be compared before they are divided by their exposure.

    Parameters
    ----------
    spend
        Spending of one group per period, oldest first; or a table with one row per group and one
        column per period.
    exposure
        Length of each period in any common unit (days observed, weeks), oldest first.

    Returns
    -------
    Series or DataFrame
        One ratio fewer than there are periods, labelled with the later period. Above 1 spending
        grew, below 1 it shrank. Missing where the period before had no spending.

    Raises
    ------
    ModelError
        If the number of periods and of exposures differ, or an exposure is not positive.
    DataError
        Naming the groups with missing or negative spending.

    Examples
    --------
    >>> ratio_chain([576.45, 1123.2, 218.1], exposure=(1, 2, 1)).round(4).tolist()
    [0.9742, 0.3884]
    >>> ratio_chain([261.3, 425, 136.9], exposure=(1, 2, 1)).round(4).tolist()
    [0.8132, 0.6442]
    """
    if isinstance(spend, pd.DataFrame):
        return _chain(spend, exposure)
    numbers = np.asarray(spend, dtype="float64")
    if numbers.ndim != 1:
        raise ModelError(
            "一组消费用一列数；多组请用 DataFrame",
            "give one group as a sequence of numbers, several as a DataFrame",
        )
    series = spend if isinstance(spend, pd.Series) else pd.Series(numbers)
    ratios = _chain(pd.DataFrame([series.to_numpy()], columns=series.index), exposure)
    return pd.Series(ratios.to_numpy()[0], index=ratios.columns, name=series.name)


def explain_chain(spend: Sequence[float], exposure: Sequence[float]) -> tuple[Explanation, ...]:
    r"""Return the working of `ratio_chain` for one group, one explanation per ratio.

    Examples
    --------
    >>> first, second = explain_chain([576.45, 1123.2, 218.1], exposure=(1, 2, 1))
    >>> print(first.substitution, "=", first.number)
    \rho_{2} = \frac{1123.2 / 2}{576.45 / 1} = 0.9742
    """
    ratios = ratio_chain(list(spend), exposure)
    return tuple(
        Explanation(
            name=Text(f"第 {t + 1} 期的留存率", f"retention ratio of period {t + 1}"),
            formula=r"\rho_t = \frac{S_t / e_t}{S_{t-1} / e_{t-1}}",
            substitution=rf"\rho_{{{t + 1}}} = \frac{{{spend[t]:g} / {exposure[t]:g}}}"
            rf"{{{spend[t - 1]:g} / {exposure[t - 1]:g}}}",
            value=float(ratio),
            interpretation=_meaning(float(ratio)),
            symbols=(
                ("S_t", Text("第 t 期的消费额", "spending in period t")),
                ("e_t", Text("第 t 期的观察长度", "exposure of period t")),
            ),
        )
        for t, ratio in enumerate(ratios, start=1)
    )


def _chain(spend: pd.DataFrame, exposure: Sequence[float]) -> pd.DataFrame:
    lengths = np.asarray(exposure, dtype="float64")
    if lengths.ndim != 1 or len(lengths) != spend.shape[1] or len(lengths) < 2:
        raise ModelError(
            f"至少要有两期，每期一个观察长度：{spend.shape[1]} 期消费，{lengths.size} 个长度",
            "at least two periods, and one exposure for each: "
            f"{spend.shape[1]} of spending, {lengths.size} of exposure",
        )
    if not (np.isfinite(lengths) & (lengths > 0)).all():
        raise ModelError(
            f"观察长度要大于 0：{tuple(exposure)}", f"exposures must be positive: {tuple(exposure)}"
        )
    money = spend.to_numpy(dtype="float64")
    bad = ~np.isfinite(money).all(axis=1) | (money < 0).any(axis=1)
    if bad.any():
        raise DataError(
            "消费额缺失或为负",
            "spending is missing or negative",
            rows=spend.index[bad].tolist(),
        )
    rate = money / lengths
    before = np.where(rate[:, :-1] > 0, rate[:, :-1], np.nan)
    return pd.DataFrame(rate[:, 1:] / before, index=spend.index, columns=spend.columns[1:])


def _meaning(ratio: float) -> Text:
    if np.isnan(ratio):
        return Text("前一期没有消费，比率无定义。", "No spending in the period before: undefined.")
    change = abs(ratio - 1) * 100
    if change < 0.005:
        return Text("单位时间的消费不变。", "Spending per unit of time stayed the same.")
    if ratio > 1:
        return Text(
            f"单位时间的消费比前一期多 {change:.2f} %。",
            f"Spending per unit of time rose by {change:.2f} %.",
        )
    return Text(
        f"单位时间的消费比前一期少 {change:.2f} %。",
        f"Spending per unit of time fell by {change:.2f} %.",
    )
