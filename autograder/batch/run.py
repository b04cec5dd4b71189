"""Grades all submissions of an assignment, many at a time."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.batch.course import CONFIG, Course, CourseError, only_run
from autograder.batch.result import SubmissionResult
from autograder.batch.submission import Job, grade_submission
from autograder.batch.task import NoAssignmentError, Task
from autograder.batch.writer import Writer
from autograder.engines import close_all
from autograder.gradebook import enter_students
from autograder.messages import Pair, pair
from autograder.sandbox.requirements import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor, Future

    from autograder.batch.result import Made

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
        Submissions graded at one time, each in a process of its own.
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
    try:
        task = Task.of(course, assignment, lang=lang, sandbox=sandbox)
    except NoAssignmentError as error:
        raise CourseError(error.text) from error
    todo = [
        Job(
            student,
            submitted=course.folder("submitted", assignment, student),
            done=course.folder("autograded", assignment, student),
            force=force,
        )
        for student in _chosen(course, assignment, students)
    ]
    grading = _Grading(task, Writer(course, task.known), todo, on_progress)
    with only_run(course):
        enter_students(course.db_url, [job.student for job in todo])
        if executor is not None:
            grading.run(executor, jobs * AHEAD)
        else:
            _on_this_machine(grading, min(jobs, len(todo)))
    return sorted(grading.results, key=lambda result: result.student)


def _on_this_machine(grading: _Grading, jobs: int) -> None:
    """Grade on this machine: student code runs in processes of its own, threads drive them."""
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="grading")
    try:
        grading.run(pool, jobs * AHEAD)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        close_all()  # ends what student code is running: nobody waits for its time limit
        raise
    finally:
        pool.shutdown()


def _chosen(course: Course, assignment: str, students: Iterable[str] | None) -> list[str]:
    handed_in = course.students("submitted", assignment)
    if students is None:
        if not handed_in:
            where = course.folder("submitted", assignment, "*")
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


class _Grading:
    """One run: hands out submissions, has results entered, reports progress."""

    def __init__(
        self,
        task: Task,
        writer: Writer,
        jobs: Sequence[Job],
        on_progress: Progress | None,
    ) -> None:
        self.task, self.writer = task, writer
        self.waiting = list(reversed(jobs))
        self.total, self.on_progress = len(jobs), on_progress
        self.results: list[SubmissionResult] = []

    def run(self, executor: Executor, ahead: int) -> None:
        """Grade on an executor; if it breaks, what it did not finish has failed.

        No more than ``ahead`` submissions are under way or waiting for the writer: memory stays
        flat in the class size.
        """
        running: dict[Future[Made], Job] = {}
        while self.waiting or running:
            try:
                while self.waiting and len(running) < ahead:
                    future = executor.submit(grade_submission, self.task, self.waiting[-1])
                    running[future] = self.waiting.pop()
            except BrokenExecutor as broken:
                self._lose(self.waiting.pop(), broken)
            if running:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    self._settle(running.pop(future), future)

    def _settle(self, job: Job, future: Future[Made]) -> None:
        error = future.exception()
        if error is not None:  # the executor's own: grading a submission does not raise
            self._lose(job, error)
        else:
            self._done(self.writer.settle(future.result(), job.done))

    def _lose(self, job: Job, error: BaseException) -> None:
        said = pair("internal", detail=f"{type(error).__name__}: {error}"[:300])
        self._done(SubmissionResult(job.student, "failed", {}, said))

    def _done(self, result: SubmissionResult) -> None:
        self.results.append(result)
        if self.on_progress is not None:
            self.on_progress(len(self.results), self.total, result)
