"""Runs the semester and says how it went."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from course import marks
from course.config import find
from course.nbgrader_steps import Nbgrader
from course.report import evidence
from course.scripted import stage
from course.scripted.steps import Steps
from course.semester import cast as casting
from course.semester import names
from course.semester.compare import Outcome, compare
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from course.scripted.steps import Step

MARKER = ".crmlab-semester"


@dataclass(frozen=True)
class Semester:
    """How a semester went.

    Attributes
    ----------
    students
        Size of the class.
    outcomes
        What came of each assignment, in their order.
    seconds
        What each took from its release to its feedback.
    total_seconds
        What all took, with the final report.
    """

    students: int
    outcomes: tuple[Outcome, ...]
    seconds: tuple[float, ...]
    total_seconds: float

    @property
    def right(self) -> bool:
        """Whether everything came out as stated."""
        return not any(outcome.differences for outcome in self.outcomes)


def run(
    folder: Path,
    *,
    students: int,
    only: Sequence[str] = (),
    jobs: int | None = None,
    fresh: bool = False,
    quietly: bool = False,
) -> Semester:
    """Take a class through a semester and compare every mark with the one that is stated.

    What is done already is not done again: a semester may be interrupted and gone on with.

    Parameters
    ----------
    folder
        The course folder; made if need be.
    students
        Size of the class.
    only
        These assignments alone; by default all.
    jobs
        Submissions graded at a time.
    fresh
        Remove what an earlier semester left and start over.
    quietly
        Tell the steps on standard error: a machine reads what is printed.

    Raises
    ------
    CrmlabError
        The folder is somebody else's, there is no such assignment, or a step fails.
    """
    started = time.monotonic()
    class_list = names.students(students)
    stage.prepare(folder, MARKER, fresh=fresh, roster=names.roster(class_list))
    nbgrader = Nbgrader(find(str(folder)))
    parts = casting.of(nbgrader.course, [student.id for student in class_list], only)
    every, last = _steps(Steps(nbgrader, parts, jobs))
    seconds = stage.perform([*every, *last], quietly=quietly)
    each = len(every) // len(parts)
    taken = tuple(sum(seconds[i * each : (i + 1) * each]) for i in range(len(parts)))
    outcomes = tuple(_outcome(nbgrader, name, parts) for name in parts)
    return Semester(students, outcomes, taken, time.monotonic() - started)


def _steps(do: Steps) -> tuple[list[Step], list[Step]]:
    """Return the steps, as many for each assignment, and those at the end."""
    every: list[Step] = [
        step
        for name in do.parts
        for step in (
            (Text(f"{name}：发布", f"{name}: release"), partial(do.release, name)),
            (Text(f"{name}：交作业", f"{name}: hand in"), partial(do.hand_in, name)),
            (
                Text(f"{name}：自动批改", f"{name}: autograde"),
                partial(do.autograde, name, go_on=True),
            ),
            (Text(f"{name}：批改文字题", f"{name}: mark the prose"), partial(do.mark, name)),
            (Text(f"{name}：反馈", f"{name}: feedback"), partial(do.feedback, name)),
        )
    ]
    last: list[Step] = [
        (Text("导出成绩", "Export the marks"), do.export),
        (Text("画报告", "Draw the report"), do.report),
    ]
    return every, last


def _outcome(nbgrader: Nbgrader, name: str, parts: casting.Parts) -> Outcome:
    (found,) = marks.read(nbgrader, name)
    told = evidence.read(nbgrader.course.root, name)
    return compare(found, parts[name], nbgrader.course.calendar.late, told)
