"""A statement to be judged true or false."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.exports.words import Words
    from question_bank.types.true_false import TrueFalse


@dataclass(frozen=True)
class Judgement:
    """A statement; a read answer is a bool."""

    TYPES: ClassVar[tuple[str, ...]] = ("true_false",)

    correct: bool
    if_true: str
    """Explanation for who judged it true, Markdown; empty if there is none."""
    if_false: str
    item: TrueFalse

    @classmethod
    def of(cls, item: TrueFalse, words: Words) -> Self:
        """Return the shape of a statement."""
        return cls(item.correct, words.maybe(item.if_true), words.maybe(item.if_false), item)

    def read(self, response: object) -> bool | None:
        """Return the judgement, None for what is neither."""
        # Our marking knows which words mean true: it takes the item's side or the other's.
        for judged in (True, False):
            twin = self.item.model_copy(update={"correct": judged})
            if twin.mark(response, out_of=Fraction(1)).score == 1:
                return judged
        return None

    def probes(self) -> Iterator[object]:
        """Yield both judgements."""
        yield from (True, False)


SHAPE = Judgement
