"""Grades all submissions of an assignment, many at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.batch.course import CONFIG, Course, CourseError, only_run
from autograder.engines import engine_for
from autograder.messages import Pair
from autograder.nbgrader_plugin import REPORT_SUFFIX
from autograder.nbgrader_plugin.rules import rules_of
from autograder.preload import exposed_in, handed_in, modules_in, usual_in
from autograder.sandbox.requirements import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Executor

    from autograder.batch.grading import Progress
    from autograder.batch.result import SubmissionResult


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
    chosen = _chosen(course, assignment, students)
    starts = executor is None and (force or _anything_new(course, assignment, chosen))
    judge = _start_sandbox(course, assignment, chosen, sandbox=sandbox) if starts else None
    # meanwhile: the sandbox takes longest to start, the judge has time until its first students
    from autograder.batch.grading import grade_all
    from autograder.gradebook import GradebookError

    if judge is not None:
        judge()

    try:
        with only_run(course):
            return grade_all(
                course,
                assignment,
                chosen,
                jobs=jobs,
                force=force,
                lang=lang,
                sandbox=sandbox,
                executor=executor,
                on_progress=on_progress,
            )
    except GradebookError as error:
        raise CourseError(
            Pair(
                f"成绩册用不了：{error}。请检查文件的权限，或换回备份。",
                f"The gradebook cannot be used: {error}. Check the file's permissions, or put back "
                "a backup.",
            )
        ) from error


def _start_sandbox(
    course: Course, assignment: str, students: Iterable[str], *, sandbox: bool
) -> Callable[[], None]:
    """Start the sandbox with what the notebooks use, as far as they can be read.

    Returns
    -------
    callable
        Starts the judge.
    """
    notebooks: list[Path] = []
    for step in ("source", "release"):
        notebooks = notebooks or sorted(course.folder(step, assignment).glob("*.ipynb"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in notebooks]
    engine = engine_for(
        course.folder("source", assignment), rules=rules_of(course.config), sandbox=sandbox
    )
    expose = {name for text in texts for name in exposed_in(text)}
    folders = (course.folder("submitted", assignment, student) for student in students)
    modules = modules_in(texts)
    # students name no module: what they use is only looked for among the usual ones
    preload = dict.fromkeys((*modules, *usual_in(handed_in(folders))))
    engine.prepare_sandbox(expose=sorted(expose), preload=list(preload))
    return partial(engine.prepare_judge, modules)


def _anything_new(course: Course, assignment: str, students: Iterable[str]) -> bool:
    """Guess from the times of files whether anything is to be graded."""
    for student in students:
        submitted = course.folder("submitted", assignment, student)
        reports = course.folder("autograded", assignment, student).glob(f"*{REPORT_SUFFIX}")
        graded = min((path.stat().st_mtime for path in reports), default=0.0)
        if any(path.lstat().st_mtime > graded for path in (submitted, *submitted.iterdir())):
            return True
    return False


def _chosen(course: Course, assignment: str, students: Iterable[str] | None) -> list[str]:
    handed_in = course.students("submitted", assignment)
    if students is None:
        if not handed_in:
            from autograder.batch.task import known_assignment

            known_assignment(course, assignment)  # the more telling error, if it is not there
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
