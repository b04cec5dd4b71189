"""Courses that were never written for us: stock nbgrader and ours, mark by mark.

nbgrader's own quickstart course and the courses of ``tests/autograder/courses``, released with
nbgrader, handed in by honest students, graded by both. Their marks must be equal in every cell.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from benchmarks.autograder.course import CONFIG, nbgrader
from benchmarks.autograder.grade import grade_ours, grade_stock
from benchmarks.rows import Row

if TYPE_CHECKING:
    from nbformat import NotebookNode

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "autograder" / "courses"))

from written import Written, courses, quickstart  # found through the line above


def run() -> list[Row]:
    """Grade every course twice and compare."""
    return [_both(course) for course in [*quickstart(), *courses()]]


def _both(course: Written) -> Row:
    with tempfile.TemporaryDirectory() as scratch:
        graded = {}
        for name in ("stock", "ours"):
            root = Path(scratch, name)
            make_course(root, course)
            graded[name] = (
                grade_stock(root, course.name)
                if name == "stock"
                else grade_ours(root, 1, course.name)
            )
    stock, ours = graded["stock"], graded["ours"]
    unlike = [
        f"{student} {cell}: {mark} / {ours.marks.get((student, cell))}"
        for (student, cell), mark in stock.marks.items()
        if ours.marks.get((student, cell)) != mark
    ]
    for line in unlike:
        print(f"  {course.name}: {line}", file=sys.stderr)
    return Row(
        task=f"marks of the course {course.name}",
        ours=ours.seconds,
        theirs=stock.seconds,
        peer=f"nbgrader {metadata.version('nbgrader')}",
        same=f"{len(stock.marks) - len(unlike)}/{len(stock.marks)} marks equal",
        agrees=not unlike,
    )


def make_course(root: Path, course: Written) -> None:
    """Write a course, release it with nbgrader and hand in for every student."""
    folder = root / "source" / course.name
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    nbformat.write(course.source, folder / f"{course.name}.ipynb")
    for name, text in course.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    nbgrader(root, "generate_assignment", course.name, "--create")
    released = nbformat.read(root / "release" / course.name / f"{course.name}.ipynb", as_version=4)
    for student, answered in course.submissions.items():
        out = root / "submitted" / student / course.name
        shutil.copytree(root / "release" / course.name, out)
        nbformat.write(_filled(released, answered), out / f"{course.name}.ipynb")


def _filled(released: NotebookNode, answered: NotebookNode) -> NotebookNode:
    nb = nbformat.from_dict(released)
    for cell, given in zip(nb.cells, answered.cells, strict=True):
        cell.source = given.source
    return nb
