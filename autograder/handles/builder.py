"""Builds handles from descriptions and decides what each of them may do."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

from autograder.handles.base import Handle, field
from autograder.handles.callables import ClassHandle, FunctionHandle, MethodHandle
from autograder.handles.objects import (
    CallableHandle,
    CoroutineHandle,
    InertHandle,
    InstanceHandle,
    InstanceType,
    IteratorHandle,
)
from autograder.handles.shared import by_place, overwrite, pairs
from autograder.handles.trust import NOTHING, Rehearsal, is_data, own_class

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.handles.link import Link

KINDS = ("function", "class", "instance", "iterator", "module")


class Builder:
    """Builds the handles of one grade cell.

    Parameters
    ----------
    link
        The conversation with the student's process at this place.
    namespace
        The judge's names at this place, from the reference run.
    """

    def __init__(self, link: Link, namespace: dict[str, Any]) -> None:
        self.link = link
        self.namespace = namespace
        self.exceptions: dict[int, type[Exception]] = {}
        self.types: dict[int, Any] = {}
        self.instances: dict[int, Any] = {}

    def judge_class(self, description: dict[str, Any]) -> type | None:
        """Return the judge's own class for a described object, or `None`."""
        return own_class(description.get("classes"), self.namespace)

    def for_name(self, name: str) -> Callable[[dict[str, Any]], Any]:
        """Return what builds handles inside the value of a student's name."""
        reference = self.namespace.get(name, NOTHING)
        expects_data = reference is not NOTHING and is_data(reference)

        def build(description: dict[str, Any]) -> Any:
            return self.build(description, inert=expects_data, reference=reference)

        return build

    def build(
        self,
        description: dict[str, Any],
        *,
        inert: bool = False,
        reference: Any = NOTHING,
        klass: type | None = None,
    ) -> Any:
        """Return the handle of a described object.

        Parameters
        ----------
        description
            The student's claim.
        inert
            Whether the reference has data here.
        reference
            The judge's own object of the same name.
        klass
            The judge's own class of an instance, where it is known.
        """
        check(description)
        kind = description["kind"]
        if inert:
            return InertHandle(self, description)
        if kind == "class":
            if exception := self._exception(description):
                return exception
            return ClassHandle(self, description)
        if kind == "function":
            known = reference if callable(reference) else None
            return FunctionHandle(self, description, known)
        if kind == "iterator":
            return IteratorHandle(self, description)
        if kind == "instance":
            return self._instance(description, reference, klass)
        return InertHandle(self, description)

    def _instance(self, description: dict[str, Any], reference: Any, klass: type | None) -> Any:
        """Return the handle of an instance; the same object is the same handle."""
        if description["classes"][0][:2] == ["builtins", "coroutine"]:
            return CoroutineHandle(self, description)
        klass = klass or self.judge_class(description)
        if klass is None and reference is not NOTHING and not is_data(reference):
            klass = type(reference)  # a class made in a function has no name to be found by
        if klass is None:
            return InertHandle(self, description)
        number = description["id"]
        if number not in self.instances:
            kind = self._instance_type(description, klass)
            self.instances[number] = kind(self, description, klass=klass)
        return self.instances[number]

    def _instance_type(self, description: dict[str, Any], klass: type) -> Any:
        """Return the type of handles that bears the name of an object's class."""
        module, name, number = description["classes"][0]
        called = any("__call__" in vars(kind) for kind in klass.__mro__)
        base = CallableHandle if called else InstanceHandle
        if number is None:
            return base
        if number not in self.types:
            bare = name.rpartition(".")[2][:60]
            made = InstanceType(bare, (base,), {"__module__": module})
            made.made = (self.link, number)
            self.types[number] = made
        return self.types[number]

    def method(self, owner: Any, name: str, value: Any) -> Any:
        """Tie a callable attribute to its owner, whose class says whether it may be called."""
        if isinstance(value, FunctionHandle) and not isinstance(value, ClassHandle):
            return MethodHandle(self, field(value, "description"), (owner, name))
        return value

    def ask(self, handle: Handle, what: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Ask the student's process, and see to it that the answer is what the reference gives."""
        value, changed, rehearsal = self._asked(handle, what, args, kwargs)
        self._take_over(by_place(args, kwargs), changed, rehearsal)
        return value

    def call_on_copies(
        self, handle: Handle, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Any, tuple[Any, ...], dict[str, Any]]:
        """Call; return the value and the arguments as the call left them."""
        value, changed, _ = self._asked(handle, "call", args, kwargs)
        after = by_place(args, kwargs)
        after.update(
            {place: now for place, now in pairs(changed.get("arguments")) if place in after}
        )
        return value, tuple(after[k] for k in range(len(args))), {key: after[key] for key in kwargs}

    def _asked(
        self, handle: Handle, what: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Any, dict[str, Any], Rehearsal | None]:
        reference = field(handle, "reference")
        rehearsal = None
        if what == "call" and callable(reference):
            rehearsal = Rehearsal(reference, args, kwargs, self.link.shared)

        def build(description: dict[str, Any]) -> Any:
            check(description)
            instance = description["kind"] == "instance"
            inert = instance and rehearsal is not None and rehearsal.gives_data()
            known = rehearsal.value if instance and rehearsal is not None else NOTHING
            klass = field(handle, "klass") if what in ("copy", "deepcopy") else None
            return self.build(description, inert=inert, reference=known, klass=klass)

        value, changed = self.link.ask(field(handle, "number"), what, args, kwargs, build)
        return value, changed, rehearsal

    def _take_over(
        self, given: dict[int | str, Any], changed: dict[str, Any], rehearsal: Rehearsal | None
    ) -> None:
        """Change arguments in place as the student's function did, where the reference does too.

        Other changes are withheld: they could shift an expected value. `Shared.withhold` notes
        them, so that a check which looks for them gets to see them in a second run.
        """
        shared = self.link.shared
        if shared is None:
            return
        for place, value in pairs(changed.get("arguments")):
            if place not in given:
                continue
            if (rehearsal is not None and rehearsal.changes(place)) or shared.withhold(
                given[place]
            ):
                overwrite(given[place], value)
        if shared.given.reached:
            copies = rehearsal.copies() if rehearsal is not None else {}
            told = pairs(changed.get("given"))
            shared.given.incoming(told, copies, shared.withhold, self._attributes)

    def _attributes(self, packed: Any) -> dict[str, Any]:
        """Decode an object's attributes; `TypeError` unless they are."""
        found = self.link.unpack(packed, self.build)
        if type(found) is not dict or not all(type(name) is str for name in found):
            raise TypeError("an object's attributes have names")
        return found

    def _exception(self, description: dict[str, Any]) -> type[Exception] | None:
        """Return a real exception class that stands for a student's, so that `except` knows it."""
        number = description["id"]
        if number in self.exceptions:
            return self.exceptions[number]
        for entry in description.get("mro", []):
            base = getattr(builtins, str(entry[1]), None) if entry[0] == "builtins" else None
            if isinstance(base, type) and issubclass(base, Exception):
                parents = [
                    self.exceptions[e[2]]
                    for e in description["mro"][1:]
                    if len(e) == 3 and e[2] in self.exceptions
                ]
                name = str(description.get("name") or "StudentError")[:60]
                made = type(name, (parents[0] if parents else base,), {"__module__": "__main__"})
                self.exceptions[number] = made
                return made
        return None


def check(description: Any) -> None:
    """Raise `ValueError` unless a description has the shape that `Handle` relies on."""
    classes = description.get("classes")
    entries = classes if isinstance(classes, list) else []
    entries = entries + (description.get("mro") or [])
    sound = (
        type(description.get("id")) is int
        and description.get("kind") in KINDS
        and bool(entries)
        and all(isinstance(entry, list) and len(entry) == 3 for entry in entries)
        and all(isinstance(part, str) for entry in entries for part in entry[:2])
        and all(entry[2] is None or type(entry[2]) is int for entry in entries)
    )
    if not sound:
        raise ValueError("not a description of an object")
