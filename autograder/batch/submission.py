"""Grades one submission of a course; runs in a worker process."""

from __future__ import annotations

import glob
import logging
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbgrader.api
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from autograder.batch.course import STAGING, Course, remove_tree
from autograder.messages import Pair, pair
from autograder.nbgrader_plugin.place import Place
from autograder.nbgrader_plugin.records import fingerprint, read_records
from autograder.reading import UnreadableNotebookError

if TYPE_CHECKING:
    from autograder.report import Report


KEPT = 4000  # characters of one log message: the ends of a traceback say most


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """What became of one submission.

    Attributes
    ----------
    student
        Who handed it in.
    status
        ``"graded"``; ``"skipped"``: graded before and unchanged; ``"failed"``: not graded, and
        what had been graded before is still there.
    reports
        One per notebook, by the notebook's name.
    error
        Why it failed: one line in each language.
    seconds
        Wall time; no part of a comparison.
    log
        What nbgrader logged, for a failed submission.
    """

    student: str
    status: str
    reports: dict[str, Report] = field(default_factory=dict)
    error: Pair | None = None
    seconds: float = field(default=0.0, compare=False)
    log: str = field(default="", compare=False)

    @property
    def points(self) -> float:
        """Points given by the machine."""
        return round(sum(report.points for report in self.reports.values()), 10)

    @property
    def max_points(self) -> float:
        """Points to be had."""
        return round(sum(report.max_points for report in self.reports.values()), 10)

    @property
    def complete(self) -> bool:
        """Whether no mark is open any more."""
        return bool(self.reports) and all(report.complete for report in self.reports.values())


class _Kept(logging.Handler):
    """Keeps what nbgrader logs, and the exception behind its first error."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {_middle_cut(record.getMessage())}")


def _middle_cut(message: str) -> str:
    if len(message) <= KEPT:
        return message
    return f"{message[: KEPT // 2]}\n…\n{message[-KEPT // 2 :]}"


def grade_submission(
    course_dir: str,
    assignment: str,
    student: str,
    force: bool = False,
    lang: str = "zh",
    sandbox: bool | None = None,
) -> SubmissionResult:
    """Grade one student's submission; never raises for what a student handed in.

    Parameters
    ----------
    course_dir, assignment, student
        Which submission.
    force
        Grade also what is graded and unchanged.
    lang
        Kept in the reports.
    sandbox
        Whether student code is isolated; `None`: as the course's configuration says.
    """
    started = time.perf_counter()
    share_connections()
    course = Course.at(Path(course_dir))
    course.config.Execute.lang = lang
    if sandbox is not None:
        course.config.Execute.sandbox = sandbox
    names = course.notebooks(assignment)
    done = course.autograded_folder(assignment, student)
    records = read_records(done)
    if not force and _unchanged(course, assignment, student, names, records):
        reports = {name: record.report for name, record in records.items()}
        return SubmissionResult(student, "skipped", reports)
    kept = _Kept()
    error: Pair | None = None
    reports = {}
    try:
        reports = _convert(course, assignment, student, done, kept)
    except UnreadableNotebookError as unreadable:
        error = unreadable.text
    except Exception as failure:  # noqa: BLE001 - one submission must never stop a class
        kept.lines.append(traceback.format_exc())
        error = _reason(kept, failure)
    seconds = round(time.perf_counter() - started, 3)
    if error is not None:
        log = "\n".join(kept.lines)[-20_000:]
        return SubmissionResult(student, "failed", {}, error, seconds, log)
    return SubmissionResult(student, "graded", reports, None, seconds)


def share_connections() -> None:
    """Let all gradebooks of this process share one engine per database.

    nbgrader opens the gradebook a dozen times per submission, each time with an engine of its
    own that compiles the same statements anew: half of the time of grading a small notebook.
    """
    if not hasattr(nbgrader.api.create_engine, "cache_info"):
        nbgrader.api.create_engine = cache(nbgrader.api.create_engine)


def _unchanged(
    course: Course, assignment: str, student: str, names: list[str], records: dict[str, Any]
) -> bool:
    """Whether all notebooks that were handed in are graded from the very same inputs."""
    if not records:
        return False
    directory = course.directory(assignment)
    for name in names:
        place = Place.at(directory, course.config, assignment, name, student)
        graded = place.folder / f"{name}.ipynb"
        if not graded.is_file():
            handed_in = place.submitted_folder and (place.submitted_folder / graded.name).exists()
            if handed_in or len(names) == 1:
                return False
            continue
        inputs = fingerprint(place.submitted_folder, place.source_folder, place.source())
        if name not in records or records[name].inputs != inputs:
            return False
    return True


def _convert(
    course: Course, assignment: str, student: str, done: Path, kept: _Kept
) -> dict[str, Report]:
    """Run nbgrader's converter into a folder aside, then put its result in place."""
    staging = course.root / STAGING
    staging.mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=staging))
    try:
        directory = course.directory(assignment, glob.escape(student))
        # the same depth as `autograded`: nbgrader reads student and assignment from the path
        directory.autograded_directory = str(aside.relative_to(course.root))
        directory.log = _logger(kept)
        converter = Autograde(coursedir=directory, config=course.config)
        converter.log = directory.log
        converter.force = True
        converter.start()
        made = Path(directory.format_path(directory.autograded_directory, student, assignment))
        reports = {name: record.report for name, record in read_records(made).items()}
        done.parent.mkdir(parents=True, exist_ok=True)
        if done.exists():
            done.rename(aside / "before")
        made.rename(done)
        return reports
    finally:
        remove_tree(aside)


def _logger(kept: _Kept) -> logging.Logger:
    """Return a logger that prints nothing: a class's log must not drown the progress bar."""
    logger = logging.Logger("autograder.batch", logging.INFO)
    logger.addHandler(kept)
    return logger


def _reason(kept: _Kept, failure: Exception) -> Pair:
    """Return one line for a failure: this package's own words, else nbgrader's first error."""
    for line in kept.lines:
        for name in ("UnreadableNotebookError: ", "SourceNotebookError: "):
            if name in line:
                text = line[line.index(name) + len(name) :].split("\n")[0]
                zh, _, en = text.partition(" / ")
                return Pair(zh, en or zh)
    if isinstance(failure, NbGraderException):
        errors = [line for line in kept.lines if line.startswith("ERROR")]
        told = next((line for line in errors if "Traceback" in line), "".join(errors[:1]))
        detail = told.removeprefix("ERROR ").strip().split("\n")[-1]
    else:
        detail = f"{type(failure).__name__}: {failure}"
    return pair("internal", detail=" ".join(detail.split())[:300])
