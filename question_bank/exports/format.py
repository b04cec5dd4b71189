"""What a format is: a title, a handler for each shape it can carry, and a way to bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from crm_models.text import Text
    from question_bank.exports.neutral import Question
    from question_bank.exports.words import Words

Scorer = Callable[[Any], Fraction | float]
"""Takes a read answer, returns the share of the points that the target system gives."""


@dataclass(frozen=True)
class Piece:
    """One question in a format.

    Parameters
    ----------
    body
        Whatever the format's own ``bundle`` understands.
    score
        How the target system will score a read answer; None where a person marks.
    losses
        What stays behind, a sentence each.
    """

    body: Any
    score: Scorer | None
    losses: tuple[Text, ...] = ()


class Carried(NamedTuple):
    """A question with its piece."""

    question: Question
    piece: Piece


class NotCarried(Exception):  # noqa: N818 - it is an answer, not an error
    """Raised by a handler for a question that its format cannot carry.

    Parameters
    ----------
    why
        The reason, in both languages.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


class About(NamedTuple):
    """What a bundle is called, in which language it speaks, and what a paper says of itself.

    Parameters
    ----------
    title
        Its name.
    words
        Puts texts into its language.
    instructions
        What a paper tells its readers before the first question.
    minutes
        How long a paper takes.
    """

    title: Text
    words: Words
    instructions: Text | None = None
    minutes: int | None = None


Handler = Callable[["Question", Any], Piece]
Bundler = Callable[[Sequence[Carried], About], dict[str, bytes]]


@dataclass(frozen=True)
class Format:
    """A format.

    Parameters
    ----------
    title
        Its name as people read it.
    suffix
        Ending of its file, with the dot; empty for a folder of files.
    handlers
        For each shape, the function that writes a question of that shape.
    bundle
        Turns the pieces into files by name.
    note
        What users should know, such as what was not tried on the real system.
    """

    title: Text
    suffix: str
    handlers: Mapping[type, Handler]
    bundle: Bundler
    note: Text | None = None
