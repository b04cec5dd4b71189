"""The student's side of what a grade cell and its functions have in common.

Names that the cell has bound or deleted, seeds that it has set, objects that it passes; and back,
what a call has changed of them and printed.
"""

from __future__ import annotations

import io
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, decode, encode
from autograder.zygote.generators import restore
from autograder.zygote.given import GivenObjects
from autograder.zygote.written import read_file, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from autograder.zygote.objects import Objects


class CommonGround:
    """What one branch has in common with the judge.

    Parameters
    ----------
    namespace
        The notebook's names.
    objects
        The table of numbered objects.
    limit
        Longest value in bytes.
    """

    def __init__(self, namespace: dict[str, Any], objects: Objects, limit: int) -> None:
        self.namespace = namespace
        self.objects = objects
        self.limit = limit
        self.given = GivenObjects(namespace)

    def describe(self, value: Any) -> dict[str, Any]:
        """Describe an object: the judge's by its number, the student's in full."""
        number = self.given.numbers.get(id(value))
        return self.objects.describe(value) if number is None else {"given": number}

    def image(self, value: Any) -> bytes | None:
        """Return a picture of a value, to see whether it changes; `None` if there is none."""
        try:
            return encode(value, limit=self.limit, handle=self.describe)
        except RefusedError:
            return None

    def learn(self, told: Mapping[str, Any], resolve: Callable[[dict[str, Any]], Any]) -> None:
        """Do here what the grade cell has done with objects, names and generators."""
        self.given.learn(told.get("given", {}), resolve)
        for name in told.get("gone", ()):
            self.namespace.pop(name, None)
        for name, data in told.get("put", {}).items():
            self.namespace[name] = decode(data, handle=resolve)
        for path, content in told.get("files", {}).items():
            write_file(path, content)
        restore(told.get("random", {}))

    def look(self, told: Mapping[str, Any], arguments: Mapping[int | str, Any]) -> Look:
        """Note how things are before a call."""
        watched = told.get("watch", ())
        return Look(
            arguments={place: self.image(arg) for place, arg in arguments.items()},
            names={name: self.image(self.namespace.get(name)) for name in watched},
            given={k: self.image(state) for k, state in self.given.states().items()},
            files={path: self.image(read_file(path)) for path in told.get("paths", ())},
            printed=io.StringIO() if told.get("printed") else None,
        )

    def changed(self, look: Look, arguments: Mapping[int | str, Any]) -> dict[str, Any]:
        """Return what is not as it was, and what was printed meanwhile."""
        found = {
            "arguments": self._changed(look.arguments, arguments),
            "names": self._changed(look.names, self.namespace),
            "given": [
                [number, self.image(state)]
                for number, state in self._changed(look.given, self.given.states())
            ],
            "files": self._changed(look.files, {path: read_file(path) for path in look.files}),
            "printed": look.printed.getvalue()[: self.limit] if look.printed else "",
        }
        return {key: value for key, value in found.items() if value}

    def _changed(self, before: Mapping[Any, bytes | None], now: Mapping[Any, Any]) -> list[Any]:
        return [
            [key, now[key]]
            for key, old in before.items()
            if key in now and (new := self.image(now[key])) is not None and new != old
        ]


@dataclass(frozen=True, slots=True)
class Look:
    """How things were before a call."""

    arguments: Mapping[Any, bytes | None]
    names: Mapping[Any, bytes | None]
    given: Mapping[Any, bytes | None]
    files: Mapping[Any, bytes | None]
    printed: io.StringIO | None

    def listening(self) -> AbstractContextManager[Any]:
        """Return what catches printed text, where the grade cell looks at it."""
        return nullcontext() if self.printed is None else redirect_stdout(self.printed)
