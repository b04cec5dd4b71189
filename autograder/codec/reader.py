"""Bytes to values. Everything read here was written by a process that a student's code runs in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from autograder.codec.errors import RefusedError
from autograder.codec.families import decoder
from autograder.codec.writer import LENGTH, MAX_DEPTH, MAX_NODES

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = (type(None), bool, int, float, str)


class Reader:
    """One decoding.

    Parameters
    ----------
    data
        What `Writer.finish` gave, or anything else.
    handle
        Builds the judge's stand-in of what is not data; without it handles are refused.
    """

    def __init__(
        self, data: bytes, *, handle: Callable[[dict[str, Any]], Any] | None = None
    ) -> None:
        self.handle = handle
        self.nodes = 0
        view = memoryview(data)
        (length,) = LENGTH.unpack(view[: LENGTH.size])
        end = LENGTH.size + length
        if end > len(view):
            raise ValueError("the tree is cut short")
        self.tree, lengths = json.loads(bytes(view[LENGTH.size : end]))
        self.buffers: list[memoryview] = []
        for size in lengths:
            if type(size) is not int or size < 0 or end + size > len(view):
                raise ValueError("a buffer is cut short")
            self.buffers.append(view[end : end + size])
            end += size
        if end != len(view):
            raise ValueError("there are bytes too many")

    def value(self, node: Any, depth: int = 0) -> Any:
        """Return the value of one node."""
        if type(node) in PLAIN:
            return node
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise ValueError("too deep or too many nodes")
        if type(node) is not dict or len(node) != 1:
            raise ValueError("a node must be an object with one tag")
        ((tag, body),) = node.items()
        if tag == "handle":
            if self.handle is None or type(body) is not dict:
                raise ValueError("no handle is expected here")
            return self.handle(body)
        return decoder(tag)(self, body, depth)

    def buffer(self, number: Any) -> memoryview:
        """Return one buffer by its number."""
        if type(number) is not int or not 0 <= number < len(self.buffers):
            raise ValueError("there is no such buffer")
        return self.buffers[number]


def undecodable(error: Exception) -> RefusedError:
    """Return the one line for bytes that are no value."""
    kind = type(error).__name__
    return RefusedError(f"数据无法解读（{kind}）", f"its data cannot be read ({kind})")
