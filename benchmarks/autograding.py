"""A class of honest submissions: stock `nbgrader autograde` and ours, start-up included.

``CLASS`` submissions are graded by both; the environment's ``BENCH_CLASS`` sets another number,
and ``BENCH_CURVE=600,2400`` adds larger classes for ours alone.
"""

from __future__ import annotations

import os
import tempfile
from importlib import metadata
from pathlib import Path

from benchmarks.autograder.course import make_course
from benchmarks.autograder.grade import grade_ours, grade_stock
from benchmarks.rows import Row

CLASS = 60
TARGETS = {True: 20.0, False: 30.0}


def run() -> list[Row]:
    """Grade both kinds of lab."""
    students = int(os.environ.get("BENCH_CLASS", CLASS))
    rows = [_both(students, plot=plot) for plot in (True, False)]
    curve = [int(size) for size in os.environ.get("BENCH_CURVE", "").split(",") if size]
    return rows + [_alone(size) for size in curve]


def _both(students: int, *, plot: bool) -> Row:
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        graded = {}
        for name in ("stock", "ours"):
            root = Path(scratch, name)
            make_course(root, students=students, plot=plot)
            graded[name] = grade_stock(root) if name == "stock" else grade_ours(root, jobs)
    ours, stock = graded["ours"], graded["stock"]
    equal = sum(ours.marks.get(cell) == mark for cell, mark in stock.marks.items())
    what = "pandas + plot" if plot else "pandas"
    return Row(
        task=f"autograde {students} notebooks ({what}, {jobs} processes)",
        ours=ours.seconds,
        theirs=stock.seconds,
        peer=f"nbgrader {metadata.version('nbgrader')}",
        same=f"{equal}/{len(stock.marks)} marks equal; peak {ours.peak >> 20} MB "
        f"(theirs {stock.peak >> 20} MB)",
        target=TARGETS[plot],
    )


def _alone(students: int) -> Row:
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "ours")
        make_course(root, students=students, plot=True)
        ours = grade_ours(root, jobs)
    each = 1000 * ours.seconds / students
    return Row(
        task=f"autograde {students} notebooks (pandas + plot, {jobs} processes)",
        ours=ours.seconds,
        same=f"{each:.0f} ms each; peak {ours.peak >> 20} MB",
    )
