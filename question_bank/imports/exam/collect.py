"""Gathers the lines of an examination paper into questions, and names the lines left over."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from question_bank.imports.answers import finding
from question_bank.imports.exam.lines import Kind, split_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from question_bank.imports.draft import Finding
    from question_bank.imports.exam.lines import Line

_SHOWN = 24


@dataclass
class Raw:
    """A question as it is printed."""

    line: int
    number: int
    section: str
    stem: str
    options: list[tuple[str, str]] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)
    points: float | None = None
    reply: list[str] = field(default_factory=list)
    replying: bool = False


def collect(lines: Iterable[Line]) -> tuple[list[Raw], list[Finding]]:
    """Return the questions, and findings about lines that belong to none."""
    found: list[Finding] = []
    questions: list[Raw] = []
    section = ""
    current: Raw | None = None
    for line in lines:
        if line.kind is Kind.SECTION:
            section, current = line.mark, None
        elif line.kind is Kind.QUESTION:
            current = _begin(line, section)
            questions.append(current)
        elif current is None or not _add(current, line):
            found.append(_stray(line))
    return questions, found + _numbering(questions)


def _begin(line: Line, section: str) -> Raw:
    stem, options = line.text, []
    if section not in ("term", "short_answer", "fill_in") and (cut := split_options(stem)):
        stem, options = cut[0], list(cut[1])
    return Raw(line.number, int(line.mark), section, stem, options)


def _add(raw: Raw, line: Line) -> bool:
    """Add a line to a question; False if it cannot belong to it."""
    if line.kind is Kind.KEY:
        raw.keys.append((line.number, line.text))
    elif line.kind is Kind.POINTS:
        raw.points = float(line.mark)
    elif line.kind is Kind.REPLY:
        raw.replying = True
        raw.reply.append(line.text)
    elif raw.replying:
        raw.reply.append(line.text)
    elif line.kind is Kind.OPTIONS:
        raw.options += line.options
    elif raw.options or raw.keys:
        return False
    else:
        # Stems are often broken over lines; Chinese joins without a space.
        raw.stem = f"{raw.stem}{line.text}"
    return True


def _stray(line: Line) -> Finding:
    text = line.text if len(line.text) <= _SHOWN else f"{line.text[:_SHOWN]}…"
    if line.kind is Kind.OPTIONS:
        return finding(
            line.number,
            "orphan",
            f"选项前面没有题干：“{text}”；请补上题干",
            f"options without a stem: '{text}'; add the stem",
        )
    if line.kind is Kind.KEY:
        return finding(
            line.number,
            "orphan",
            f"答案前面没有题目：“{text}”；请补上题目",
            f"a key without a question: '{text}'; add the question",
        )
    return finding(
        line.number,
        "stray",
        f"这一行不属于任何题目，未导入：“{text}”",
        f"the line belongs to no question and was left out: '{text}'",
    )


def _numbering(questions: list[Raw]) -> list[Finding]:
    found = []
    for before, each in pairwise(questions):
        if each.section == before.section and each.number != before.number + 1:
            found.append(
                finding(
                    each.line,
                    "numbering",
                    f"题号从 {before.number} 跳到 {each.number}；请核对有没有缺题",
                    f"the number jumps from {before.number} to {each.number};"
                    " check whether a question is missing",
                )
            )
    return found
