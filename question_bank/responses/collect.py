"""Gathers the answers of a class from the folders that students handed in.

Nothing in such a folder is trusted: files are read as data, of bounded size, links are not
followed, and an unreadable file is reported while the others go on.
"""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.problems import BankError, Problem
from question_bank.responses import files
from question_bank.responses.marking import marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from question_bank.papers import Question
    from question_bank.responses.record import Response

ANSWERS = "answers.json"
_LARGEST = 4_000_000
_LONGEST = 20_000
# What a released cell says until somebody writes in it.
_STUB, _STUB_LENGTH = "YOUR ANSWER HERE", 60


@dataclass(frozen=True)
class Collected:
    """What was found: the answers, and what could not be read."""

    responses: tuple[Response, ...]
    problems: tuple[Problem, ...]


def collect(
    submitted: Path,
    name: str,
    asked: Sequence[Question],
    *,
    by_hand: Mapping[tuple[str, str], float] | None = None,
) -> Collected:
    """Read ``submitted/STUDENT/NAME`` of every student and mark what a machine can mark.

    Parameters
    ----------
    submitted
        A course's folder of submissions.
    name
        The quiz: the folder's name in every submission.
    asked
        The questions of the frozen paper.
    by_hand
        (student, item) to points that a person gave, as :func:`hand_marks` reads them.

    Raises
    ------
    BankError
        Nobody handed in.
    """
    found: list[Response] = []
    problems: list[Problem] = []
    folders = sorted(path for path in submitted.glob(f"*/{name}") if _is_folder(path))
    if not folders:
        raise BankError.one(
            f"没有人提交 {name}；请检查提交文件夹",
            f"nobody has handed in {name}; check the folder of submissions",
            code="responses",
            file=str(submitted),
        )
    for folder in folders:
        student = folder.parent.name.encode("utf-8", "replace").decode()
        try:
            answers = {**_form(folder / ANSWERS), **_cells(folder / f"{name}.ipynb", asked)}
        except (OSError, ValueError, RecursionError) as error:
            said = " ".join(str(error).split())
            text = Text(f"无法读取，未计入（{said}）", f"cannot be read and is left out ({said})")
            problems.append(Problem(text, "responses", f"{student}/{name}"))
            continue
        for question in asked:
            each = marked(question, student, _bounded(answers.get(question.item.id)))
            points = (by_hand or {}).get(each.key)
            if question.item.by_hand and points is not None:
                each = replace(each, points=min(points, each.out_of), by="gradebook")
            found.append(each)
    return Collected(tuple(found), tuple(problems))


def hand_marks(table: Path) -> dict[tuple[str, str], float]:
    """Read the marks that people gave from ``marks-tasks.csv`` (written by crmlab export)."""
    rows = csv.DictReader(io.StringIO(files.content(table)))
    needed = {"student_id", "task", "points", "marked_by_hand"}
    if not needed <= set(rows.fieldnames or ()):
        raise BankError.one(
            "这不是 crmlab export 写出的 marks-tasks.csv",
            "this is not the marks-tasks.csv that crmlab export writes",
            code="responses",
            file=str(table),
        )
    return {
        (row["student_id"], row["task"]): float(row["points"])
        for row in rows
        if row["marked_by_hand"] == "yes" and row["points"]
    }


def _is_folder(path: Path) -> bool:
    return not path.is_symlink() and not path.parent.is_symlink() and path.is_dir()


def _bytes(path: Path) -> bytes | None:
    """Return what a plain file holds; None if there is none."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            raise ValueError(f"{path.name}: {status.st_size} bytes")
        return file.read(_LARGEST + 1)


def _form(path: Path) -> dict[str, Any]:
    content = _bytes(path)
    data = json.loads(content) if content else {}
    if not isinstance(data, dict):
        raise ValueError(f"{path.name}: {type(data).__name__}")
    return data


def _cells(path: Path, asked: Sequence[Question]) -> dict[str, Any]:
    """Return the prose answers: they stand in the notebook's cells, by grade id."""
    wanted = {each.item.id for each in asked if each.item.by_hand}
    content = _bytes(path) if wanted else None
    if not content:
        return {}
    notebook = json.loads(content)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    found: dict[str, Any] = {}
    for cell in cells if isinstance(cells, list) else []:
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        name = grading.get("grade_id") if isinstance(grading, dict) else None
        if isinstance(name, str) and name in wanted:
            source = cell.get("source", "")
            text = "".join(map(str, source)) if isinstance(source, list) else str(source)
            found.setdefault(
                name, None if _STUB in text and len(text) < _STUB_LENGTH else text.strip()
            )
    return found


def _bounded(response: Any) -> Any:
    """Return an answer that fits into a ledger: of bearable length, in proper Unicode."""
    text = json.dumps(response, ensure_ascii=False).encode("utf-8", "replace").decode()
    kept = json.loads(text)
    if isinstance(kept, str):
        return kept[:_LONGEST]
    return kept if len(text) <= _LONGEST else text[:_LONGEST]
