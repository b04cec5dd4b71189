"""One run over a class: hands out submissions, has results entered, reports progress."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from autograder.batch.result import SubmissionResult
from autograder.batch.submission import Job, grade_submission
from autograder.batch.task import Task
from autograder.batch.writer import Writer
from autograder.engines import close_all
from autograder.gradebook import enter_students
from autograder.messages import pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor, Future

    from autograder.batch.course import Course
    from autograder.batch.result import Made

    Progress = Callable[[int, int, SubmissionResult], None]

AHEAD = 4  # submissions handed to the executor per worker: memory stays flat in the class size


def grade_all(
    course: Course,
    assignment: str,
    students: Sequence[str],
    *,
    jobs: int,
    force: bool,
    lang: str,
    sandbox: bool,
    executor: Executor | None,
    on_progress: Progress | None,
) -> list[SubmissionResult]:
    """Grade the submissions of some students; see `autograder.batch.autograde`."""
    task = Task.of(course, assignment, lang=lang, sandbox=sandbox)
    todo = [
        Job(
            student,
            submitted=course.folder("submitted", assignment, student),
            done=course.folder("autograded", assignment, student),
            force=force,
        )
        for student in students
    ]
    grading = _Grading(task, Writer(course, task.known), todo, on_progress)
    enter_students(course.db_url, students)
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
