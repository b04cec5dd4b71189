"""Signature, source text and code object of a student's function, rebuilt as data.

The code object is compiled from the text and never run: tests look at names and lines in it.
"""

from __future__ import annotations

import hashlib
import inspect
import linecache
import sys
import textwrap
import types
from typing import Any

from autograder.codec.plain import TYPES

MAX_PARAMETERS = 200


class Written:
    """A default value that is not plain data, as it is written."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def signature(parameters: Any) -> inspect.Signature:
    """Return a signature from its plain description; `ValueError` where there is none."""
    if not isinstance(parameters, list) or len(parameters) > MAX_PARAMETERS:
        raise ValueError("no signature found")
    return inspect.Signature([_parameter(entry) for entry in parameters])


def _parameter(entry: Any) -> inspect.Parameter:
    default: Any = inspect.Parameter.empty
    if "default" in entry:
        default = entry["default"]
    elif "default_text" in entry:
        default = Written(str(entry["default_text"]))
    annotation: Any = inspect.Parameter.empty
    if "annotation" in entry:
        text = str(entry["annotation"])
        annotation = TYPES.get(text) or Written(text)
    kind = inspect._ParameterKind(entry["kind"])
    return inspect.Parameter(str(entry["name"]), kind, default=default, annotation=annotation)


def source_file(description: dict[str, Any]) -> str:
    """Put the source text where `inspect` and tracebacks look for it; return its name there."""
    source = description.get("source")
    if not isinstance(source, str):
        raise OSError("could not get source code")
    digest = hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:12]
    name = f"<student {digest}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    return name


def code_object(description: dict[str, Any]) -> types.CodeType:
    """Return the code of a function, compiled from its text; `AttributeError` if it has none."""
    try:
        name = source_file(description)
        # parameters and body of a nested or decorated function are indented
        module = compile(textwrap.dedent(str(description["source"])), name, "exec")
    except (OSError, SyntaxError, ValueError, MemoryError, RecursionError):
        raise AttributeError("__code__") from None
    wanted = str(description.get("name"))
    stack = [module]
    while stack:
        code = stack.pop()
        inner = [const for const in code.co_consts if isinstance(const, types.CodeType)]
        for const in inner:
            if const.co_name == wanted:
                return const
        stack.extend(inner)
    raise AttributeError("__code__")


def text_module(description: dict[str, Any]) -> str:
    """Return the name of a module that holds only a class's text, for `inspect.getsource`."""
    try:
        file = source_file(description)
    except OSError:
        return "__main__"
    name = f"autograder_{file.strip('<>').replace(' ', '_')}"
    if name not in sys.modules:
        module = types.ModuleType(name)
        module.__file__ = file
        sys.modules[name] = module
    return name
