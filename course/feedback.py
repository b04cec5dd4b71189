"""Feedback pages: written for what changed, then put where students fetch them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.collect import ensure_released, nothing_handed_in
from course.late import settle
from course.progress import bar

if TYPE_CHECKING:
    from pathlib import Path

    from nbgrader.api import SubmittedAssignment

    from course.nbgrader_steps import Nbgrader

_STAMP = ".made-from"


@dataclass(frozen=True)
class Feedback:
    """What writing feedback amounts to: student ids; ``open`` still wait for a person's marks."""

    written: list[str]
    unchanged: list[str]
    open: list[str]


def feedback(nbgrader: Nbgrader, assignment: str, *, force: bool = False) -> Feedback:
    """Write and release the feedback of everybody whose marks or comments changed.

    Raises
    ------
    CrmlabError
        The assignment has not been released, or nothing of it has been graded.
    """
    ensure_released(nbgrader, assignment)
    root = nbgrader.course.root
    with nbgrader.gradebook() as gradebook:
        settle(gradebook, assignment, nbgrader.course.calendar.late)
        graded = [
            submission
            for submission in gradebook.assignment_submissions(assignment)
            if any((root / "autograded" / submission.student_id / assignment).glob("*.ipynb"))
        ]
        stamps = {each.student_id: _stamp(each, root / "autograded") for each in graded}
        still_open = sorted(each.student_id for each in graded if each.needs_manual_grade)
    if not stamps:
        raise nothing_handed_in(assignment)
    todo = [
        student for student in sorted(stamps) if force or _old(root, assignment, student, stamps)
    ]
    if todo:
        _write(nbgrader, assignment, stamps, todo)
    return Feedback(todo, sorted(stamps.keys() - set(todo)), still_open)


def _write(nbgrader: Nbgrader, assignment: str, stamps: dict[str, str], todo: list[str]) -> None:
    """Write and release pages; what an interruption leaves is whole and known as done."""
    written: list[str] = []
    leave_out = sorted(stamps.keys() - set(todo))
    try:
        with bar(len(todo), assignment) as step:

            def done(student: str) -> None:
                written.append(student)
                step()

            nbgrader.generate_feedback(assignment, leave_out=leave_out, on_page=done)
    finally:
        for student in written:
            nbgrader.release_feedback(assignment, student)
            file = _stamp_file(nbgrader.course.root, assignment, student)
            file.write_text(stamps[student], encoding="utf-8")


def _stamp_file(root: Path, assignment: str, student: str) -> Path:
    return root / "feedback" / student / assignment / _STAMP


def _old(root: Path, assignment: str, student: str, stamps: dict[str, str]) -> bool:
    file = _stamp_file(root, assignment, student)
    return not file.is_file() or file.read_text("utf-8") != stamps[student]


def _stamp(submission: SubmittedAssignment, autograded: Path) -> str:
    """Return a digest of everything that the page shows."""
    digest = hashlib.sha256()
    folder = autograded / submission.student_id / submission.name
    for path in sorted(folder.glob("*.ipynb")):
        digest.update(path.read_bytes())
    for notebook in sorted(submission.notebooks, key=lambda each: each.name):
        grades = sorted((g.name, g.score, bool(g.needs_manual_grade)) for g in notebook.grades)
        comments = sorted((c.name, c.comment or "") for c in notebook.comments)
        shown = [notebook.name, notebook.late_submission_penalty, grades, comments]
        digest.update(json.dumps(shown).encode())
    return digest.hexdigest()
