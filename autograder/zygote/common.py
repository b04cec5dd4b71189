"""The student's side of the names that a grade cell and its functions have in common."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.zygote.objects import Objects


class CommonNames:
    """Learns from the judge what a grade cell has bound, deleted and seeded.

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
        self.before: dict[str, bytes | None] = {}

    def learn(self, told: dict[str, Any], resolve: Callable[[dict[str, Any]], Any]) -> None:
        """Do here what the grade cell has done with names and generators."""
        for name in told.get("gone", ()):
            self.namespace.pop(name, None)
        for name, data in told.get("put", {}).items():
            self.namespace[name] = decode(data, handle=resolve)
        states = told.get("random", {})
        if "random" in states:
            random.setstate(states["random"])
        if "numpy" in states and "numpy" in sys.modules:
            sys.modules["numpy"].random.set_state(states["numpy"])
        self.before = {name: self.image(name) for name in told.get("watch", ())}

    def changed(self) -> dict[str, Any]:
        """Return the watched names whose values have changed since `learn`."""
        found = {}
        for name, before in self.before.items():
            now = self.image(name)
            if now is not None and now != before:
                found[name] = self.namespace[name]
        return found

    def image(self, name: str) -> bytes | None:
        """Return a picture of a name's value; `None` if it has none."""
        if name not in self.namespace:
            return None
        try:
            return encode(self.namespace[name], limit=self.limit, handle=self.objects.describe)
        except RefusedError:
            return None
