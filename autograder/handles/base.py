"""What every handle has, and what none has: equality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.handles.builder import Builder

# operators, by the method that Python looks up on a class
UNARY = {"neg": "neg", "pos": "pos", "abs": "abs", "invert": "invert"}
BINARY = {
    "add": "add",
    "sub": "sub",
    "mul": "mul",
    "truediv": "truediv",
    "floordiv": "floordiv",
    "mod": "mod",
    "pow": "pow",
    "matmul": "matmul",
    "and": "and_",
    "or": "or_",
    "xor": "xor",
    "lshift": "lshift",
    "rshift": "rshift",
}
ORDER = ("lt", "le", "gt", "ge")


def field(handle: Handle, name: str) -> Any:
    """Return a handle's own field, asking nothing of the student's process."""
    return object.__getattribute__(handle, f"_{name}")


class Handle:
    """An object in the student's process.

    Parameters
    ----------
    builder
        Builds handles of what comes back, and knows the conversation.
    description
        What the student's process tells of the object.
    reference
        The judge's own object of the same name, or `None`.
    klass
        The judge's own class for it, where its name does not tell.
    """

    def __init__(
        self,
        builder: Builder,
        description: dict[str, Any],
        reference: Any = None,
        klass: type | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "_builder", builder)
        put(self, "_link", builder.link)
        put(self, "_number", description["id"])
        put(self, "_description", description)
        put(self, "_reference", reference)
        put(self, "_klass", klass or builder.judge_class(description))

    def _ask(self, what: str, *args: Any, **kwargs: Any) -> Any:
        return field(self, "builder").ask(self, what, args, kwargs)

    def __eq__(self, other: object) -> bool:
        """Return False: a student's object would decide by itself what it equals."""
        return False

    def __ne__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return id(self)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        description = field(self, "description")
        name = description.get("name") or description["classes"][0][1]
        return f"<{description['kind']} {str(name)[:60]}>"

    def __reduce__(self) -> Any:
        raise TypeError("a handle cannot be copied or stored")
