"""Prose that a person marks with a rubric."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.exports.words import Words
    from question_bank.rubric import Prose


@dataclass(frozen=True)
class Point:
    """One key point and its part of the points (they add up to 1)."""

    text: str
    share: Fraction


@dataclass(frozen=True)
class Writing:
    """A text; no machine scores it."""

    TYPES: ClassVar[tuple[str, ...]] = ("term", "short_answer")

    model: str
    rubric: tuple[Point, ...]
    lines: int
    """How much room the form gives."""

    @classmethod
    def of(cls, item: Prose, words: Words) -> Self:
        """Return the shape of a question with a rubric."""
        shares = item.shares(Fraction(1))
        points = tuple(
            Point(words.line(point.text), share)
            for point, share in zip(item.rubric, shares, strict=True)
        )
        return cls(words.block(item.model), points, item.lines)

    def read(self, response: object) -> str | None:
        """Return the text."""
        return response if isinstance(response, str) else None

    def probes(self) -> Iterator[object]:
        """Yield nothing: there is no score to compare."""
        yield from ()


SHAPE = Writing
