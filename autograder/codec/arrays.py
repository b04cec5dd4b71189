"""Numpy's arrays, scalars and dtypes: plain ones as raw bytes, object arrays element by element."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.codec.errors import RefusedError
from autograder.codec.plain import _items, _read_items

if TYPE_CHECKING:
    from autograder.codec.reader import Reader
    from autograder.codec.writer import Writer

PLAIN_KINDS = "biufcMmSU"
DTYPE = re.compile(r"[<>|=]?[biufcMmSU]\d{1,9}(\[\d{0,9}[A-Za-z]{1,7}\])?")
MAX_DIMENSIONS = 32


def plain_dtype(text: Any) -> np.dtype[Any]:
    """Return the dtype of a plain kind that ``text`` names: no objects, no fields."""
    if type(text) is not str or not DTYPE.fullmatch(text):
        raise ValueError("not a plain dtype")
    return np.dtype(text)


def array(writer: Writer, value: Any, depth: int) -> Any:
    """Encode an array; a subclass is taken as the plain array below it."""
    base = np.ndarray.view(value, np.ndarray)
    if base.dtype.kind in PLAIN_KINDS:
        if base.nbytes + writer.size > writer.limit:
            writer.too_large()
        return {"array": [base.dtype.str, list(base.shape), writer.buffer(base.tobytes())]}
    if base.dtype.kind in "OT":
        flat = base.astype(object).ravel().tolist()
        return {"objects": [list(base.shape), _items(writer, flat, depth)]}
    raise RefusedError(
        f"dtype 为 {base.dtype} 的数组不能传递", f"an array of dtype {base.dtype} cannot cross"
    )


def _scalar(writer: Writer, value: Any, _depth: int) -> Any:
    if value.dtype.kind not in PLAIN_KINDS:
        raise RefusedError("结构化标量不能传递", "a structured scalar cannot cross")
    return {"scalar": [value.dtype.str, writer.buffer(value.tobytes())]}


def _dtype(_writer: Writer, value: Any, _depth: int) -> Any:
    if value.kind not in PLAIN_KINDS + "O" or value.fields is not None:
        raise RefusedError("结构化 dtype 不能传递", "a structured dtype cannot cross")
    return {"dtype": value.str}


ENCODERS: dict[type, Any] = {
    np.ndarray: array,
    np.generic: _scalar,
    np.str_: _scalar,  # named, because they are also subclasses of Python's own
    np.bytes_: _scalar,
    np.dtype: _dtype,
}


def _shape(shape: Any, *, count: int) -> tuple[int, ...]:
    if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
        raise ValueError("not a shape")
    if any(type(size) is not int or not 0 <= size < 1 << 40 for size in shape):
        raise ValueError("not a shape")
    if math.prod(shape) != count:
        raise ValueError("the shape does not match the data")
    return tuple(shape)


def _read_array(reader: Reader, body: Any, _depth: int) -> np.ndarray[Any, Any]:
    text, shape, number = body
    dtype = plain_dtype(text)
    if dtype.itemsize == 0:  # empty texts: no bytes to count elements by
        raise ValueError("elements without a size")
    data = reader.buffer(number)
    values = np.frombuffer(data, dtype=dtype)
    return values.reshape(_shape(shape, count=values.size)).copy()


def _read_objects(reader: Reader, body: Any, depth: int) -> np.ndarray[Any, Any]:
    shape, items = body
    values = _read_items(reader, items, depth)
    filled = np.empty(len(values), dtype=object)
    for position, value in enumerate(values):
        filled[position] = value
    return filled.reshape(_shape(shape, count=len(values)))


def _read_scalar(reader: Reader, body: Any, _depth: int) -> Any:
    text, number = body
    return np.frombuffer(reader.buffer(number), dtype=plain_dtype(text)).reshape(1)[0]


def _read_dtype(_reader: Reader, body: Any, _depth: int) -> np.dtype[Any]:
    return np.dtype(object) if body == "|O" else plain_dtype(body)


DECODERS: dict[str, Any] = {
    "array": _read_array,
    "objects": _read_objects,
    "scalar": _read_scalar,
    "dtype": _read_dtype,
}
