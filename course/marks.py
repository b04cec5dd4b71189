"""The marks as the gradebook holds them, read in one query per assignment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from course import roster, structure
from course.late import settle
from course.release import find

if TYPE_CHECKING:
    from nbgrader.api import Assignment, Gradebook, SubmittedAssignment

    from course.nbgrader_steps import Nbgrader


@dataclass(frozen=True)
class Task:
    """A graded cell of an assignment."""

    notebook: str
    grade_id: str
    max_points: float
    by_hand: bool


@dataclass(frozen=True)
class CellMark:
    """One student's mark of one task; `points` is None while nobody has marked it."""

    task: Task
    points: float | None
    needs_review: bool


@dataclass(frozen=True)
class Submission:
    """One student's marked submission.

    Attributes
    ----------
    student, name
        The id and the name.
    timestamp
        When it was handed in, UTC; None when unknown.
    seconds_late
        After the deadline, extensions taken into account.
    penalty
        Points taken off for lateness.
    cells
        One mark per task, in the assignment's order.
    """

    student: str
    name: str
    timestamp: datetime | None
    seconds_late: float
    penalty: float
    cells: tuple[CellMark, ...]

    @cached_property
    def earned(self) -> float:
        """Points before the penalty; open tasks count nothing yet."""
        return round(sum(cell.points or 0.0 for cell in self.cells), 6)

    @property
    def score(self) -> float:
        """Points after the penalty, never below zero."""
        return round(max(0.0, self.earned - self.penalty), 6)

    @property
    def open(self) -> bool:
        """Whether a person still has to mark something."""
        return any(cell.points is None or cell.needs_review for cell in self.cells)


@dataclass(frozen=True)
class Marks:
    """The marks of one assignment.

    Attributes
    ----------
    assignment
        Its name.
    tasks
        Its graded cells in order.
    submissions
        Everybody who handed in and was graded, by student id.
    missing
        Students of the roster who did not hand in.
    ungraded
        Ids of students who handed in what is not graded, or cannot be.
    """

    assignment: str
    tasks: tuple[Task, ...]
    submissions: tuple[Submission, ...]
    missing: tuple[roster.Student, ...]
    ungraded: tuple[str, ...] = ()

    @property
    def max_points(self) -> float:
        """Points to be had."""
        return sum(task.max_points for task in self.tasks)


def read(nbgrader: Nbgrader, only: str | None = None) -> list[Marks]:
    """Read the marks of every assignment, or of one, with penalties brought up to date."""
    policy = nbgrader.course.calendar.late
    class_list = roster.read(nbgrader.course)
    with nbgrader.gradebook() as gradebook:
        found = [find(gradebook, only)] if only else list(gradebook.assignments)
        result = []
        for assignment in found:
            if assignment is None:
                continue
            settle(gradebook, assignment.name, policy)
            order = structure.of_folder(nbgrader.course.root / "source" / assignment.name)
            steps = _students(nbgrader, assignment.name)
            result.append(_marks(gradebook, assignment, class_list, order, *steps))
    return sorted(result, key=lambda marks: marks.assignment)


def _marks(
    gradebook: Gradebook,
    assignment: Assignment,
    class_list: list[roster.Student],
    order: structure.Structure,
    handed_in: set[str],
    autograded: set[str],
) -> Marks:
    places = {key: place for place, key in enumerate(order)}
    tasks = {}
    for notebook in sorted(assignment.notebooks, key=lambda each: each.name):
        solutions = {cell.name for cell in notebook.solution_cells}
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            by_hand = cell.name in solutions or cell.cell_type != "code"
            tasks[cell.id] = Task(notebook.name, cell.name, float(cell.max_score), by_hand)
    last = len(places)
    ordered = sorted(
        tasks, key=lambda i: (places.get((tasks[i].notebook, tasks[i].grade_id), last), i)
    )
    every = [tasks[i] for i in ordered]
    marks = _cell_marks(gradebook, assignment, tasks)
    submissions = [
        _submission(found, [marks.get(found.id, {}).get(i) for i in ordered], every)
        for found in gradebook.assignment_submissions(assignment.name)
        # a submission that could not be read has entries without a single mark
        if found.student_id in autograded
        or any(mark.points is not None for mark in marks.get(found.id, {}).values())
    ]
    submissions.sort(key=lambda each: each.student)
    present = {each.student for each in submissions}
    return Marks(
        assignment=assignment.name,
        tasks=tuple(every),
        submissions=tuple(submissions),
        missing=tuple(s for s in class_list if s.id not in present | handed_in),
        ungraded=tuple(sorted(handed_in - present)),
    )


def _students(nbgrader: Nbgrader, name: str) -> tuple[set[str], set[str]]:
    """Return who handed in and was collected, and who is autograded."""
    root = nbgrader.course.root
    submitted = {path.parent.name for path in (root / "submitted").glob(f"*/{name}")}
    return submitted, {path.parents[1].name for path in root.glob(f"autograded/*/{name}/*.ipynb")}


def _cell_marks(
    gradebook: Gradebook, assignment: Assignment, tasks: dict[str, Task]
) -> dict[str, dict[str, CellMark]]:
    from nbgrader.api import Grade, SubmittedAssignment, SubmittedNotebook

    query = (
        gradebook.db.query(
            SubmittedAssignment.id,
            Grade.cell_id,
            Grade.auto_score,
            Grade.manual_score,
            Grade.score,
            Grade.needs_manual_grade,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .filter(SubmittedAssignment.assignment_id == assignment.id)
    )
    found: dict[str, dict[str, CellMark]] = {}
    for submission, cell, auto, manual, score, review in query:
        marked = auto is not None or manual is not None
        mark = CellMark(tasks[cell], float(score) if marked else None, bool(review))
        found.setdefault(submission, {})[cell] = mark
    return found


def _submission(
    found: SubmittedAssignment, marks: list[CellMark | None], tasks: list[Task]
) -> Submission:
    cells = [
        mark if mark is not None else CellMark(task, None, needs_review=True)
        for mark, task in zip(marks, tasks, strict=True)
    ]
    stamp = found.timestamp
    return Submission(
        student=found.student_id,
        name=roster.full_name(found.student.last_name, found.student.first_name),
        timestamp=stamp.replace(tzinfo=UTC) if stamp else None,
        seconds_late=float(found.total_seconds_late),
        penalty=float(found.late_submission_penalty or 0.0),
        cells=tuple(cells),
    )
