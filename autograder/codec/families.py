"""The closed list of types, family by family; numpy's and pandas' come in only where in use."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# family -> the library that must be loaded before a value of it can exist
FAMILIES = {
    "plain": "",
    "containers": "",
    "numbers": "",
    "times": "",
    "arrays": "numpy",
    "tables": "pandas",
    "extension": "pandas",
    "stamps": "pandas",
}
_encoders: dict[tuple[str, ...], dict[type, Callable[..., Any]]] = {}
_decoders: dict[str, Callable[..., Any]] = {}


def _family(name: str) -> Any:
    return importlib.import_module(f"autograder.codec.{name}")


def encoders() -> dict[type, Callable[..., Any]]:
    """Return the encoder of every type whose library is loaded."""
    present = tuple(name for name, library in FAMILIES.items() if not library or _loaded(library))
    if present not in _encoders:
        table: dict[type, Callable[..., Any]] = {}
        for name in present:
            table.update(_family(name).ENCODERS)
        _encoders[present] = table
    return _encoders[present]


def _loaded(library: str) -> bool:
    return library in sys.modules


def decoder(tag: Any) -> Callable[..., Any]:
    """Return the decoder of a tag; `ValueError` if there is none."""
    if type(tag) is not str or tag not in FAMILY_OF:
        raise ValueError("unknown tag")
    if tag not in _decoders:
        _decoders.update(_family(FAMILY_OF[tag]).DECODERS)
    return _decoders[tag]


# written out so that reading a number does not import pandas
TAGS = {
    "plain": (
        "int",
        "bytes",
        "bytearray",
        "list",
        "tuple",
        "named",
        "dict",
        "set",
        "frozenset",
        "range",
        "slice",
        "ellipsis",
        "type",
    ),
    "containers": ("counter", "ordered", "default"),
    "numbers": ("complex", "decimal", "fraction"),
    "times": ("datetime", "date", "time", "timedelta"),
    "arrays": ("array", "objects", "scalar", "dtype"),
    "tables": ("series", "frame", "index", "range_index", "multi_index"),
    "extension": (
        "categorical",
        "zoned",
        "masked",
        "strings",
        "periods",
        "intervals",
        "pandas_dtype",
        "category_dtype",
    ),
    "stamps": ("timestamp", "pandas_timedelta", "period", "interval", "na", "nat"),
}
FAMILY_OF = {tag: family for family, tags in TAGS.items() for tag in tags}
