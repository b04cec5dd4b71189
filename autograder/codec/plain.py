"""Python's own values and containers."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.codec.reader import Reader
    from autograder.codec.writer import Writer

SMALL = 1 << 62
MAX_HEX = 1 << 18
MAX_FIELDS = 200
SIMPLE = frozenset((type(None), bool, float, str))
SIMPLE_WITH_INT = SIMPLE | {int}
# builtin classes that may stand as values, as in ``astype(float)``; they do nothing but build data
TYPES = {
    kind.__name__: kind
    for kind in (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, object)
}


def _int(_writer: Writer, value: Any, _depth: int) -> Any:
    number = int.__index__(value)
    return number if -SMALL < number < SMALL else {"int": hex(number)}


def _items(writer: Writer, items: list[Any], depth: int) -> list[Any]:
    kinds = set(map(type, items))
    # long lists of numbers and texts, by far the most common ones, need no call per element
    if kinds <= SIMPLE or (
        kinds <= SIMPLE_WITH_INT
        and all(-SMALL < item < SMALL for item in items if type(item) is int)
    ):
        writer.count(len(items))
        writer.size += sum(len(item) for item in items if type(item) is str)
        if writer.size > writer.limit:
            writer.too_large()
        return items
    return [writer.node(item, depth + 1) for item in items]


def _tuple(writer: Writer, value: Any, depth: int) -> Any:
    items = _items(writer, list(tuple.__iter__(value)), depth)
    fields = getattr(type(value), "_fields", None)
    if type(fields) is tuple and len(fields) == len(items) and all(map(_is_field, fields)):
        return {"named": [type(value).__name__, list(fields), items]}
    return {"tuple": items}


def _is_field(name: Any) -> bool:
    return type(name) is str and name.isidentifier() and name[0] != "_" and not iskeyword(name)


def _dict(writer: Writer, value: Any, depth: int) -> Any:
    keys = _items(writer, list(dict.keys(value)), depth)
    return {"dict": [keys, _items(writer, list(dict.values(value)), depth)]}


def _type(writer: Writer, value: Any, _depth: int) -> Any:
    name = type.__dict__["__name__"].__get__(value)
    if TYPES.get(name) is value:
        return {"type": name}
    if writer.handle is not None:
        return {"handle": writer.handle(value)}
    from autograder.codec.errors import RefusedError

    raise RefusedError("类不是数据", "a class is not data")


ENCODERS: dict[type, Any] = {
    type(None): lambda _w, _v, _d: None,
    bool: lambda _w, value, _d: value is True,
    int: _int,
    float: lambda _w, value, _d: float.__pos__(value),
    str: lambda _w, value, _d: str.__str__(value),
    bytes: lambda w, value, _d: {"bytes": w.buffer(bytes.__getitem__(value, slice(None)))},
    bytearray: lambda w, value, _d: {"bytearray": w.buffer(bytes(memoryview(value)))},
    list: lambda w, value, d: {"list": _items(w, list(list.__iter__(value)), d)},
    tuple: _tuple,
    set: lambda w, value, d: {"set": _items(w, list(set.__iter__(value)), d)},
    frozenset: lambda w, value, d: {"frozenset": _items(w, list(frozenset.__iter__(value)), d)},
    dict: _dict,
    type({}.keys()): lambda w, value, d: {"list": _items(w, list(value), d)},
    type({}.values()): lambda w, value, d: {"list": _items(w, list(value), d)},
    type({}.items()): lambda w, value, d: {"list": _items(w, list(value), d)},
    range: lambda w, v, _d: {"range": [w.node(part) for part in (v.start, v.stop, v.step)]},
    slice: lambda w, v, d: {"slice": [w.node(part, d + 1) for part in (v.start, v.stop, v.step)]},
    type(...): lambda _w, _v, _d: {"ellipsis": None},
    type: _type,
}


def _read_int(_reader: Reader, body: Any, _depth: int) -> int:
    if type(body) is not str or len(body) > MAX_HEX:
        raise ValueError("not a number")
    return int(body, 16)


def _read_items(reader: Reader, body: Any, depth: int) -> list[Any]:
    if type(body) is not list:
        raise ValueError("not a list of nodes")
    if dict not in set(map(type, body)) and list not in set(map(type, body)):
        return body
    return [reader.value(item, depth + 1) for item in body]


@cache
def _named(name: str, fields: tuple[str, ...]) -> Any:
    """Return a class of named tuples: data with names, made here and nowhere else."""
    return namedtuple(name, fields)


def _read_named(reader: Reader, body: Any, depth: int) -> Any:
    name, fields, items = body
    if not all(map(_is_field, [*fields, name.lstrip("_") or "x"])) or len(fields) > MAX_FIELDS:
        raise ValueError("not a named tuple")
    return _named(name.lstrip("_") or "x", tuple(fields))(*_read_items(reader, items, depth))


def _read_dict(reader: Reader, body: Any, depth: int) -> dict[Any, Any]:
    keys, values = (_read_items(reader, part, depth) for part in body)
    return dict(zip(keys, values, strict=True))


def _read_range(reader: Reader, body: Any, _depth: int) -> range:
    start, stop, step = (reader.value(part) for part in body)
    return range(start, stop, step)


def _read_slice(reader: Reader, body: Any, depth: int) -> Any:
    start, stop, step = (reader.value(part, depth + 1) for part in body)
    return slice(start, stop, step)


DECODERS: dict[str, Any] = {
    "int": _read_int,
    "bytes": lambda r, body, _d: bytes(r.buffer(body)),
    "bytearray": lambda r, body, _d: bytearray(r.buffer(body)),
    "list": _read_items,
    "tuple": lambda r, body, d: tuple(_read_items(r, body, d)),
    "named": _read_named,
    "set": lambda r, body, d: set(_read_items(r, body, d)),
    "frozenset": lambda r, body, d: frozenset(_read_items(r, body, d)),
    "dict": _read_dict,
    "range": _read_range,
    "slice": _read_slice,
    "ellipsis": lambda _r, _b, _d: ...,
    "type": lambda _r, body, _d: TYPES[body],
}
