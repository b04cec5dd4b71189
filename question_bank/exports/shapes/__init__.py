"""What can be asked, whatever the type of the item; one file, one shape.

A module here binds ``SHAPE``, a frozen dataclass with

- ``TYPES``: the names of the item types that take this shape;
- ``of(item, words)``: the shape of a realised item in the chosen language;
- ``read(response)``: an answer as our form stores it, as the shape's own kind of answer, or
  ``None`` where no other system could be given it (a word for a radio button);
- ``probes()``: further answers on which scoring is compared, such as every combination of
  options.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from question_bank import registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from question_bank.exports.words import Words


class Shape(Protocol):
    """What a format needs to know about a question beside its text."""

    TYPES: ClassVar[tuple[str, ...]]

    @classmethod
    def of(cls, item: Any, words: Words) -> Self:
        """Return the shape of a realised item."""

    def read(self, response: object) -> Any:
        """Return an answer in the shape's own form, None if it cannot be given elsewhere."""

    def probes(self) -> Iterator[object]:
        """Yield further responses to compare."""


@cache
def _by_type() -> Mapping[str, type[Shape]]:
    found = registry.modules(sys.modules[__name__])
    return {name: module.SHAPE for module in found for name in module.SHAPE.TYPES}


def shape_of(item_type: str) -> type[Shape] | None:
    """Return the shape of a type of item; None if no file here knows the type."""
    return _by_type().get(item_type)
