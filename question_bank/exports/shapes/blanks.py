"""A sentence with blanks to be filled with words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.exports.words import Words
    from question_bank.types.fill_in import FillIn


@dataclass(frozen=True)
class Gap:
    """One blank: what counts, and what is known to be wrong."""

    accept: tuple[str, ...]
    why: str
    near: tuple[tuple[str, str], ...]
    """Wrong answers that are really given, each with its explanation."""


@dataclass(frozen=True)
class Blanks:
    """Blanks in the order of the stem; a read answer is one text per blank."""

    TYPES: ClassVar[tuple[str, ...]] = ("fill_in",)

    gaps: tuple[Gap, ...]
    ordered: bool
    """Whether each answer belongs to its own blank."""
    item: FillIn

    @classmethod
    def of(cls, item: FillIn, words: Words) -> Self:
        """Return the shape of a sentence."""
        gaps = tuple(
            Gap(
                blank.accept,
                words.maybe(blank.why),
                tuple((text, words.block(m.why)) for m in blank.near for text in m.answers),
            )
            for blank in item.blanks
        )
        return cls(gaps, item.ordered, item)

    def read(self, response: object) -> list[str] | None:
        """Return one text per blank, None for what does not fit the blanks."""
        answers = self.item.answers(response)
        if answers is None:
            return None
        return [*answers, *[""] * (len(self.gaps) - len(answers))]

    def probes(self) -> Iterator[object]:
        """Yield every accepted answer, and parallel answers in another order."""
        key = [gap.accept[0] for gap in self.gaps]
        for position, gap in enumerate(self.gaps):
            for text in gap.accept:
                yield [*key[:position], text, *key[position + 1 :]]
        if len(key) > 1:
            yield key[::-1]
            yield [key[0]] * len(key)


SHAPE = Blanks
