"""Autograding a class: the autograder's batch, with our progress bar and our errors."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.collect import ensure_released, nothing_handed_in
from course.errors import FINDINGS, CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from autograder.batch import SubmissionResult
    from course.nbgrader_steps import Nbgrader


@dataclass(frozen=True)
class Autograded:
    """What a grading amounts to, by what became of each submission."""

    graded: list[SubmissionResult]
    unchanged: list[SubmissionResult]
    failed: list[SubmissionResult]


def autograde(
    nbgrader: Nbgrader,
    assignment: str,
    *,
    jobs: int | None = None,
    student: str | None = None,
    force: bool = False,
) -> Autograded:
    """Grade what is new or changed.

    Parameters
    ----------
    nbgrader : Nbgrader
        The course.
    assignment : str
        The assignment.
    jobs : int, optional
        Worker processes; by default one per processor.
    student : str, optional
        Only this one.
    force : bool
        Grade also what is graded and unchanged.

    Raises
    ------
    CrmlabError
        The assignment is not released, nobody handed in, or the student did not.
    """
    from autograder.batch import CourseError
    from autograder.batch import autograde as run

    ensure_released(nbgrader, assignment)
    root = nbgrader.course.root
    if not any((root / "submitted").glob(f"*/{assignment}")):
        raise nothing_handed_in(assignment)
    with _Bar(assignment) as bar:
        try:
            results = run(
                root,
                assignment,
                jobs=jobs or os.cpu_count() or 1,
                students=[student] if student else None,
                force=force,
                on_progress=bar.step,
            )
        except CourseError as error:
            text = Text(error.text.zh, error.text.en)
            raise CrmlabError(text, "", Text("", ""), exit_code=FINDINGS) from error
    by_status = {status: [r for r in results if r.status == status] for status in _STATUSES}
    return Autograded(*by_status.values())


_STATUSES = ("graded", "skipped", "failed")


class _Bar:
    """A progress bar with rate and time left, where a person watches and it takes a while."""

    def __init__(self, label: str) -> None:
        from tqdm import tqdm

        quiet = not sys.stderr.isatty()
        self.bar = tqdm(desc=label, delay=2, leave=False, dynamic_ncols=True, disable=quiet)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def step(self, done: int, total: int, result: SubmissionResult) -> None:
        """Show that one more is done."""
        self.bar.total = total
        self.bar.set_postfix_str(result.student)
        self.bar.update(done - self.bar.n)
