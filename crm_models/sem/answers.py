"""A table of answers, checked and ready for estimation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from crm_models.errors import DataError, ModelError
from crm_models.frames import as_pandas

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

Missing = Literal["raise", "drop", "mean"]


@dataclass(frozen=True)
class Answers:
    """Indicators ready for estimation.

    Attributes
    ----------
    values : (n, p) answers.
    weights : (n,) how often each row counts.
    index : labels of the rows.
    """

    values: NDArray[np.float64]
    weights: NDArray[np.float64]
    index: pd.Index

    @property
    def total(self) -> float:
        """Number of observations: the sum of the weights."""
        return float(self.weights.sum())


def read_answers(
    data: pd.DataFrame,
    indicators: Sequence[str],
    *,
    weights: ArrayLike | None = None,
    missing: Missing = "raise",
    least: int = 3,
) -> Answers:
    """Take the indicators out of a table and check them.

    Parameters
    ----------
    data
        One row per respondent; other columns are left alone.
    indicators
        Columns to take.
    weights
        How often each row counts; 1 if missing.
    missing
        ``"raise"``: a missing answer is an error; ``"drop"``: its row is left out;
        ``"mean"``: the (weighted) mean of its column stands in.
    least
        Fewest rows with which to go on.

    Raises
    ------
    ModelError
        Columns are missing or are no numbers; the weights do not fit.
    DataError
        Rows hold missing or infinite answers, or negative weights.
    """
    data = as_pandas(data)
    columns = list(indicators)
    known = data.columns.tolist()
    absent = [name for name in columns if name not in known]
    if absent:
        raise ModelError(
            f"数据中缺少列：{'、'.join(absent)}", f"the data lack the columns: {', '.join(absent)}"
        )
    chosen = data if known == columns else data[columns]
    try:
        values = chosen.to_numpy(dtype=np.float64)
    except (TypeError, ValueError) as error:
        wrong = [name for name in columns if not _numeric(data[name])]
        raise ModelError(
            f"这些列不是数值：{'、'.join(wrong)}",
            f"these columns are not numbers: {', '.join(wrong)}",
        ) from error
    if values.shape[1] != len(columns):
        raise ModelError("数据中有重名的列", "the data have columns of the same name")
    counts = _weights(weights, data.index)
    answers = _handle_missing(Answers(values, counts, data.index), columns, missing)
    rows = np.count_nonzero(answers.weights)
    if rows < least:
        raise ModelError(
            f"可用的行只有 {rows} 行：至少要 {least} 行",
            f"only {rows} usable rows: at least {least} are needed",
        )
    return answers


def _numeric(column: pd.Series | pd.DataFrame) -> bool:
    try:
        column.to_numpy(dtype=np.float64)
    except (TypeError, ValueError):
        return False
    return True


def _weights(weights: ArrayLike | None, index: pd.Index) -> NDArray[np.float64]:
    if weights is None:
        return np.ones(len(index))
    counts = np.asarray(weights, dtype=np.float64)
    if counts.shape != (len(index),):
        raise ModelError(
            f"权重有 {counts.size} 个，数据有 {len(index)} 行：要一一对应",
            f"{counts.size} weights for {len(index)} rows: give one for each row",
        )
    wrong: NDArray[np.bool_] = ~(np.isfinite(counts) & (counts >= 0))
    if wrong.any():
        raise DataError("权重缺失或为负", "weights are missing or negative", rows=index[wrong])
    return counts


def _handle_missing(answers: Answers, columns: list[str], missing: Missing) -> Answers:
    values = answers.values
    infinite = np.isinf(values)
    if infinite.any():
        bad = "、".join(np.asarray(columns, dtype=object)[np.any(infinite, axis=0)])
        raise DataError(
            f"无穷大的回答（列 {bad}）",
            f"infinite answers (columns {bad})",
            rows=answers.index[np.any(infinite, axis=1)],
        )
    gaps = np.isnan(values)
    if not gaps.any():
        return answers
    holed = np.any(gaps, axis=1)
    if missing == "drop":
        return Answers(values[~holed], answers.weights[~holed], answers.index[~holed])
    if missing == "mean":
        counted = answers.weights[:, None] * ~gaps
        sums = (counted * np.where(gaps, 0.0, values)).sum(axis=0)
        total = counted.sum(axis=0)
        if (total == 0).any():
            empty = [c for c, t in zip(columns, total, strict=True) if t == 0]
            raise ModelError(
                f"这些列全是缺失值：{'、'.join(empty)}", f"nobody answered: {', '.join(empty)}"
            )
        return Answers(np.where(gaps, sums / total, values), answers.weights, answers.index)
    listed = [c for c, has in zip(columns, np.any(gaps, axis=0), strict=True) if has]
    raise DataError(
        f"有缺失的回答（列 {'、'.join(listed)}）：补全，或设 missing='drop' 或 'mean'",
        f"missing answers (columns {', '.join(listed)}): complete them, or set missing='drop' "
        "or 'mean'",
        rows=answers.index[holed],
    )
