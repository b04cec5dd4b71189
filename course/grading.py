"""Autograding a class: the autograder's batch, with our progress bar and our errors."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.errors import FINDINGS, CrmlabError
from course.progress import bar
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.batch import SubmissionResult


@dataclass(frozen=True)
class Autograded:
    """What a grading amounts to, by what became of each submission."""

    graded: list[SubmissionResult]
    unchanged: list[SubmissionResult]
    failed: list[SubmissionResult]


def autograde(
    root: Path,
    assignment: str,
    *,
    jobs: int | None = None,
    student: str | None = None,
    force: bool = False,
    sandbox: bool | None = None,
) -> Autograded:
    """Grade what is new or changed.

    Parameters
    ----------
    root : Path
        The course folder; any nbgrader course will do.
    assignment : str
        The assignment.
    jobs : int, optional
        Submissions graded at one time; by default one per processor.
    student : str, optional
        Only this one.
    force : bool
        Grade also what is graded and unchanged.
    sandbox : bool, optional
        Whether student code is isolated; by default as the course's configuration says.

    Raises
    ------
    CrmlabError
        The assignment is not released, nobody handed in, or the student did not.
    """
    from autograder.batch import CourseError
    from autograder.batch import autograde as run
    from autograder.batch.course import Course

    course = Course.at(root)
    if not course.students("submitted", assignment):
        from autograder.gradebook import assignment_names  # only here: the engine starts first
        from course.assignments import unknown
        from course.collect import nothing_handed_in

        known = assignment_names(course.db_url)
        if assignment not in known:
            raise unknown(assignment, known)
        raise nothing_handed_in(assignment)
    with bar(None, assignment) as step:
        try:
            results = run(
                root,
                assignment,
                jobs=jobs or os.cpu_count() or 1,
                students=[student] if student else None,
                force=force,
                sandbox=sandbox,
                on_progress=lambda done, total, _: step(done=done, total=total),
            )
        except CourseError as error:
            text = Text(error.text.zh, error.text.en)
            raise CrmlabError(text, "", Text("", ""), exit_code=FINDINGS) from error
    by_status = {status: [r for r in results if r.status == status] for status in _STATUSES}
    return Autograded(*by_status.values())


_STATUSES = ("graded", "skipped", "failed")
