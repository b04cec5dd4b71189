"""A class of honest submissions: stock `nbgrader autograde` and `crmlab autograde`, whole commands.

The environment's ``BENCH_CLASS`` sets another size of the class that both grade, ``BENCH_CURVE``
the sizes of the classes that ours grades alone (``BENCH_CURVE=`` for none).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

from benchmarks.autograder.course import make_course
from benchmarks.autograder.grade import Graded, grade_ours, grade_stock, overhead
from benchmarks.rows import Row

CLASS = 60
CURVE = "600,2400"
TARGETS = {True: 20.0, False: 30.0}
# a machine's speed drifts: the short one goes before and after the long one, and its median counts
TURNS = ("ours", "ours", "stock", "ours", "ours", "ours")
OVERHEAD = 0.060
FLAT = 1.25  # memory may grow by a quarter from the first class to a forty times larger one


def run() -> list[Row]:
    """Grade both kinds of lab by both, then larger classes."""
    students = int(os.environ.get("BENCH_CLASS", CLASS))
    rows, first = [], None
    for plot in (True, False):
        row, first = _both(students, plot=plot)
        rows += [row, _overhead(plot=plot)]
    curve = os.environ.get("BENCH_CURVE", CURVE)
    return rows + [_alone(int(size), first) for size in curve.split(",") if size and first]


def _both(students: int, *, plot: bool) -> tuple[Row, Graded]:
    jobs = os.cpu_count() or 1
    graded: dict[str, list[Graded]] = {"ours": [], "stock": []}
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch, "made")
        make_course(made, students=students, plot=plot)
        for number, name in enumerate(TURNS):
            root = Path(scratch, f"{name}{number}")
            shutil.copytree(made, root)
            graded[name].append(grade_stock(root) if name == "stock" else grade_ours(root, jobs))
    (stock,) = graded["stock"]
    ours = sorted(graded["ours"], key=lambda one: one.seconds)[len(graded["ours"]) // 2]
    equal = sum(ours.marks.get(cell) == mark for cell, mark in stock.marks.items())
    row = Row(
        task=f"autograde {students} notebooks ({_kind(plot)}, {jobs} at a time)",
        ours=ours.seconds,
        theirs=stock.seconds,
        peer=f"nbgrader {metadata.version('nbgrader')}",
        same=f"{equal}/{len(stock.marks)} marks equal; peak {ours.peak >> 20} MB "
        f"(theirs {stock.peak >> 20} MB)",
        target=TARGETS[plot],
        agrees=equal == len(stock.marks) == len(ours.marks),
    )
    return row, ours


def _overhead(*, plot: bool) -> Row:
    """Measure one submission at a time: what it takes beyond running the student's own cells."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "ours")
        make_course(root, students=24, plot=plot)
        grade_ours(root, 1)
        beyond = overhead(root)
    return Row(
        task=f"overhead of a notebook beyond its own cells ({_kind(plot)})",
        ours=beyond,
        theirs=OVERHEAD,
        peer="at most",
        target=1.0,
    )


def _alone(students: int, first: Graded) -> Row:
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "ours")
        make_course(root, students=students, plot=False)
        ours = grade_ours(root, jobs)
    each = 1000 * ours.seconds / students
    return Row(
        task=f"autograde {students} notebooks ({_kind(plot=False)}, {jobs} at a time)",
        ours=ours.seconds,
        same=f"{each:.0f} ms each; peak {ours.peak >> 20} MB",
        agrees=ours.peak <= FLAT * first.peak,
    )


def _kind(plot: bool) -> str:
    return "pandas + plot" if plot else "pandas"
