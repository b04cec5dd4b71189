"""A choice among options, one or several of them right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Self

from question_bank import option
from question_bank.types.multiple import Multiple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.exports.words import Words
    from question_bank.option import Option
    from question_bank.types.single import Single

_TRIED = 10
"""With more options than this, only the known answers are tried, not every combination."""


@dataclass(frozen=True)
class Alternative:
    """One option, in the export's language."""

    letter: str
    text: str
    correct: bool
    why: str
    """The explanation, Markdown; empty if there is none."""
    fixed: bool
    """Keeps its place when options are shuffled."""


@dataclass(frozen=True)
class Choice:
    """Options to choose from; a read answer is the chosen letters in order, such as ``"AC"``."""

    TYPES: ClassVar[tuple[str, ...]] = ("single", "multiple")

    options: tuple[Alternative, ...]
    many: bool
    """Whether several may be chosen."""
    stored: tuple[Option, ...]

    @classmethod
    def of(cls, item: Single | Multiple, words: Words) -> Self:
        """Return the shape of an item with options."""
        made = tuple(
            Alternative(
                letter, words.line(each.text), each.correct, words.maybe(each.why), each.fixed
            )
            for letter, each in zip(option.letters(item.options), item.options, strict=True)
        )
        return cls(made, isinstance(item, Multiple), item.options)

    @property
    def key(self) -> str:
        """The letters of the right options."""
        return "".join(each.letter for each in self.options if each.correct)

    def read(self, response: object) -> str | None:
        """Return the chosen letters, None for what no list of options can be given."""
        chosen = option.read(response, self.stored)
        return chosen if chosen and (self.many or len(chosen) == 1) else None

    def probes(self) -> Iterator[object]:
        """Yield every combination of options (every option where one is chosen)."""
        letters = [each.letter for each in self.options]
        if not self.many:
            yield from letters
        elif len(letters) <= _TRIED:
            for size in range(1, len(letters) + 1):
                yield from ("".join(each) for each in combinations(letters, size))


SHAPE = Choice
