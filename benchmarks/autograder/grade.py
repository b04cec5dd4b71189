"""Grades a benchmark course by stock nbgrader or by ours; time, memory and marks."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from nbgrader.api import Gradebook

from benchmarks.autograder.course import ASSIGNMENT, environment


@dataclass(frozen=True)
class Graded:
    """Seconds with start-up, peak of the memory for it in bytes, and every cell's mark."""

    seconds: float
    peak: int
    marks: dict[tuple[str, str], float]


def grade_ours(root: Path, jobs: int, assignment: str = ASSIGNMENT) -> Graded:
    """Grade as an instructor does: with `crmlab autograde`."""
    command = [sys.executable, "-m", "course", "autograde", assignment, "--jobs", str(jobs)]
    return _timed(root, command, assignment)


def overhead(root: Path, assignment: str = ASSIGNMENT) -> float:
    """Return the median time in seconds that a graded notebook took beyond its own cells."""
    timings = [
        json.loads(path.read_text(encoding="utf-8"))["report"]["timings"]
        for path in (root / "autograded").glob(f"*/{assignment}/*.report.json")
    ]
    return median(each["total"] - each["student"] for each in timings)


def grade_stock(root: Path, assignment: str = ASSIGNMENT) -> Graded:
    """Grade with stock nbgrader, which knows one process only."""
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment, "--create"]
    return _timed(root, command, assignment)


def _timed(root: Path, command: list[str], assignment: str) -> Graded:
    watch = _Memory()
    watch.start()
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    _, errors = process.communicate()
    seconds = time.perf_counter() - start
    watch.done.set()
    watch.join()
    if process.returncode:
        raise RuntimeError(errors.decode()[-2000:])
    return Graded(seconds, watch.peak, _marks(root, assignment))


def _marks(root: Path, assignment: str) -> dict[tuple[str, str], float]:
    with Gradebook(f"sqlite:///{root}/gradebook.db", "bench") as gradebook:
        return {
            (submission.student.id, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


class _Memory(threading.Thread):
    """Samples how much memory the machine holds for programs beyond what it held before.

    Adding up the processes instead would mean to walk through the page tables of each, which takes
    the programs' time.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.before = _held()
        self.peak = 0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.1):
            self.peak = max(self.peak, _held() - self.before)


def _held() -> int:
    """Return the bytes of anonymous and shared memory and of page tables."""
    names = ("AnonPages:", "Shmem:", "PageTables:")
    lines = Path("/proc/meminfo").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(names))
