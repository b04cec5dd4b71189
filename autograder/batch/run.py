"""Grades all submissions of an assignment on several processes."""

from __future__ import annotations

import multiprocessing
import signal
import warnings
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SAWarning

from autograder.batch.course import CONFIG, Course, CourseError, only_run
from autograder.batch.submission import SubmissionResult, grade_submission
from autograder.messages import Pair, pair
from autograder.sandbox.requirements import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor, Future

    Progress = Callable[[int, int, SubmissionResult], None]

AHEAD = 4  # submissions handed to the executor per worker: memory stays flat in the class size


def autograde(
    course_dir: Path | str,
    assignment: str,
    *,
    jobs: int = 1,
    students: Iterable[str] | None = None,
    force: bool = False,
    on_progress: Progress | None = None,
    executor: Executor | None = None,
    lang: str = "zh",
    sandbox: bool | None = None,
) -> list[SubmissionResult]:
    """Grade an assignment into the course's gradebook and ``autograded/``.

    Marks are the same for any number of jobs and any order. What is graded and unchanged is
    skipped; a submission that fails leaves what was there before.

    Parameters
    ----------
    course_dir, assignment
        The course folder and the assignment's name.
    jobs
        Worker processes.
    students
        Whom to grade; by default everyone who handed in.
    force
        Grade also what is graded and unchanged.
    on_progress
        Called as ``on_progress(done, total, result)`` after each submission.
    executor
        Any other executor to run on; it stays open. ``jobs`` then only says how many
        submissions are under way at one time.
    lang
        ``"zh"`` or ``"en"``, kept in the reports for whoever shows them.
    sandbox
        `False` runs student code with the rights of whoever grades, and every report says so;
        `None`: as the course's configuration says.

    Returns
    -------
    list of SubmissionResult
        Sorted by student.

    Raises
    ------
    CourseError
        No such course or assignment, nobody handed in, or an unknown student.
    ValueError
        ``jobs`` below 1, or another language.
    """
    if jobs < 1:
        msg = f"jobs 至少为 1，得到 {jobs} / jobs must be 1 or more, got {jobs}"
        raise ValueError(msg)
    if lang not in ("zh", "en"):
        msg = f'lang 只能是 "zh" 或 "en" / lang is "zh" or "en", got {lang!r}'
        raise ValueError(msg)
    course = Course.at(Path(course_dir))
    course.notebooks(assignment)
    if sandbox is None:
        sandbox = bool(course.config.Execute.get("sandbox", True))
    if sandbox and (lacks := missing()):
        zh, en = "；".join(item.zh for item in lacks), "; ".join(item.en for item in lacks)
        raise CourseError(
            Pair(
                f"{zh}。没有隔离不批改；确要这样做，加 --no-sandbox，或在 {CONFIG} 里写 "
                "c.Execute.sandbox = False。",
                f"{en}. Nothing is graded without isolation; if you really want that, give "
                f"--no-sandbox or write c.Execute.sandbox = False in {CONFIG}.",
            )
        )
    todo = _chosen(course, assignment, students)
    how = _How(str(course.root), assignment, force, lang, sandbox)
    grading = _Grading(how, len(todo), on_progress)
    with only_run(course):
        course.enter_students(todo)
        if executor is None:
            grading.run_on_processes(todo, min(jobs, len(todo)))
        else:
            grading.run_on(executor, todo, jobs)
    return sorted(grading.results, key=lambda result: result.student)


def _chosen(course: Course, assignment: str, students: Iterable[str] | None) -> list[str]:
    handed_in = course.submitted(assignment)
    if students is None:
        if not handed_in:
            where = course.submitted_folder(assignment, "*")
            raise CourseError(
                Pair(
                    f"没有人提交作业 {assignment}（{where}）；请先收取：crmlab collect "
                    f"{assignment}。",
                    f"Nobody handed in {assignment} ({where}); collect it first: crmlab collect "
                    f"{assignment}.",
                )
            )
        return handed_in
    wanted = sorted(set(students))
    unknown = [student for student in wanted if student not in handed_in]
    if unknown:
        names = ", ".join(unknown)
        raise CourseError(
            Pair(
                f"{names} 没有提交作业 {assignment}；请检查学号。",
                f"{names} did not hand in {assignment}; check the ID.",
            )
        )
    return wanted


@dataclass(frozen=True, slots=True)
class _How:
    """What every submission of a run is graded by; travels to the workers."""

    course_dir: str
    assignment: str
    force: bool
    lang: str
    sandbox: bool

    def grade(self, student: str) -> SubmissionResult:
        return grade_submission(
            self.course_dir,
            self.assignment,
            student,
            force=self.force,
            lang=self.lang,
            sandbox=self.sandbox,
        )


class _Grading:
    """One run: hands out submissions, collects results, reports progress."""

    def __init__(self, how: _How, total: int, on_progress: Progress | None) -> None:
        self.how = how
        self.total, self.on_progress = total, on_progress
        self.results: list[SubmissionResult] = []

    def run_on_processes(self, todo: Sequence[str], jobs: int) -> None:
        """Grade on worker processes of this machine; a worker that dies costs one submission."""
        waiting = list(todo)
        while waiting:
            lost, waiting = self._in_pool(waiting, jobs)
            # whoever was under way when a worker died is tried alone: only the culprit fails
            for student in lost:
                if self._in_pool([student], 1) != ([], []):
                    error = pair("internal", detail="worker died")
                    self.done(SubmissionResult(student, "failed", {}, error))

    def run_on(self, executor: Executor, todo: Sequence[str], jobs: int) -> None:
        """Grade on a given executor; if it breaks, what it did not finish has failed."""
        lost, waiting = self.run(executor, todo, jobs)
        for student in (*lost, *waiting):
            error = pair("internal", detail="executor broken")
            self.done(SubmissionResult(student, "failed", {}, error))

    def _in_pool(self, todo: Sequence[str], jobs: int) -> tuple[list[str], list[str]]:
        context = multiprocessing.get_context("forkserver")
        # nbgrader takes seconds to import: once, for all workers
        context.set_forkserver_preload(["autograder.batch.submission"])
        others = set(multiprocessing.active_children())
        with ProcessPoolExecutor(jobs, context, initializer=_quiet) as pool:
            try:
                return self.run(pool, todo, jobs)
            except BaseException:
                for process in set(multiprocessing.active_children()) - others:
                    process.terminate()  # nothing is lost: results are moved in place when whole
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def run(
        self, executor: Executor, todo: Sequence[str], jobs: int
    ) -> tuple[list[str], list[str]]:
        """Grade on an executor; return who was under way when it broke, and who was waiting."""
        waiting = list(reversed(todo))
        running: dict[Future[SubmissionResult], str] = {}
        lost: list[str] = []
        while waiting or running:
            try:
                while waiting and not lost and len(running) < jobs * AHEAD:
                    future = executor.submit(self.how.grade, waiting[-1])
                    running[future] = waiting.pop()
            except BrokenExecutor:
                lost.append(waiting.pop())
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                student = running.pop(future)
                try:
                    self.done(future.result())
                except BrokenExecutor:
                    lost.append(student)
        return sorted(lost), sorted(waiting)

    def done(self, result: SubmissionResult) -> None:
        """Keep a result and report progress."""
        self.results.append(result)
        if self.on_progress is not None:
            self.on_progress(len(self.results), self.total, result)


def _quiet() -> None:
    """Leave Ctrl-C to the parent, which ends the workers; a handler, so that kernels get it."""
    signal.signal(signal.SIGINT, lambda *_: None)
    # nbgrader's own relationships make SQLAlchemy warn at every submission
    warnings.filterwarnings("ignore", category=SAWarning)
