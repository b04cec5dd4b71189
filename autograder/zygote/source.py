"""The source text of what a notebook defines."""

from __future__ import annotations

import ast
import inspect
import linecache
from typing import Any

MAX_SOURCE = 100_000


def source_of(value: Any) -> str | None:
    """Return the source text of a function or class that a cell defined, or `None`."""
    try:
        text = _class_source(value) if isinstance(value, type) else inspect.getsource(value)
    except (OSError, TypeError, SyntaxError, ValueError):
        return None
    return text if text is not None and len(text) <= MAX_SOURCE else None


def _class_source(value: type) -> str | None:
    # inspect looks for a module's file; a class made in a cell is found by way of its methods
    for member in vars(value).values():
        code = getattr(member, "__code__", None)
        if code is None or getattr(member, "__qualname__", "").partition(".")[0] != value.__name__:
            continue
        text = "".join(linecache.getlines(code.co_filename))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef) and node.name == value.__name__:
                return ast.get_source_segment(text, node)
    return None
