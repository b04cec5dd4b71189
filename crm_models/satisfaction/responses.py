"""Answers of respondents, checked: which rows are missing, off the scale or out of step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from crm_models.text import Text


def numbers(values: ArrayLike | pd.Series, name: Text) -> pd.Series:
    """Return a column of numbers without gaps.

    Parameters
    ----------
    values
        A series (its index labels the rows) or any one-dimensional array.
    name
        What the values are, for the message.

    Raises
    ------
    ModelError
        There are no values, or they are no column of numbers.
    DataError
        Values are missing or infinite.
    """
    series = values if isinstance(values, pd.Series) else pd.Series(np.atleast_1d(values))
    try:
        found = series.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ModelError(f"{name.zh}不是数值", f"{name.en} are not numbers") from error
    if found.empty:
        raise ModelError(f"没有{name.zh}", f"there are no {name.en}")
    gaps = ~np.isfinite(found.to_numpy())
    if gaps.any():
        raise DataError(f"{name.zh}有缺失", f"{name.en} are missing", rows=found.index[gaps])
    return found


def on_scale(
    values: ArrayLike | pd.Series, name: Text, low: float, high: float, *, whole: bool = False
) -> pd.Series:
    """Return answers between ``low`` and ``high``, whole numbers if asked for."""
    found = numbers(values, name)
    wrong = (found < low) | (found > high)
    if whole:
        wrong |= found != found.round()
    if wrong.any():
        kind = ("整数", "whole numbers ") if whole else ("", "")
        raise DataError(
            f"{name.zh}要是 {low:g} 到 {high:g} 的{kind[0] or '数'}",
            f"{name.en} must be {kind[1]}from {low:g} to {high:g}",
            rows=found.index[wrong.to_numpy()],
        )
    return found


def in_step(one: pd.Series, other: pd.Series, names: tuple[Text, Text]) -> None:
    """Refuse two columns that do not belong to the same rows."""
    if len(one) != len(other) or not one.index.equals(other.index):
        raise ModelError(
            f"{names[0].zh}（{len(one)} 行）与{names[1].zh}（{len(other)} 行）对不上：行标签要相同",
            f"{names[0].en} ({len(one)} rows) and {names[1].en} ({len(other)} rows) do not belong "
            "to the same rows",
        )


def case_weights(weights: ArrayLike | None, index: pd.Index) -> NDArray[np.float64]:
    """Return how often each row counts; once each if ``weights`` is None."""
    if weights is None:
        return np.ones(len(index))
    found = np.asarray(weights, dtype=np.float64)
    if found.shape != (len(index),):
        raise ModelError(
            f"权重有 {found.size} 个，数据有 {len(index)} 行：要一一对应",
            f"{found.size} weights for {len(index)} rows: give one for each row",
        )
    wrong: NDArray[np.bool_] = ~(np.isfinite(found) & (found >= 0))
    if wrong.any():
        raise DataError("权重缺失或为负", "weights are missing or negative", rows=index[wrong])
    if found.sum() == 0:
        raise ModelError("权重全为 0", "all weights are 0")
    return found
