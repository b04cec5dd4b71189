"""Turns any value into exact plain data, asking nothing of the value's own methods.

A value made by a student may be odd or may lie: a subclass of ``float`` whose ``__eq__`` is always
true, a list whose ``__len__`` raises. Whatever is compared passes through `plain` first, which
reads the base type's content with the base type's own methods, so that a subclass is judged as
its base. What is not data becomes `Opaque`, which equals nothing.
"""

from __future__ import annotations

import datetime as dt
import decimal
import fractions
import sys
import types
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

VIEWS: tuple[Any, ...] = (type({}.keys()), type({}.values()))
MAX_DEPTH = 50
MAX_NODES = 5_000_000


@dataclass(frozen=True, eq=False, slots=True)
class Opaque:
    """A value that is not data; ``kind`` is a key of `autograder.check.words.KINDS`."""

    kind: str
    type_name: str


class TooDeepError(ValueError):
    """A structure nested or repeated beyond reason, a cycle for instance."""


def type_name(value: object) -> str:
    """Return the name of ``type(value)``, whatever its metaclass says, cut to 40 characters."""
    name = type.__dict__["__name__"].__get__(type(value))
    return str(name)[:40]


def plain(value: object) -> Any:
    """Return ``value`` as exact builtins, numpy arrays and pandas objects, or as `Opaque`.

    Scalars of numpy and arrays without dimensions become Python's, ``pandas.NA`` and ``NaT``
    become `None`, a pandas timestamp becomes a ``datetime``; arrays, Series, Index and DataFrame
    become instances of exactly those classes.

    Examples
    --------
    >>> class Liar(float):
    ...     def __eq__(self, other):
    ...         return True
    >>> plain([Liar(1.5), (2, True)])
    [1.5, (2, True)]
    >>> plain(len).kind
    'function'
    """
    try:
        return _Converter().convert(value, 0)
    except (TooDeepError, RecursionError):
        return Opaque("too_deep", type_name(value))


class _Converter:
    """One conversion; counts the nodes so that no structure, cyclic or not, runs forever."""

    def __init__(self) -> None:
        self.nodes = 0

    def convert(self, value: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise TooDeepError
        kind: Any = type(value)
        if value is None or kind in (bool, int, float, complex, str, bytes):
            return value
        for base, read in _SCALARS:
            if issubclass(kind, base):
                return read(value)
        for base, rebuild in _CONTAINERS:
            if issubclass(kind, base):
                items = base.__iter__(value)
                return rebuild([self.convert(item, depth + 1) for item in items])
        if issubclass(kind, dict):
            return {
                _hashable(self.convert(key, depth + 1)): self.convert(item, depth + 1)
                for key, item in dict.items(value)
            }
        if kind in VIEWS:
            return [self.convert(item, depth + 1) for item in value]
        return self.foreign(value, kind, depth)

    def foreign(self, value: Any, kind: type, depth: int) -> Any:
        # only looked for where loaded: a value of numpy cannot exist before numpy does
        if "numpy" in sys.modules:
            import numpy as np

            if issubclass(kind, np.generic):
                return self.numpy_scalar(value, depth)
            if issubclass(kind, np.ndarray):
                array = np.ndarray.view(value, np.ndarray)
                if array.ndim == 0:  # what np.where makes of a number
                    return self.convert(array[()], depth + 1)
                if array.dtype.hasobject and array.dtype.names is None:
                    flat = [self.convert(item, depth + 1) for item in array.ravel().tolist()]
                    array = np.empty(len(flat), dtype=object)
                    array[:] = flat
                    return array.reshape(np.ndarray.__dict__["shape"].__get__(value))
                return array
        if "pandas" in sys.modules:
            from autograder.check import pandas_plain

            return pandas_plain.convert(value, kind, lambda item: self.convert(item, depth + 1))
        return opaque(value, kind)

    def numpy_scalar(self, value: Any, depth: int) -> Any:
        import numpy as np

        item = np.generic.item(value)
        if issubclass(type(item), np.generic):  # longdouble: Python has no such float
            return float(item)
        if issubclass(type(value), (np.datetime64, np.timedelta64)) and isinstance(item, int):
            # nanoseconds have no counterpart in Python: round to microseconds
            unit = "datetime64[us]" if issubclass(type(value), np.datetime64) else "timedelta64[us]"
            item = np.generic.astype(value, unit).item()
        return self.convert(item, depth + 1)


def _hashable(key: Any) -> Any:
    """Return a dictionary key or set member that can be hashed again after conversion."""
    if isinstance(key, list):
        return tuple(key)
    if isinstance(key, set):
        return frozenset(key)
    if isinstance(key, dict) or "numpy" in type(key).__module__:
        return Opaque("object", type_name(key))
    return key


def _set(items: list[Any]) -> set[Any]:
    return {_hashable(item) for item in items}


def _str(value: Any) -> str:
    return str.__getitem__(value, slice(None)) if type(value) is str else str.__str__(value)


def _decimal(value: Any) -> decimal.Decimal:
    sign, digits, exponent = decimal.Decimal.as_tuple(value)
    return decimal.Decimal((sign, digits, exponent))  # type: ignore[arg-type]


def _fraction(value: Any) -> float:
    return fractions.Fraction.__truediv__(value, 1).__float__()


def _datetime(value: Any) -> dt.datetime | None:
    if type(value) is dt.datetime:
        return value
    if type_name(value) == "NaTType":
        return None
    parts = [dt.date.__dict__[name].__get__(value) for name in ("year", "month", "day")] + [
        dt.datetime.__dict__[name].__get__(value)
        for name in ("hour", "minute", "second", "microsecond", "tzinfo")
    ]
    return dt.datetime(*parts)  # noqa: DTZ001 - the time zone is the last part


def _date(value: Any) -> dt.date:
    parts = (dt.date.__dict__[name].__get__(value) for name in ("year", "month", "day"))
    return dt.date(*parts)


def _timedelta(value: Any) -> dt.timedelta:
    parts = (
        dt.timedelta.__dict__[name].__get__(value) for name in ("days", "seconds", "microseconds")
    )
    return dt.timedelta(*parts)


# bool cannot be subclassed; datetime stands before date, which it derives from
_SCALARS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (int, int.__pos__),
    (float, float.__pos__),
    (complex, complex.__pos__),
    (str, _str),
    (bytes, lambda value: bytes.__getitem__(value, slice(None))),
    (decimal.Decimal, _decimal),
    (fractions.Fraction, _fraction),
    (dt.datetime, _datetime),
    (dt.date, _date),
    (dt.timedelta, _timedelta),
)
_CONTAINERS: tuple[tuple[Any, Callable[[list[Any]], Any]], ...] = (
    (list, list),
    (tuple, tuple),
    (set, _set),
    (frozenset, _set),
    (range, list),
    (deque, list),
)


def opaque(value: object, kind: type) -> Opaque:
    """Return what can be said of a value that is no data."""
    if issubclass(kind, type):
        word = "class"
    elif issubclass(kind, types.ModuleType):
        word = "module"
    elif issubclass(kind, (types.GeneratorType, map, filter, zip, enumerate, reversed)):
        word = "iterator"
    elif callable(value):
        word = "function"
    else:
        word = "object"
    return Opaque(word, type_name(value))
