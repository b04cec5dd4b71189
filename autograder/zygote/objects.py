"""Objects that stay in the student process, by number, and what is told of them.

A description is plain JSON: number, kind, name, signature, documentation, source text, classes.
All of it is the student's claim; `autograder.handles` decides what the judge believes.
"""

from __future__ import annotations

import inspect
import sys
from types import ModuleType
from typing import Any

from autograder.codec import RefusedError, encode
from autograder.zygote.source import source_of
from autograder.zygote.written import read_file

MAX_DOC = 10_000
FILE = "file:"  # no name of Python has a colon
SCALARS = (type(None), bool, int, float, str)


class Objects:
    """The table of objects that the judge holds handles of.

    Attributes
    ----------
    held
        The objects by number.
    described
        Those that the values taken last consist of.
    """

    def __init__(self) -> None:
        self.held: list[Any] = []
        self.numbers: dict[int, int] = {}
        self.described: list[Any] = []

    def with_clones(self, clones: dict[int, Any]) -> Objects:
        """Return a copy of the table with other objects in place of some, by their ``id``."""
        made = Objects()
        made.held = [clones.get(id(value), value) for value in self.held]
        made.numbers = {id(value): number for number, value in enumerate(made.held)}
        return made

    def number(self, value: Any) -> int:
        """Return the number of an object, the same for the same object."""
        found = self.numbers.get(id(value))
        if found is None:
            found = self.numbers[id(value)] = len(self.held)
            self.held.append(value)  # held for good, so its id stays its own
        return found

    def take(
        self, namespace: dict[str, Any], names: dict[str, str], limit: int
    ) -> tuple[list[dict[str, Any]], bytes]:
        """Encode the values of names; each may be missing or refused on its own.

        Parameters
        ----------
        namespace
            Where the names live.
        names
            Name to origin (``"module:attribute"`` where the reference imports it, or ``""``).
            ``file:`` and a path stand for a file's content.
        limit
            Bytes for all of them together.
        """
        self.described.clear()
        states: list[dict[str, Any]] = []
        parts: list[bytes] = []
        for name, origin in names.items():
            state: dict[str, Any] = {"name": name}
            states.append(state)
            value = read_file(name[len(FILE) :]) if name.startswith(FILE) else None
            if value is None and name not in namespace:
                state["state"] = "missing"
                continue
            value = namespace[name] if value is None else value
            if origin and value is from_origin(origin):
                state.update(state="origin", origin=origin)
                continue
            try:
                data = encode(value, limit=limit, handle=self.describe)
            except RefusedError as refusal:
                state.update(state="refused", zh=refusal.zh, en=refusal.en)
                continue
            limit -= len(data)
            parts.append(data)
            state.update(state="data", size=len(data))
        return states, b"".join(parts)

    def describe(self, value: Any) -> dict[str, Any]:
        """Describe one object."""
        self.described.append(value)
        kind = kind_of(value)
        description: dict[str, Any] = {
            "id": self.number(value),
            "kind": kind,
            "classes": [self.class_entry(base) for base in type(value).__mro__],
        }
        if kind == "class":
            description["mro"] = [self.class_entry(base) for base in value.__mro__]
        if kind in ("function", "class"):
            description.update(
                name=text(getattr(value, "__name__", "")),
                qualname=text(getattr(value, "__qualname__", "")),
                module=text(getattr(value, "__module__", "")),
                doc=text(getattr(value, "__doc__", ""))[:MAX_DOC],
                signature=signature_of(value),
                source=source_of(value),
            )
        elif kind == "module":
            description["name"] = text(value.__name__)
        else:
            description["callable"] = callable(value)
        return description

    def class_entry(self, kind: type) -> list[Any]:
        """Name one class: module, qualified name, and its number if the notebook made it."""
        own = kind.__module__ == "__main__"
        return [text(kind.__module__), text(kind.__qualname__), self.number(kind) if own else None]


def text(value: Any) -> str:
    """Return a text, or nothing for anything else."""
    return value if type(value) is str else ""


def kind_of(value: Any) -> str:
    """Return ``class``, ``module``, ``function``, ``iterator`` or ``instance``."""
    if isinstance(value, type):
        return "class"
    if isinstance(value, ModuleType):
        return "module"
    if inspect.isroutine(value) or type(value).__name__ in ("partial", "ufunc", "vectorize"):
        return "function"
    if hasattr(type(value), "__next__"):
        return "iterator"
    return "instance"


def signature_of(value: Any) -> list[dict[str, Any]] | None:
    """Return the parameters of a callable as plain data; `None` where Python knows none."""
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return None
    found: list[dict[str, Any]] = []
    for parameter in parameters:
        entry: dict[str, Any] = {"name": parameter.name, "kind": int(parameter.kind)}
        if parameter.default is not parameter.empty:
            plain = type(parameter.default) in SCALARS
            entry["default" if plain else "default_text"] = (
                parameter.default if plain else repr(parameter.default)[:200]
            )
        if parameter.annotation is not parameter.empty:
            entry["annotation"] = inspect.formatannotation(parameter.annotation)[:200]
        found.append(entry)
    return found


def from_origin(origin: str) -> Any:
    """Return what ``module:attribute`` names among the modules already loaded."""
    module, _, attribute = origin.partition(":")
    loaded = sys.modules.get(module)
    if loaded is None or not attribute:
        return loaded if loaded is not None else Objects
    return getattr(loaded, attribute, Objects)
