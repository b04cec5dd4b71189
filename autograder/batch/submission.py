"""Grades one submission of a course into a folder aside; runs in a worker."""

from __future__ import annotations

import stat
import tempfile
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.batch.course import STAGING, remove_tree
from autograder.batch.files import lay_out, set_permissions, timestamp_of
from autograder.batch.outputs import limit_outputs
from autograder.batch.result import Made, SubmissionResult
from autograder.gradebook import Marks
from autograder.grading import default_runner, grade_by
from autograder.messages import Pair, pair, repair
from autograder.nbgrader_plugin.records import fingerprint, read_records, write_record
from autograder.notebook_format import written
from autograder.reading import UnreadableNotebookError
from autograder.repair.files import find_notebook
from autograder.verdict import Verdict
from autograder.verdict_outputs import say_verdicts

if TYPE_CHECKING:
    from autograder.batch.task import Task
    from autograder.grading import Graded, Original
    from autograder.report import Repair, Report

KEPT = 20_000  # characters of a log: the end of a traceback says most

Found = tuple[Path, tuple["Repair", ...]]


@dataclass(frozen=True, slots=True)
class Job:
    """One submission to grade.

    Attributes
    ----------
    student
        Who handed it in.
    submitted, done
        Where it lies, and where its graded version goes.
    force
        Grade it also if it is graded and unchanged.
    """

    student: str
    submitted: Path
    done: Path
    force: bool = False


def grade_submission(task: Task, job: Job) -> Made:
    """Grade one student's submission; never raises for what a student handed in."""
    started = time.perf_counter()
    error, log = None, ""
    try:
        prints = {name: fingerprint(job.submitted, text) for name, text in task.printed.items()}
        if not job.force and (skipped := _unchanged(job, prints)) is not None:
            return Made(skipped)
        made = _graded(task, job, prints)
        seconds = round(time.perf_counter() - started, 3)
        return replace(made, result=replace(made.result, seconds=seconds))
    except UnreadableNotebookError as unreadable:
        error = unreadable.text
    except Exception as failure:  # noqa: BLE001 - one submission must never stop a class
        log = traceback.format_exc()[-KEPT:]
        detail = f"{type(failure).__name__}: {failure}"
        error = pair("internal", detail=" ".join(detail.split())[:300])
    seconds = round(time.perf_counter() - started, 3)
    return Made(SubmissionResult(job.student, "failed", {}, error, seconds, log))


def _unchanged(job: Job, prints: dict[str, str]) -> SubmissionResult | None:
    """Return what was graded before, if all that was handed in is graded from the same inputs."""
    records = read_records(job.done)
    if not records:
        return None
    for name, printed in prints.items():
        file = f"{name}.ipynb"
        handed_in = len(prints) == 1 or _is_file(job.submitted / file)
        if handed_in and not (
            (job.done / file).is_file() and name in records and records[name].inputs == printed
        ):
            return None
    reports = {name: record.report for name, record in records.items()}
    return SubmissionResult(job.student, "skipped", reports)


def _graded(task: Task, job: Job, prints: dict[str, str]) -> Made:
    found = _handed_in(task, job)
    staging = task.root / STAGING
    staging.mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=staging))
    try:
        aside.chmod(0o755)
        links = lay_out(job.submitted, task, aside)
        names = ", ".join(name[:40] for name in links[:5])
        noted = (repair("links", names=names),) if links else ()
        reports: dict[str, Report] = {}
        marks: dict[str, Marks | None] = dict.fromkeys(task.originals)
        for name, one in found.items():
            if one is not None:
                graded = _grade(task, job, name, one[0], (*noted, *one[1]), aside)
                reports[name] = graded.report
                marks[name] = _marks(task.originals[name], graded)
                write_record(aside, name, prints[name], graded.report)
        set_permissions(aside, task.permissions)
    except BaseException:
        remove_tree(aside)
        raise
    result = SubmissionResult(job.student, "graded", reports)
    return Made(result, aside, timestamp_of(job.submitted), marks)


def _handed_in(task: Task, job: Job) -> dict[str, Found | None]:
    """Return the notebooks that were handed in; a single one is also known by another name."""
    names = list(task.originals)
    if len(names) == 1:
        return {names[0]: find_notebook(job.submitted, names[0])}
    paths = {name: job.submitted / f"{name}.ipynb" for name in names}
    found: dict[str, Found | None] = {
        name: (path, ()) if _is_file(path) else None for name, path in paths.items()
    }
    if not any(found.values()):
        where = job.submitted.name
        raise UnreadableNotebookError(pair("no_notebook", where=where, name=names[0]))
    return found


def _grade(
    task: Task, job: Job, name: str, given: Path, repairs: tuple[Repair, ...], folder: Path
) -> Graded:
    graded = grade_by(
        task.originals[name],
        given,
        folder=folder,
        limits=task.limits,
        runner=default_runner(task.source_folder, rules=task.rules, sandbox=task.sandbox),
        lang=task.lang,
        student=job.student,
    )
    if graded.notebook is None:
        note = graded.report.notes[0]
        raise UnreadableNotebookError(Pair(note.zh, note.en))
    report = replace(graded.report, repairs=(*repairs, *graded.report.repairs))
    say_verdicts(graded.notebook, report)
    limit_outputs(graded.notebook, task)
    out = folder / f"{name}.ipynb"
    if out.is_dir():
        remove_tree(out)
    out.write_text(f"{written(graded.notebook)}\n", encoding="utf-8")
    return replace(graded, report=report)


def _marks(original: Original, graded: Graded) -> Marks:
    """Return what goes into the gradebook."""
    scores = {
        cell.grade_id: None if cell.verdict is Verdict.INTERNAL else cell.points
        for cell in graded.report.cells
    }
    comments = {
        cell.grade_id: "No response." if cell.grade_id in graded.untouched else None
        for cell in original.release
        if cell.grade_id and (cell.solution or cell.task)
    }
    return Marks(scores, comments)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
