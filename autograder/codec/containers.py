"""Dictionaries of the standard library that can do more than others."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.codec.reader import Reader
    from autograder.codec.writer import Writer


def _pairs(writer: Writer, value: Any, depth: int) -> list[Any]:
    keys, values = list(dict.keys(value)), list(dict.values(value))
    return [writer.node(keys, depth + 1), writer.node(values, depth + 1)]


def _read_pairs(reader: Reader, body: Any, depth: int) -> dict[Any, Any]:
    keys, values = (reader.value(part, depth + 1) for part in body)
    return dict(zip(keys, values, strict=True))


def _read_counter(reader: Reader, body: Any, depth: int) -> Any:
    made: Counter[Any] = Counter()
    dict.update(made, _read_pairs(reader, body, depth))
    return made


def _read_default(reader: Reader, body: Any, depth: int) -> Any:
    *pairs, factory = body
    made = reader.value(factory, depth + 1)
    if made is not None and not callable(made):
        raise ValueError("not a factory")
    return defaultdict(made, _read_pairs(reader, pairs, depth))


ENCODERS: dict[type, Any] = {
    Counter: lambda w, value, d: {"counter": _pairs(w, value, d)},
    OrderedDict: lambda w, value, d: {"ordered": _pairs(w, value, d)},
    defaultdict: lambda w, value, d: {
        "default": [*_pairs(w, value, d), w.node(value.default_factory, d + 1)]
    },
}

DECODERS: dict[str, Any] = {
    "counter": _read_counter,
    "ordered": lambda r, body, d: OrderedDict(_read_pairs(r, body, d)),
    "default": _read_default,
}
