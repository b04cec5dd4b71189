"""Fill in the blanks: ``____`` in the stem, one blank of answers for each."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from crm_models.text import Text
from question_bank.bilingual import Bilingual
from question_bank.item import Item, Part
from question_bank.marking import result
from question_bank.marking.matching import match
from question_bank.marking.text import describe, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.marking.rule import Rule

BLANK = re.compile(r"_{3,}")


class NearMiss(Part):
    """A wrong answer that is really given, and why it is wrong."""

    answers: Annotated[tuple[str, ...], Field(min_length=1)]
    why: Bilingual
    mistake: str | None = None


class Blank(Part):
    """The answers of one blank: the first is printed on answer sheets, the rest count too."""

    accept: Annotated[tuple[str, ...], Field(min_length=1)]
    why: Bilingual | None = None
    """Why this is the answer; shown to the student who gave it."""
    near: tuple[NearMiss, ...] = ()

    def takes(self, answer: str) -> bool:
        """Whether an answer that was read counts."""
        return any(read(text).text == answer for text in self.accept)

    def near_miss(self, answer: str) -> NearMiss | None:
        """Return the known mistake that an answer that was read shows."""
        for miss in self.near:
            if any(read(text).text == answer for text in miss.answers):
                return miss
        return None


class FillIn(Item):
    """A sentence with blanks."""

    title: ClassVar[Text] = Text("填空题", "fill in the blanks")

    type: Literal["fill_in"]
    blanks: Annotated[tuple[Blank, ...], Field(min_length=1, max_length=12)]
    ordered: bool = True
    """Whether each answer belongs to its own blank; parallel lists are unordered."""

    def _mark(self, response: object, out_of: Fraction, rule: Rule | None) -> result.Result:  # noqa: ARG002
        answers = self.answers(response)
        if answers is None:
            return result.unreadable(
                out_of,
                f"应为 {len(self.blanks)} 个空的文字",
                f"it should be the text of {len(self.blanks)} blanks",
            )
        readings = [read(answer) for answer in answers]
        if not any(reading.text for reading in readings):
            return result.zero(out_of, reason=result.BLANK)
        pairs = match(
            [[blank.takes(r.text) for blank in self.blanks] for r in readings], self.ordered
        )
        steps = tuple(dict.fromkeys(s for i in pairs for s in readings[i].steps))
        misses = [
            miss
            for i, reading in enumerate(readings)
            if i not in pairs
            for miss in [self._miss(i, reading.text)]
            if miss
        ]
        why = (self.blanks[blank].why for blank in pairs.values())
        said = [note for note in (*why, *(miss.why for miss in misses), describe(steps)) if note]
        count = len(pairs)
        reason = Text(
            f"{len(self.blanks)} 个空答对 {count} 个。",
            f"{count} of {len(self.blanks)} blanks right.",
        )
        return result.Result(
            out_of * Fraction(count, len(self.blanks)),
            out_of,
            reason,
            mistake=next((miss.mistake for miss in misses if miss.mistake), None),
            notes=tuple(said),
            steps=steps,
        )

    def answers(self, response: object) -> list[str] | None:
        """Return the answers in the order given, None for what does not fit the blanks."""
        if response is None:
            return []
        if isinstance(response, str):
            response = [response] if len(self.blanks) == 1 else re.split("[;；|]", response)
        if not isinstance(response, (list, tuple)) or len(response) > len(self.blanks):
            return None
        answers = ["" if answer is None else answer for answer in response]
        readable = all(isinstance(a, str) and len(a) <= self.longest for a in answers)
        return answers if readable else None

    def _miss(self, position: int, answer: str) -> NearMiss | None:
        blanks = self.blanks[position : position + 1] if self.ordered else self.blanks
        return next((miss for blank in blanks if (miss := blank.near_miss(answer))), None)

    def key_response(self) -> list[str]:
        """Return the first accepted answer of each blank."""
        return [blank.accept[0] for blank in self.blanks]

    def wrong_responses(self) -> Iterator[tuple[object, str | None]]:
        """Yield the key with one blank replaced by each near miss."""
        for position, blank in enumerate(self.blanks):
            for miss in blank.near:
                answers = self.key_response()
                answers[position] = miss.answers[0]
                yield answers, miss.mistake

    def public(self) -> dict[str, Any]:
        """Return the number of blanks and whether their order matters."""
        return {"widget": "blanks", "blanks": len(self.blanks), "ordered": self.ordered}

    def key_text(self) -> Text:
        """Return the answers, separated as answer sheets do."""
        return Text("；".join(self.key_response()), "; ".join(self.key_response()))


ITEM = FillIn
