"""The instructor's objects that a grade cell passes to a student's function.

They go over by value: the name of their class, which the student's process has from the same
setup cell, and their attributes. What the function changes in them is taken over only where the
reference function makes a change too; a random generator moves on as the reference moves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, encode
from autograder.zygote.known import walk_names
from autograder.zygote.state import generator_kind, set_state, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Given:
    """The instructor's objects that one student's process knows, by number.

    Parameters
    ----------
    namespace
        The judge's names; a class that is not found there cannot go over.
    """

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self.namespace = namespace
        self.held: list[Any] = []
        self.numbers: dict[int, int] = {}
        self.reached: dict[int, None] = {}

    def begin(self) -> None:
        """Forget what the last call has reached."""
        self.reached.clear()

    def describe(self, value: Any) -> dict[str, Any] | None:
        """Return the number of an object that may go over; `None` for others."""
        if self.class_name(value) is None:
            return None
        number = self.numbers.setdefault(id(value), len(self.held))
        if number == len(self.held):
            self.held.append(value)  # held for good, so its id stays its own
        self.reached[number] = None
        return {"given": number}

    def class_name(self, value: Any) -> str | None:
        """Return how the student's process finds an object's class."""
        if (kind := generator_kind(value)) is not None:
            return kind
        klass = type(value)
        known = klass.__module__ == "__main__" and state_of(value) is not None
        if known and walk_names(self.namespace, klass.__qualname__) is klass:
            return str(klass.__qualname__)
        return None

    def states(self, pack: Callable[[Any], bytes]) -> dict[int, list[Any]]:
        """Return class and attributes of what was reached, and of what that reaches."""
        found: dict[int, list[Any]] = {}
        while left := [number for number in self.reached if number not in found]:
            for number in left:
                value = self.held[number]
                found[number] = [self.class_name(value), pack(state_of(value))]
        return found

    def resolve(self, number: Any) -> Any:
        """Return the object that a student's process speaks of."""
        if type(number) is not int or not 0 <= number < len(self.held):
            raise ValueError("no such object was given")
        return self.held[number]

    def incoming(
        self,
        told: list[tuple[Any, Any]],
        copies: dict[int, Any],
        withhold: Callable[[Any], bool],
        unpack: Callable[[Any], Any],
    ) -> None:
        """Take over changed attributes where the reference has changed them too.

        Parameters
        ----------
        told
            The student's claim: number and attributes of what has changed.
        copies
            By `id`: what the reference has worked on in each object's stead.
        withhold
            Asked about a change that the reference does not make; whether it is taken over.
        unpack
            Decodes attributes.
        """
        claims = dict(told)
        for number, value in enumerate(self.held):
            copy = copies.get(id(value), value)
            if generator_kind(value) is not None:
                set_state(value, state_of(copy))
            elif number in claims and (self._differs(value, copy, copies) or withhold(value)):
                set_state(value, unpack(claims[number]))

    def _differs(self, value: Any, copy: Any, copies: dict[int, Any]) -> bool:
        mine = {id(item): number for number, item in enumerate(self.held)}
        theirs = {id(copies.get(id(item))): number for number, item in enumerate(self.held)}
        return picture(state_of(value), mine) != picture(state_of(copy), theirs)


def picture(value: Any, numbers: dict[int, int]) -> bytes | None:
    """Return a picture of data in which objects stand by number."""
    try:
        return encode(value, handle=lambda item: {"given": numbers.get(id(item), -1)})
    except RefusedError:
        return None
