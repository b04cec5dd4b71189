"""What a likelihood sees of a table: the distinct rows, and how often each occurs.

CDNOW's 2357 customers have 1016 distinct histories; the rest is repetition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import DataError, ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Distinct rows of a table.

    Parameters
    ----------
    columns
        The model's columns, each holding one value per distinct row.
    weight
        How often each distinct row counts.
    inverse
        For each row of the table, its place among the distinct rows.
    index
        The table's index.
    """

    columns: tuple[Vector, ...]
    weight: Vector
    inverse: NDArray[np.intp]
    index: pd.Index

    def spread(self, values: Vector, name: str) -> pd.Series:
        """Return values of the distinct rows as a series over the table's rows."""
        import pandas as pd

        return pd.Series(values[self.inverse], index=self.index, name=name)


def numbers(data: pd.DataFrame, columns: Sequence[str]) -> tuple[Vector, ...]:
    """Return the named columns as finite floats, or say which rows are wrong."""
    missing = [name for name in columns if name not in data.columns]
    if missing:
        raise ModelError(
            f"缺少列：{'、'.join(missing)}；需要 {'、'.join(columns)}",
            f"missing columns: {', '.join(missing)}; needed are {', '.join(columns)}",
        )
    read = tuple(_floats(data, name) for name in columns)
    for name, values in zip(columns, read, strict=True):
        if not np.isfinite(values).all():
            wrong = list(data.index[~np.isfinite(values)])
            raise DataError(
                f"{name} 缺失或不是有限数", f"{name} is missing or not a finite number", wrong
            )
    if not len(data):
        raise ModelError("数据是空的", "the data have no rows")
    return read


def _floats(data: pd.DataFrame, name: str) -> Vector:
    column = data[name]
    if column.dtype.kind in "fiub" and isinstance(column.dtype, np.dtype):
        return column.to_numpy(dtype=np.float64)
    import pandas as pd

    try:
        read = pd.to_numeric(column)
    except (TypeError, ValueError):
        wrong = list(data.index[pd.to_numeric(column, errors="coerce").isna()])
        raise DataError(f"{name} 不是数", f"{name} is not a number", wrong) from None
    return np.asarray(read.to_numpy(dtype=np.float64, na_value=np.nan))


def read_weights(weights: ArrayLike | None, data: pd.DataFrame) -> Vector | None:
    """Return the weights as floats in the order of the rows, or say what is wrong."""
    if weights is None:
        return None
    other = getattr(weights, "index", None)
    if other is not None and not callable(other) and not data.index.equals(other):
        raise ModelError(
            "权重的索引与数据不同：请用 weights.loc[data.index]",
            "the weights' index differs from the data's: use weights.loc[data.index]",
        )
    values = np.asarray(weights, dtype=np.float64)
    if values.shape != (len(data),):
        raise ModelError(
            f"需要 {len(data)} 个权重，得到 {values.size} 个",
            f"{len(data)} weights are needed, got {values.size}",
        )
    wrong = ~(np.isfinite(values) & (values >= 0))
    if wrong.any():
        raise DataError(
            "权重必须是非负的有限数",
            "weights must be finite and not negative",
            list(data.index[wrong]),
        )
    if not values.sum() > 0:
        raise ModelError("权重全为 0", "all weights are 0")
    return values


def compress(columns: Sequence[Vector], weights: Vector | None, index: pd.Index) -> Rows:
    """Find the distinct rows by sorting one 64-bit key per row."""
    n = columns[0].size
    key = np.zeros(n, dtype=np.uint64)
    for column in columns:
        # + 0.0 makes -0.0 and 0.0 the same bits.
        key = (key ^ (column + 0.0).view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    new = np.empty(n, dtype=bool)
    new[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    inverse = np.empty(n, dtype=np.intp)
    inverse[order] = np.cumsum(new) - 1
    first = order[new]
    distinct = tuple(column[first] for column in columns)
    if any(not np.array_equal(d[inverse], c) for d, c in zip(distinct, columns, strict=True)):
        # Two rows with one key: about one chance in 40 million for a million rows.
        _, first, inverse = np.unique(
            np.column_stack(columns), axis=0, return_index=True, return_inverse=True
        )
        distinct = tuple(column[first] for column in columns)
    weight = np.bincount(inverse, weights=weights, minlength=first.size).astype(np.float64)
    return Rows(distinct, weight, inverse, index)
