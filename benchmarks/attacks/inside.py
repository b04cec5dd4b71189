"""Runs stock nbgrader on one attacked course, inside a sandbox, and prints the marks.

Started by `benchmarks.attacks.stock` as ``python inside.py PYTHON STUDENT...``; whatever it prints
may have been written by hostile code and is read as data only.
"""

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys

SECONDS = 100
LIMITS = {
    resource.RLIMIT_AS: 3 << 30,
    resource.RLIMIT_NPROC: 150,
    resource.RLIMIT_FSIZE: 64 << 20,
    resource.RLIMIT_CPU: 100,
    resource.RLIMIT_NOFILE: 512,
    resource.RLIMIT_CORE: 0,
}
MARKS = """
SELECT submitted_assignment.student_id, grade_cells.name, grade.auto_score
FROM grade
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
JOIN base_cell AS grade_cells ON grade.cell_id = grade_cells.id
"""


def main(python: str) -> None:
    """Grade and print."""
    shutil.copytree("/in", "/scratch/course")
    os.makedirs("/scratch/home")  # noqa: PTH103 - nothing but the standard library, kept short
    for name, limit in LIMITS.items():
        resource.setrlimit(name, (limit, limit))
    try:
        code = subprocess.run(
            [python, "-m", "nbgrader", "autograde", "lab", "--create"],
            cwd="/scratch/course",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            start_new_session=True,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        code = -1
    marks: dict[str, dict[str, float | None]] = {}
    try:
        with sqlite3.connect("/scratch/course/gradebook.db") as gradebook:
            for student, cell, points in gradebook.execute(MARKS):
                marks.setdefault(student, {})[cell] = points
    except sqlite3.Error as error:
        print(error, file=sys.stderr)
    print(json.dumps({"code": code, "marks": marks}))


if __name__ == "__main__":
    main(sys.argv[1])
