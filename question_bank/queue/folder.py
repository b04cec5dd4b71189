"""The folder of sheets: one per question and marker, named ``ITEM.MARKER.csv``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from question_bank import papers
from question_bank.bank import shown
from question_bank.problems import BankError
from question_bank.queue import sheet
from question_bank.queue.waiting import queue, shares
from question_bank.responses import files
from question_bank.rubric import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from crm_models.text import Lang
    from question_bank.bank import Bank
    from question_bank.papers import Paper, Question
    from question_bank.queue.sheet import Marking
    from question_bank.responses.record import Response

_MARKER = re.compile(r"^\w{1,30}$")


def prose(paper: Paper, bank: Bank) -> Iterator[tuple[Question, Prose]]:
    """Yield the questions of a paper that people mark, each with its rubric."""
    for asked in papers.questions(paper, bank):
        if isinstance(asked.item, Prose):
            yield asked, asked.item


def make(
    folder: Path,
    responses: Sequence[Response],
    paper: Paper,
    bank: Bank,
    markers: Sequence[str],
    *,
    double: float = 1.0,
    again: bool = False,
    secret: str = "",
    lang: Lang = "zh",
) -> dict[str, int]:
    """Write empty sheets and rubrics; return how many rows each sheet has.

    Parameters
    ----------
    folder
        Where to.
    responses
        The ledger's records.
    paper, bank
        What was asked.
    markers
        Names of letters and digits.
    double
        The share of answers that all markers get.
    again
        Whether answers that have a mark are queued as well.

    Raises
    ------
    BankError
        A name does not fit, nothing waits, or a sheet is there already: a marker's work is
        never overwritten.
    """
    if bad := [name for name in markers if not _MARKER.match(name)]:
        raise BankError.one(
            f"评分人“{bad[0]}”只能用文字和数字",
            f"a marker's name has letters and digits only, unlike {bad[0]!r}",
            code="queue",
        )
    texts: dict[Path, str] = {}
    rows: dict[str, int] = {}
    for asked, rubric in prose(paper, bank):
        wanted = [each for each in responses if again or each.points is None]
        waiting = queue(wanted, asked, rubric, secret=secret)
        if not waiting:
            continue
        texts[folder / f"{rubric.id}.md"] = sheet.guide(rubric, asked, lang) + "\n"
        for marker, own in shares(waiting, markers, double, secret).items():
            file = folder / f"{rubric.id}.{marker}.csv"
            texts[file] = sheet.write(own, len(rubric.rubric))
            rows[file.name] = len(own)
    if not rows:
        raise BankError.one(
            "没有等待评分的主观题作答；已评过的用 --again 再评",
            "no prose answer waits for a mark; --again queues those that have one",
            code="queue",
        )
    if taken := [file for file in texts if file.exists()]:
        raise BankError.one(
            "评分表已存在，不会覆盖；请换一个文件夹",
            "the sheet exists and is not overwritten; choose another folder",
            code="queue",
            file=shown(taken[0]),
        )
    for file, text in texts.items():
        files.replace(file, text)
    return rows


def sheets(folder: Path, rubric: Prose) -> dict[str, dict[str, Marking]]:
    """Return marker to ticket to what was given, for the sheets of one question."""
    found = {}
    for file in sorted(folder.glob(f"{rubric.id}.*.csv")):
        marker = file.name.removeprefix(f"{rubric.id}.").removesuffix(".csv")
        if _MARKER.match(marker):
            found[marker] = sheet.read(file, len(rubric.rubric))
    return found
