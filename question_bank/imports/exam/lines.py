"""What each line of an examination paper is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SECTIONS = {
    "single": ("单项选择", "单选"),
    "multiple": ("多项选择", "多选"),
    "choice": ("选择题",),
    "true_false": ("判断",),
    "fill_in": ("填空",),
    "term": ("名词解释",),
    "short_answer": ("简答", "论述", "问答"),
    "case": ("案例",),
}
"""Words in a heading by the type that they announce."""

_NUMERALS = "一二三四五六七八九十"
_SECTION = re.compile(rf"^(?:第?[{_NUMERALS}]{{1,3}}\s*(?:部分|大题)?\s*[、.．:：]|【?)\s*(\S.*)$")
_QUESTION = re.compile(
    r"^(?:【\s*(\d{1,3})\s*】|[(（]?(\d{1,3})\s*(?:[.．、)）]|题[:：.]))\s*(.*)$"
)
# A bracket behind a letter is an option's only where the line begins: "( B )" is a key.
_OPTION = re.compile(r"(?:^[(（]?([A-Ha-h])\s*[.．、)）:：]|(?<=\s)([A-Ha-h])\s*[.．、:：])\s*")
_KEY = re.compile(r"^(标准答案|正确答案|参考答案|答案|ANSWER)\s*[:：]\s*(.*)$", re.IGNORECASE)
_POINTS = re.compile(r"^(?:满分|分值|本题)\s*[:：]?\s*(\d+(?:\.\d+)?)\s*分\s*$")
_REPLY = re.compile(r"^答\s*[:：]\s*(.*)$")


class Kind(Enum):
    """Kinds of lines."""

    SECTION = auto()
    QUESTION = auto()
    OPTIONS = auto()
    KEY = auto()
    POINTS = auto()
    REPLY = auto()
    TEXT = auto()


@dataclass(frozen=True)
class Line:
    """A line: its number, its kind and what it says."""

    number: int
    kind: Kind
    text: str
    mark: str = ""
    """Number of a question, type of a section, points."""
    options: tuple[tuple[str, str], ...] = ()


def lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not empty."""
    for number, raw in enumerate(text.splitlines(), start=1):
        bare = raw.replace("\u3000", " ").strip()
        if bare:
            yield _line(number, bare)


def _line(number: int, bare: str) -> Line:
    if found := _KEY.match(bare):
        return Line(number, Kind.KEY, found[2].strip(), found[1])
    if found := _POINTS.match(bare):
        return Line(number, Kind.POINTS, bare, found[1])
    if found := _REPLY.match(bare):
        return Line(number, Kind.REPLY, found[1])
    if kind := section(bare):
        return Line(number, Kind.SECTION, bare, kind)
    if found := _QUESTION.match(bare):
        return Line(number, Kind.QUESTION, found[3], found[1] or found[2])
    if options := split_options(bare):
        before, pairs = options
        if not before:
            return Line(number, Kind.OPTIONS, bare, options=pairs)
    return Line(number, Kind.TEXT, bare)


def section(bare: str) -> str:
    """Return the type that a heading announces, empty if the line is no heading.

    Examples
    --------
    >>> section("一、单项选择题（每题 3 分，共 30 分）"), section("二、客户是什么？")
    ('single', '')
    """
    found = _SECTION.match(bare)
    if found is None or len(bare) > 40 or bare.endswith(("？", "?")):
        return ""
    if _QUESTION.match(bare):
        return ""
    for kind, words in SECTIONS.items():
        if any(found[1].startswith(word) for word in words):
            return kind
    return ""


def split_options(text: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Return what stands before the first option, and the options of a line.

    Examples
    --------
    >>> split_options("A.甲 B、乙")
    ('', (('A', '甲'), ('B', '乙')))
    >>> split_options("客户是谁") is None
    True
    """
    found = list(_OPTION.finditer(text))
    if not found:
        return None
    ends = [each.start() for each in found[1:]] + [len(text)]
    pairs = tuple(
        ((each[1] or each[2]).upper(), text[each.end() : end].strip())
        for each, end in zip(found, ends, strict=True)
    )
    return text[: found[0].start()].strip(), pairs
