"""Pandas' own arrays: categories, zoned times, nullable numbers, texts, periods, intervals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from autograder.codec.arrays import array
from autograder.codec.errors import RefusedError
from autograder.codec.plain import _items, _read_items
from autograder.codec.times import zone_name, zone_of

if TYPE_CHECKING:
    import datetime as dt

    from autograder.codec.reader import Reader
    from autograder.codec.writer import Writer

FREQUENCY = re.compile(r"-?\d{0,6}[A-Za-z]{1,8}(-[A-Z]{3})?")
DTYPE = re.compile(r"[A-Za-z]+\d{0,2}(\[[A-Za-z0-9_, /+:-]{0,60}\])?")
MASKED = {
    "Int": pd.arrays.IntegerArray,
    "UInt": pd.arrays.IntegerArray,
    "Float": pd.arrays.FloatingArray,
    "boolean": pd.arrays.BooleanArray,
}


def frequency(text: Any) -> str:
    """Return a frequency's name after a look at its shape."""
    if type(text) is not str or not FREQUENCY.fullmatch(text):
        raise ValueError("not a frequency")
    return text


def zone_key(zone: dt.tzinfo | None) -> Any:
    """Return what stands for a pandas time zone."""
    return "UTC" if str(zone) == "UTC" else zone_name(zone)


def zone_of_key(key: Any) -> Any:
    """Return the time zone that `zone_key` named."""
    return zone_of(key)


def values(writer: Writer, value: Any, depth: int) -> Any:
    """Encode what a Series or Index holds: a numpy array or one of pandas' arrays."""
    if isinstance(value, np.ndarray):
        return array(writer, value, depth)
    for kind, encode in KINDS.items():
        if isinstance(value, kind):
            return encode(writer, value, depth)
    return array(writer, np.asarray(value), depth)  # sparse, arrow: as plain numpy


def _categorical(writer: Writer, value: Any, depth: int) -> Any:
    categories = values(writer, value.categories.array, depth + 1)
    return {"categorical": [array(writer, value.codes, depth), categories, bool(value.ordered)]}


def _times(writer: Writer, value: Any, depth: int) -> Any:
    if value.dtype.kind == "M" and getattr(value.dtype, "tz", None) is not None:
        plain = value.tz_convert("UTC").tz_localize(None).to_numpy()
        return {"zoned": [array(writer, plain, depth), zone_key(value.dtype.tz)]}
    return array(writer, value.to_numpy(), depth)


def _masked(writer: Writer, value: Any, depth: int) -> Any:
    return {"masked": [array(writer, value._data, depth), array(writer, value._mask, depth)]}


def _strings(writer: Writer, value: Any, depth: int) -> Any:
    texts = [item if isinstance(item, str) else None for item in value.to_numpy(dtype=object)]
    missing = "NA" if value.dtype.na_value is pd.NA else "nan"
    return {"strings": [_items(writer, texts, depth), missing]}


def _periods(writer: Writer, value: Any, depth: int) -> Any:
    return {"periods": [array(writer, value.asi8, depth), value.freqstr]}


def _intervals(writer: Writer, value: Any, depth: int) -> Any:
    ends = [values(writer, end.array, depth + 1) for end in (value.left, value.right)]
    return {"intervals": [*ends, value.closed]}


def _dtype(_writer: Writer, value: Any, _depth: int) -> Any:
    if not DTYPE.fullmatch(str(value)):
        raise RefusedError(f"dtype {value} 不能传递", f"the dtype {value} cannot cross")
    return {"pandas_dtype": str(value)}


def _category_dtype(writer: Writer, value: Any, depth: int) -> Any:
    held = None if value.categories is None else values(writer, value.categories.array, depth)
    return {"category_dtype": [held, value.ordered]}


KINDS: dict[type, Any] = {
    pd.Categorical: _categorical,
    pd.arrays.DatetimeArray: _times,
    pd.arrays.TimedeltaArray: _times,
    pd.core.arrays.masked.BaseMaskedArray: _masked,  # type: ignore[attr-defined, unused-ignore]
    pd.arrays.StringArray: _strings,
    pd.arrays.ArrowStringArray: _strings,
    pd.arrays.PeriodArray: _periods,
    pd.arrays.IntervalArray: _intervals,
    # last: the text arrays are built on it
    pd.arrays.NumpyExtensionArray: lambda w, v, d: array(w, v.to_numpy(), d),
}
ENCODERS: dict[type, Any] = {
    pd.api.extensions.ExtensionArray: values,
    pd.api.extensions.ExtensionDtype: _dtype,
    pd.CategoricalDtype: _category_dtype,
}


def _read_categorical(reader: Reader, body: Any, depth: int) -> Any:
    codes, categories, ordered = body
    index = pd.Index(reader.value(categories, depth + 1))
    return pd.Categorical.from_codes(reader.value(codes), index, ordered=ordered is True)


def _read_zoned(reader: Reader, body: Any, _depth: int) -> Any:
    times, zone = body
    index = pd.DatetimeIndex(reader.value(times)).tz_localize("UTC")
    return index.tz_convert(zone_of_key(zone)).array


def _read_masked(reader: Reader, body: Any, _depth: int) -> Any:
    data, mask = (reader.value(part) for part in body)
    kinds = {"b": pd.arrays.BooleanArray, "f": pd.arrays.FloatingArray}
    return kinds.get(data.dtype.kind, pd.arrays.IntegerArray)(data, mask)


def _read_strings(reader: Reader, body: Any, depth: int) -> Any:
    texts, missing = body
    items = _read_items(reader, texts, depth)
    if not all(item is None or type(item) is str for item in items):
        raise ValueError("not texts")
    na_value = pd.NA if missing == "NA" else np.nan
    return pd.array(items, dtype=pd.StringDtype(na_value=na_value))


def _read_periods(reader: Reader, body: Any, _depth: int) -> Any:
    ordinals, freq = body
    made: Any = pd.PeriodIndex
    return made.from_ordinals(reader.value(ordinals), freq=frequency(freq)).array


def _read_intervals(reader: Reader, body: Any, depth: int) -> Any:
    left, right, closed = body
    low, high = (reader.value(end, depth + 1) for end in (left, right))
    return pd.arrays.IntervalArray.from_arrays(low, high, closed=closed)


def _read_dtype(_reader: Reader, body: Any, _depth: int) -> Any:
    if type(body) is not str or not DTYPE.fullmatch(body):
        raise ValueError("not a dtype")
    return pd.api.types.pandas_dtype(body)


def _read_category_dtype(reader: Reader, body: Any, depth: int) -> Any:
    held, ordered = body
    categories = None if held is None else pd.Index(reader.value(held, depth + 1))
    return pd.CategoricalDtype(categories, ordered=ordered)


DECODERS: dict[str, Any] = {
    "category_dtype": _read_category_dtype,
    "categorical": _read_categorical,
    "zoned": _read_zoned,
    "masked": _read_masked,
    "strings": _read_strings,
    "periods": _read_periods,
    "intervals": _read_intervals,
    "pandas_dtype": _read_dtype,
}
