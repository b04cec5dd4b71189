"""Options of choice questions, and the reading of chosen letters."""

from __future__ import annotations

import re
import string
import unicodedata
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from crm_models.text import Text
from question_bank.bilingual import Bilingual
from question_bank.item import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS = string.ascii_uppercase


class Option(Part):
    """One option: its text, whether it is right, and why."""

    text: Bilingual
    correct: bool = False
    why: Bilingual | None = None
    """Why it is right or wrong; shown to the student who chose it."""
    mistake: str | None = None
    """Name of the misconception that leads to it."""
    fixed: bool = False
    """Keeps its place when options are shuffled (such as "none of the above")."""


Options = Annotated[tuple[Option, ...], Field(min_length=2, max_length=len(LETTERS))]


def letters(options: Sequence[Option]) -> str:
    """Return the letters of the options, in order."""
    return LETTERS[: len(options)]


def key(options: Sequence[Option]) -> str:
    """Return the letters of the right options, in order."""
    pairs = zip(letters(options), options, strict=True)
    return "".join(letter for letter, option in pairs if option.correct)


def read(response: object, options: Sequence[Option]) -> str | None:
    """Read chosen letters from text such as ``"ac"``, ``"Ａ、Ｃ"`` or a list of such.

    Returns
    -------
    str or None
        The letters in order, each once; None if anything else stands there.

    Examples
    --------
    >>> pair = [Option(text=Text("甲", "a")), Option(text=Text("乙", "b"))]
    >>> read(" Ｂ．", pair), read(["b", "A"], pair), read("C", pair), read(3, pair)
    ('B', 'AB', None, None)
    """
    if isinstance(response, (list, tuple)):
        if len(response) > len(LETTERS) or not all(isinstance(part, str) for part in response):
            return None
        response = " ".join(response)
    if not isinstance(response, str) or len(response) > 10 * len(LETTERS):
        return None
    plain = unicodedata.normalize("NFKC", response).upper()
    chosen = set(re.sub(r"[\s,;:、，；。.()【】\[\]]+", "", plain))
    if not chosen <= set(letters(options)):
        return None
    return "".join(sorted(chosen))


def public(options: Sequence[Option]) -> list[dict[str, str]]:
    """Return what students see of the options."""
    pairs = zip(letters(options), options, strict=True)
    return [{"letter": letter, **option.text._asdict()} for letter, option in pairs]


def note(letter: str, option: Option) -> Text | None:
    """Return the explanation of a chosen option, with its letter."""
    if option.why is None:
        return None
    return Text(f"{letter}：{option.why.zh}", f"{letter}: {option.why.en}")
