"""A number within a tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_models.text import Text
    from question_bank.exports.words import Words
    from question_bank.marking.number import Accept
    from question_bank.types.numeric import Numeric

_WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


@dataclass(frozen=True)
class Wrong:
    """A wrong number that is really given."""

    value: float
    why: str


@dataclass(frozen=True)
class Number:
    """A number; a read answer is the text as it was written."""

    TYPES: ClassVar[tuple[str, ...]] = ("numeric",)

    value: float
    margin: float
    """Largest distance from the value that counts as right."""
    unit: Text | None
    accept: tuple[Accept, ...]
    why: str
    mistakes: tuple[Wrong, ...]

    @classmethod
    def of(cls, item: Numeric, words: Words) -> Self:
        """Return the shape of a realised numeric item."""
        value = item.number(item.value)
        mistakes = tuple(Wrong(item.number(m.value), words.block(m.why)) for m in item.mistakes)
        return cls(
            value,
            item.tolerance.margin(value),
            item.unit,
            item.accept,
            words.maybe(item.why),
            mistakes,
        )

    def read(self, response: object) -> str | None:
        """Return what would be typed into a field."""
        if isinstance(response, bool) or not isinstance(response, (str, int, float)):
            return None
        return response if isinstance(response, str) else repr(response)

    def probes(self) -> Iterator[object]:
        """Yield numbers just inside and just outside the tolerance, and habits of writing."""
        for share in (-0.99, 0.99, -1.01, 1.01, 3.0):
            yield f"{self.value + share * self.margin:.12g}"
        written = f"{self.value:.12g}"
        yield written.translate(_WIDE)
        yield from (f"{written} {unit}" for unit in self.unit or ())
        if "percent" in self.accept:
            yield f"{100 * self.value:.12g}%"
        if "magnitude" in self.accept:
            yield f"{self.value / 10_000:.12g}万"


SHAPE = Number
