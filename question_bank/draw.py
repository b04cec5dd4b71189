"""Random numbers that stay the same on every machine and in every version of Python."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Chosen = TypeVar("Chosen")

Value = float | int | str
"""What a generator gives: numbers, and words to be printed."""


class Draw:
    """A stream of numbers made by hashing a name, a seed and a counter.

    A paper stores only the seed, and marks are computed from it years later: the numbers
    must not depend on a library's generator, which may change.

    Parameters
    ----------
    name
        What is drawn, such as a generator's name: two names with one seed draw different numbers.
    seed
        The variant.

    Examples
    --------
    >>> Draw("lifetime", 7).integer(1, 6) == Draw("lifetime", 7).integer(1, 6)
    True
    """

    def __init__(self, name: str, seed: int) -> None:
        self._stem = f"{name}/{seed}/"
        self._count = 0

    def _bits(self) -> int:
        self._count += 1
        digest = hashlib.sha256(f"{self._stem}{self._count}".encode()).digest()
        return int.from_bytes(digest[:8])

    def integer(self, low: int, high: int, step: int = 1) -> int:
        """Return one of low, low + step, ... up to high."""
        return low + step * (self._bits() % ((high - low) // step + 1))

    def decimal(self, low: float, high: float, places: int) -> float:
        """Return a number with so many decimals, as a text prints it."""
        scale = float(10**places)
        return self.integer(round(low * scale), round(high * scale)) / scale

    def choice(self, options: Sequence[Chosen]) -> Chosen:
        """Return one of the options."""
        return options[self._bits() % len(options)]

    def sample(self, options: Sequence[Chosen], count: int) -> list[Chosen]:
        """Return so many different options, in random order."""
        rest = list(options)
        return [rest.pop(self._bits() % len(rest)) for _ in range(count)]

    def shuffled(self, options: Sequence[Chosen]) -> list[Chosen]:
        """Return all options in random order."""
        return self.sample(options, len(options))
