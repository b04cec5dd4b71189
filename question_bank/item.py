"""What every item has, whatever its type; a type adds its own fields and its marking."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from crm_models.text import Text
from question_bank.bilingual import Bilingual
from question_bank.marking.result import Result, unreadable
from question_bank.marking.rounding import exact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from question_bank.marking.rule import Rule

Level = Literal["know", "understand", "apply", "analyse"]
Status = Literal["draft", "ready", "retired"]

LEVELS: dict[Level, Text] = {
    "know": Text("了解", "know"),
    "understand": Text("理解", "understand"),
    "apply": Text("掌握", "apply"),
    "analyse": Text("综合分析", "analyse"),
}


class Part(BaseModel):
    """A piece of an item: closed (no unknown fields) and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ItemTest(Part):
    """A test that an item carries: this answer earns this score."""

    answer: Any
    """What is handed in, as the form would store it."""
    score: Annotated[float, Field(ge=0, le=1)]
    """Share of the points."""
    rule: str | dict[str, Any] | None = None
    """Marking rule, for items with several right options."""
    seed: int | None = None
    """Variant, for items with a generator."""
    mistake: str | None = None
    """The misconception that the mark must name."""


class Item(Part, ABC):
    """One question of the bank."""

    title: ClassVar[Text]
    """The type's name as students read it."""
    by_hand: ClassVar[bool] = False
    """Whether a person marks it."""
    takes_rule: ClassVar[bool] = False
    """Whether a marking rule applies."""

    id: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z]+)?-\d{3}$")]
    """Stable for ever, never reused: chapter and number, such as C3-001."""
    version: Annotated[int, Field(ge=1)] = 1
    """Goes up whenever a change could alter a mark."""
    type: str
    chapter: Annotated[str, Field(pattern=r"^(C[1-9]|X-[A-Z]+)$")]
    section: Annotated[str, Field(pattern=r"^(C[1-9]\.\d+|X-[A-Z]+(\.\d+)?)$")] | None = None
    level: Level
    difficulty: Annotated[float, Field(gt=0, lt=1)]
    """The author's guess of the share of points that a class loses."""
    points: Annotated[float, Field(gt=0, le=100)]
    """Points that a paper gives unless it says otherwise."""
    stem: Bilingual
    """The question; Markdown, with ``{name}`` where a generator draws values."""
    generator: str | None = None
    """Name of the generator that draws the values."""
    source: tuple[str, ...] = ()
    """Where the idea comes from: rows of the course's teaching plan."""
    corrects: tuple[str, ...] = ()
    """Widespread errors that this item sets right: rows F-.. of the teaching plan."""
    related: tuple[str, ...] = ()
    """Items on the same material, such as the case that this question belongs to: known to
    overlap, and never put in one paper."""
    status: Status = "draft"
    tests: tuple[ItemTest, ...] = ()

    def mark(self, response: object, *, out_of: Fraction, rule: Rule | None = None) -> Result:
        """Mark one answer; never raises, whatever the answer is.

        Parameters
        ----------
        response
            What the student handed in, of any type.
        out_of
            Points to be had.
        rule
            The marking rule, for the types that take one.
        """
        if isinstance(response, str) and len(response) > self.longest:
            return unreadable(out_of, "太长", "it is too long")
        return self._mark(response, out_of, rule)

    longest: ClassVar[int] = 1000
    """The longest answer that is read, in characters."""

    @abstractmethod
    def _mark(self, response: object, out_of: Fraction, rule: Rule | None) -> Result:
        """Mark an answer of bearable length."""

    @abstractmethod
    def key_response(self) -> object:
        """Return what a perfect student hands in."""

    @abstractmethod
    def wrong_responses(self) -> Iterator[tuple[object, str | None]]:
        """Yield typical wrong answers, each with the name of the mistake it shows."""

    @abstractmethod
    def public(self) -> dict[str, Any]:
        """Return what the form needs beyond the stem: plain data without a trace of the key."""

    def parts(self, out_of: Fraction | None = None) -> tuple[tuple[Item, Fraction], ...]:
        """Return what is put and marked one by one, with points: the item, or a case's questions.

        Parameters
        ----------
        out_of
            Points of the whole; the item's own if not given.
        """
        return ((self, exact(self.points) if out_of is None else out_of),)

    def key_text(self) -> Text:
        """Return the key as an answer sheet prints it."""
        return Text(str(self.key_response()), str(self.key_response()))
