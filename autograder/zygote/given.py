"""The student's side of the instructor's objects that are passed to a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.codec import decode
from autograder.zygote.state import bare, set_state, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class GivenObjects:
    """Copies of the instructor's objects, by the judge's numbers."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.held: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}

    def learn(
        self, told: Mapping[int, list[Any]], resolve: Callable[[dict[str, Any]], Any]
    ) -> None:
        """Make or change the copies; `TypeError` where their class is not there any more."""
        for number, (class_name, data) in told.items():
            if number in self.held:
                continue
            # a generator's state says of which kind it is; an object's may hold other objects
            state = decode(data) if ":" in class_name else None
            made = bare(class_name, self.namespace, state)
            if made is None:
                raise TypeError(
                    f"笔记本里找不到类 {class_name} / the notebook has no class {class_name}"
                )
            self.held[number] = made
            self.numbers[id(made)] = number
        for number, (_, data) in told.items():
            set_state(self.held[number], decode(data, handle=resolve))

    def states(self) -> dict[int, Any]:
        """Return the copies' attributes as they are."""
        return {number: state_of(value) for number, value in self.held.items()}
