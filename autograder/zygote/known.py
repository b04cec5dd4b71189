"""Well-known functions, classes and modules that cross by name, from the judge to the student."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LIBRARIES = frozenset(
    (
        "builtins",
        "math",
        "cmath",
        "operator",
        "statistics",
        "random",
        "functools",
        "itertools",
        "collections",
        "datetime",
        "decimal",
        "fractions",
        "pathlib",
        "re",
        "numpy",
        "pandas",
        "scipy",
        "matplotlib",
        "sklearn",
    )
)


def known_name(value: Any) -> str | None:
    """Return ``module:name`` of a function, class or module of a well-known library.

    Examples
    --------
    >>> import math
    >>> known_name(math.sqrt), known_name(len), known_name(lambda: 0)
    ('math:sqrt', 'builtins:len', None)
    """
    if type(value) is type(sys):
        return f"{value.__name__}:" if value.__name__.partition(".")[0] in LIBRARIES else None
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    module = getattr(value, "__module__", None)
    if type(value).__name__ == "ufunc":
        module = "numpy"
    if type(module) is not str or type(name) is not str:
        return None
    if module.partition(".")[0].lstrip("_") not in LIBRARIES or module not in sys.modules:
        return None
    return f"{module}:{name}" if walk(sys.modules[module], name) is value else None


def walk(start: Any, path: str) -> Any:
    """Follow a dotted path of attributes; `None` where it ends early."""
    for part in path.split("."):
        start = getattr(start, part, None)
    return start


def walk_names(namespace: Mapping[str, Any], path: str) -> Any:
    """Return what a dotted path means in a namespace; `None` if nothing."""
    first, _, rest = path.partition(".")
    start = namespace.get(first)
    return walk(start, rest) if rest and start is not None else start


def from_known(name: str) -> Any:
    """Return what a name stands for. Only for names that the judge sent."""
    module, _, path = name.partition(":")
    loaded = importlib.import_module(module)
    return walk(loaded, path) if path else loaded
