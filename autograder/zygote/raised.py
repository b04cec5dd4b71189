"""An exception as plain data: its built-in type, its text, its arguments."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, encode

if TYPE_CHECKING:
    from autograder.zygote.objects import Objects

MAX_MESSAGE = 2000


def describe_error(error: BaseException, objects: Objects) -> tuple[dict[str, Any], bytes]:
    """Return the fields and payload of a ``raised`` frame.

    The name is that of the nearest class of `builtins`; a class made in the notebook is told as
    well, so that ``except`` with the student's own class works in a grade cell.
    """
    kind = type(error)
    builtin = next(base for base in kind.__mro__ if getattr(builtins, base.__name__, None) is base)
    try:
        message = str(error)[:MAX_MESSAGE]
    except Exception as broken:  # noqa: BLE001 - the student's own __str__
        message = f"<{type(broken).__name__}>"
    fields: dict[str, Any] = {
        "name": builtin.__name__,
        "own_name": kind.__name__,
        "message": message,
    }
    if kind.__module__ == "__main__":
        fields["own"] = objects.describe(kind)
    try:
        data = encode([error.args, attributes_of(error)], limit=1 << 16)
    except RefusedError:
        data = b""
    return fields, data


def attributes_of(error: BaseException) -> dict[str, Any]:
    """Return an exception's own attributes, as far as they are data."""
    found = {}
    for name, value in vars(error).items():
        try:
            encode(value, limit=1 << 14)
        except RefusedError:
            continue
        found[str(name)] = value
    return found
