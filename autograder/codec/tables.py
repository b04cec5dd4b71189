"""Series, DataFrame and Index with their names, levels, categories and time zones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from autograder.codec.arrays import array
from autograder.codec.extension import frequency, values

if TYPE_CHECKING:
    from autograder.codec.reader import Reader
    from autograder.codec.writer import Writer


def _index(writer: Writer, value: Any, depth: int) -> Any:
    name = writer.node(value.name, depth + 1)
    freq = getattr(value, "freqstr", None) if isinstance(value, pd.DatetimeIndex) else None
    return {"index": [values(writer, value.array, depth + 1), name, freq]}


def _range_index(writer: Writer, value: Any, depth: int) -> Any:
    return {
        "range_index": [value.start, value.stop, value.step, writer.node(value.name, depth + 1)]
    }


def _multi_index(writer: Writer, value: Any, depth: int) -> Any:
    levels = [_index(writer, level, depth) for level in value.levels]
    codes = [array(writer, np.asarray(code), depth) for code in value.codes]
    names = [writer.node(name, depth + 1) for name in value.names]
    return {"multi_index": [levels, codes, names]}


def _series(writer: Writer, value: Any, depth: int) -> Any:
    plain = pd.Series(value)
    parts = [values(writer, plain.array, depth + 1), writer.node(plain.index, depth + 1)]
    return {"series": [*parts, writer.node(plain.name, depth + 1)]}


def _frame(writer: Writer, value: Any, depth: int) -> Any:
    plain = pd.DataFrame(value)
    columns = [
        values(writer, plain.iloc[:, position].array, depth + 1)
        for position in range(plain.shape[1])
    ]
    labels = [writer.node(axis, depth + 1) for axis in (plain.columns, plain.index)]
    return {"frame": [*labels, columns]}


ENCODERS: dict[type, Any] = {
    pd.Index: _index,
    pd.RangeIndex: _range_index,
    pd.MultiIndex: _multi_index,
    pd.Series: _series,
    pd.DataFrame: _frame,
}


def _read_index(reader: Reader, body: Any, depth: int) -> Any:
    data, name, freq = body
    held = reader.value(data, depth + 1)
    dtype = object if isinstance(held, np.ndarray) and held.dtype == object else None
    index = pd.Index(held, name=reader.value(name, depth + 1), dtype=dtype)
    if freq is not None and isinstance(index, pd.DatetimeIndex):
        index = pd.DatetimeIndex(index, freq=frequency(freq))
    return index


def _read_range_index(reader: Reader, body: Any, depth: int) -> pd.RangeIndex:
    start, stop, step, name = body
    if not all(type(part) is int for part in (start, stop, step)):
        raise ValueError("not a range")
    return pd.RangeIndex(start, stop, step, name=reader.value(name, depth + 1))


def _read_multi_index(reader: Reader, body: Any, depth: int) -> pd.MultiIndex:
    levels, codes, names = ([reader.value(item, depth + 1) for item in part] for part in body)
    return pd.MultiIndex(levels=levels, codes=codes, names=names, verify_integrity=True)


def _axis(reader: Reader, node: Any, depth: int) -> Any:
    index = reader.value(node, depth + 1)
    if not isinstance(index, pd.Index):
        raise TypeError("not an index")
    return index


def _column(reader: Reader, node: Any, depth: int, index: Any) -> Any:
    held = reader.value(node, depth + 1)
    if not isinstance(held, (np.ndarray, pd.api.extensions.ExtensionArray)) or held.ndim != 1:
        raise ValueError("not a column")
    if len(held) != len(index):  # never broadcast: an index may be long for nothing
        raise ValueError("the column and its index differ in length")
    return pd.Series(held, index=index, copy=False)


def _read_series(reader: Reader, body: Any, depth: int) -> Any:
    data, index, name = body
    series = _column(reader, data, depth, _axis(reader, index, depth))
    series.name = reader.value(name, depth + 1)
    return series


def _read_frame(reader: Reader, body: Any, depth: int) -> pd.DataFrame:
    columns, index, data = body
    labels, rows = _axis(reader, columns, depth), _axis(reader, index, depth)
    if type(data) is not list or len(data) != len(labels):
        raise ValueError("the columns and their labels differ in number")
    held = {place: _column(reader, node, depth, rows) for place, node in enumerate(data)}
    frame = pd.DataFrame(held, index=rows, copy=False)
    frame.columns = labels
    return frame


DECODERS: dict[str, Any] = {
    "index": _read_index,
    "range_index": _read_range_index,
    "multi_index": _read_multi_index,
    "series": _read_series,
    "frame": _read_frame,
}
