"""Values to bytes: a JSON tree of tagged nodes, and raw buffers for bulk data.

A node is ``null``, a boolean, a number or a text, which stand for themselves, or an object with
one key, the tag, that says how to read its body. Which types there are is said by the tables of
`autograder.codec.families`: a closed list, in which a subclass is found as its base.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

from autograder.codec.errors import RefusedError
from autograder.codec.families import encoders

if TYPE_CHECKING:
    from collections.abc import Callable

    Node = None | bool | int | float | str | dict[str, Any]

MAX_DEPTH = 100
MAX_NODES = 5_000_000
MAX_BYTES = 64 << 20
OBJECTS_OF = frozenset(("matplotlib", "sklearn"))
LENGTH = struct.Struct(">I")


def bases(value: object) -> tuple[type, ...]:
    """Return the true classes of a value, whatever its metaclass or ``__class__`` says."""
    found: tuple[type, ...] = type.__dict__["__mro__"].__get__(type(value))
    return found


def type_name(value: object) -> str:
    """Return the true name of a value's class, cut to 40 characters."""
    return str(type.__dict__["__name__"].__get__(type(value)))[:40]


def is_library_container(value: object) -> bool:
    """Whether a value is a tuple or dictionary only in passing, as matplotlib's bars are."""
    module = type.__dict__["__module__"].__get__(type(value)) if _is_heap(value) else ""
    return isinstance(module, str) and module.partition(".")[0] in OBJECTS_OF


def _is_heap(value: object) -> bool:
    return type(value) not in (type(None), bool, int, float, str, list, tuple, dict, set)


class Writer:
    """One encoding.

    Parameters
    ----------
    limit
        Longest result in bytes.
    handle
        Describes what is not data (`autograder.zygote.objects`); without it that is refused.
    """

    def __init__(
        self, *, limit: int = MAX_BYTES, handle: Callable[[Any], dict[str, Any]] | None = None
    ) -> None:
        self.limit = limit
        self.handle = handle
        self.buffers: list[bytes] = []
        self.size = 0
        self.nodes = 0
        self.table = encoders()

    def node(self, value: Any, depth: int = 0) -> Node:
        """Return the node of one value; `RefusedError` if it cannot cross."""
        self.count(1)
        if depth > MAX_DEPTH:
            raise RefusedError(
                f"嵌套超过 {MAX_DEPTH} 层（或含有自身）",
                f"it is nested deeper than {MAX_DEPTH} levels, or holds itself",
            )
        if self.handle is not None and is_library_container(value):
            return {"handle": self.handle(value)}
        for base in bases(value):
            encode = self.table.get(base)
            if encode is not None:
                node: Node = encode(self, value, depth)
                return node
        if self.handle is not None:
            return {"handle": self.handle(value)}
        name = type_name(value)
        raise RefusedError(f"{name} 类型的对象不是数据", f"an object of type {name} is not data")

    def count(self, nodes: int) -> None:
        """Account for nodes; `RefusedError` where there are too many."""
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise RefusedError(f"元素超过 {MAX_NODES} 个", f"it has more than {MAX_NODES} elements")

    def buffer(self, data: bytes) -> int:
        """Keep bulk data; return its number."""
        self.size += len(data)
        if self.size > self.limit:
            self.too_large()
        self.buffers.append(data)
        return len(self.buffers) - 1

    def too_large(self) -> None:
        """Refuse for size."""
        size = f"{self.limit / (1 << 20):.0f} MB"
        raise RefusedError(f"数据超过 {size}", f"it is larger than {size}")

    def finish(self, node: Node) -> bytes:
        """Return the bytes of a node and the buffers it refers to."""
        tree = json.dumps([node, [len(data) for data in self.buffers]]).encode()
        if self.size + len(tree) > self.limit:
            self.too_large()
        return b"".join((LENGTH.pack(len(tree)), tree, *self.buffers))
