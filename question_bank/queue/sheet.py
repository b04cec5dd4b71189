"""The sheet that a marker fills in: a row per answer, a column per key point."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from question_bank.bank import shown
from question_bank.problems import BankError
from question_bank.responses.files import content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from crm_models.text import Lang
    from question_bank.papers import Question
    from question_bank.queue.waiting import Waiting
    from question_bank.rubric import Prose

_HEAD = ("ticket", "group", "answer", "hints")
_POINT, _COMMENT = "point_{}", "comment"
_YES, _NO = ("✓", "√", "✔", "对", "y", "yes"), ("×", "✗", "✘", "错", "n", "no")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Marking:
    """What one marker gave one answer.

    Parameters
    ----------
    ticket
        The answer.
    parts
        The share of each key point, from 0 to 1.
    comment
        For the student.
    """

    ticket: str
    parts: tuple[float, ...]
    comment: str


def write(waiting: Sequence[Waiting], points: int) -> str:
    """Return an empty sheet: the cells of the key points are for the marker alone to fill."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*_HEAD, *(_POINT.format(n + 1) for n in range(points)), _COMMENT])
    for each in waiting:
        hints = " ".join(f"?{n}" for n in each.hints)
        answer = str(each.response.response)
        safe = f"'{answer}" if answer.startswith(_FORMULA) else answer
        writer.writerow([each.ticket, each.group + 1, safe, hints, *[""] * points, ""])
    return "\ufeff" + buffer.getvalue()


def read(path: Path, points: int) -> dict[str, Marking]:
    """Return what a marker gave, by ticket; rows without any mark are passed over.

    Raises
    ------
    BankError
        A column is missing, a ticket stands twice, a row is half filled in, or a cell is no
        number from 0 to 1 (✓ and × count as 1 and 0).
    """
    rows = csv.DictReader(io.StringIO(content(path)))
    names = [_POINT.format(n + 1) for n in range(points)]
    if not {"ticket", *names} <= set(rows.fieldnames or ()):
        raise _fault(path, 1, f"应有 ticket 和 {names[0]} 到 {names[-1]}", "columns are missing")
    found: dict[str, Marking] = {}
    for row in rows:
        line, ticket = rows.line_num, (row["ticket"] or "").strip()
        cells = [(row[name] or "").strip() for name in names]
        if not any(cells):
            continue
        if ticket in found:
            raise _fault(path, line, f"{ticket} 出现了两次", f"{ticket} stands twice")
        if not all(cells):
            raise _fault(path, line, "还有要点没有评", "a key point has no mark")
        parts = tuple(_part(path, line, cell) for cell in cells)
        found[ticket] = Marking(ticket, parts, (row.get(_COMMENT) or "").strip())
    return found


def total(marking: Marking, rubric: Prose, asked: Question) -> float:
    """Return the points: the key points' weights applied to what was given."""
    worth = rubric.shares(asked.points)
    return float(sum(float(w) * part for w, part in zip(worth, marking.parts, strict=True)))


def guide(rubric: Prose, asked: Question, lang: Lang) -> str:
    """Return the rubric as Markdown, to lie beside the sheet."""
    rows = [
        f"| point_{n} | {float(worth):g} | {point.text.of(lang)} |"
        for n, (worth, point) in enumerate(
            zip(rubric.shares(asked.points), rubric.rubric, strict=True), start=1
        )
    ]
    stem, model = rubric.stem.of(lang), rubric.model.of(lang)
    return "\n".join([f"# {rubric.id}", "", stem, "", model, "", "| | | |", "|---|--:|---|", *rows])


def _part(path: Path, line: int, cell: str) -> float:
    if cell.casefold() in _YES:
        return 1.0
    if cell.casefold() in _NO:
        return 0.0
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise _fault(
            path, line, f"“{cell}”应为 0 到 1 的数，或 ✓、×", f"{cell!r} should be 0 to 1, ✓ or ×"
        )
    return value


def _fault(path: Path, line: int, zh: str, en: str) -> BankError:
    return BankError.one(
        f"第 {line} 行：{zh}", f"line {line}: {en}", code="queue", file=shown(path)
    )
