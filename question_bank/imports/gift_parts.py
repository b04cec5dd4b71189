"""Cuts GIFT into questions, and a question into its parts, minding escapes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from question_bank.exports.gift_text import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_NAME = re.compile(r"^::((?:[^:\\]|\\.|:(?!:))*)::", re.DOTALL)
_FORMAT = re.compile(r"^\[(html|markdown|plain|moodle)\]")
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d*)?)%")


class Block(NamedTuple):
    """The text between two blank lines.

    Parameters
    ----------
    line
        Where it begins.
    text
        Without comments.
    properties
        What the comments above it say: (name, value).
    """

    line: int
    text: str
    properties: tuple[tuple[str, str], ...]


class Parts(NamedTuple):
    """A question: name, format, text before and behind the braces, and what is in them.

    ``inside`` is None where there are no braces at all.
    """

    name: str
    form: str
    before: str
    inside: str | None
    behind: str


class Choice(NamedTuple):
    """One answer inside the braces: its sign, weight (None if not given), text, feedback."""

    sign: str
    weight: float | None
    text: str
    feedback: str


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a file; a blank line ends one, wherever it stands."""
    lines: list[str] = []
    properties: list[tuple[str, str]] = []
    begin = 0
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.lstrip().startswith("//"):
            found = ((m[1], re.sub(r"\\(.)", r"\1", m[2])) for m in _COMMENT.finditer(line))
            properties += found
        elif line.strip():
            begin = begin if lines else number
            lines.append(line)
        elif lines:
            yield Block(begin, "\n".join(lines), tuple(properties))
            lines, properties = [], []


def parts(text: str) -> Parts:
    """Cut a question apart; ``ValueError`` if its braces do not match."""
    name = ""
    if found := _NAME.match(text):
        name, text = unescape(found[1]).strip(), text[found.end() :].lstrip()
    form = "moodle"
    if found := _FORMAT.match(text):
        form, text = found[1], text[found.end() :]
    opening = find(text, "{")
    if opening < 0:
        return Parts(name, form, text.strip(), None, "")
    closing = find(text, "}", opening)
    if closing < 0 or find(text, "{", closing) >= 0:
        raise ValueError("braces")
    inside = text[opening + 1 : closing].strip()
    return Parts(name, form, text[:opening].strip(), inside, text[closing + 1 :].strip())


def find(text: str, letter: str, start: int = 0) -> int:
    r"""Return where an unescaped letter stands, -1 if it does not.

    Examples
    --------
    >>> find(r"a\{b{", "{"), find("abc", "{")
    (4, -1)
    """
    position = start
    while position < len(text):
        if text[position] == "\\":
            position += 2
            continue
        if text[position] == letter:
            return position
        position += 1
    return -1


def choices(inside: str, signs: str) -> Iterator[Choice]:
    """Yield the answers of a question; each begins with one of the signs."""
    starts = []
    position = 0
    while position < len(inside):
        if inside[position] == "\\":
            position += 2
            continue
        if inside[position] in signs:
            starts.append(position)
        position += 1
    for start, end in pairwise([*starts, len(inside)]):
        yield choice(inside[start], inside[start + 1 : end].strip())


def choice(sign: str, text: str) -> Choice:
    """Return one answer."""
    weight = None
    if found := _WEIGHT.match(text):
        weight, text = float(found[1]), text[found.end() :]
    mark = find(text, "#")
    body, note = (text, "") if mark < 0 else (text[:mark], text[mark + 1 :])
    return Choice(sign, weight, unescape(body.strip()), unescape(note.strip()))
