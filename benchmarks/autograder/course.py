"""An nbgrader course with a class of honest students, made afresh for each grader."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

ASSIGNMENT = "spend"
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n"
SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}
ROWS = 2000


def _meta(name: str, *, points: int | None = None) -> dict:
    grade = points is not None
    nbgrader = {"grade_id": name, "grade": grade, "solution": not grade, "locked": grade}
    nbgrader |= {"schema_version": 3, "task": False}
    if grade:
        nbgrader |= {"points": points}
    return {"nbgrader": nbgrader}


def source(*, plot: bool) -> nbformat.NotebookNode:
    """Load, aggregate, write a function, and (if asked) draw: a usual weekly lab."""
    cells = [
        new_code_cell("import numpy as np\nimport pandas as pd\ntx = pd.read_csv('tx.csv')"),
        new_code_cell(
            "### BEGIN SOLUTION\ntotal = tx.groupby('who').spent.sum()\n### END SOLUTION",
            metadata=_meta("total"),
        ),
        new_code_cell(
            "assert len(total) == tx.who.nunique()\n### BEGIN HIDDEN TESTS\n"
            "assert abs(total.sum() - tx.spent.sum()) < 1e-6\n### END HIDDEN TESTS",
            metadata=_meta("total-check", points=4),
        ),
        new_code_cell(
            "def share(values, top):\n    ### BEGIN SOLUTION\n"
            "    ordered = sorted(values, reverse=True)\n"
            "    return sum(ordered[:top]) / sum(ordered)\n    ### END SOLUTION",
            metadata=_meta("share"),
        ),
        new_code_cell(
            "assert share([1, 1], 1) == 0.5\n### BEGIN HIDDEN TESTS\n"
            "assert abs(share([5, 3, 2], 2) - 0.8) < 1e-12\n### END HIDDEN TESTS",
            metadata=_meta("share-check", points=4),
        ),
    ]
    if plot:
        cells += [
            new_code_cell(
                "### BEGIN SOLUTION\nimport matplotlib.pyplot as plt\n"
                "fig, ax = plt.subplots()\nax.bar(total.index[:10], total.values[:10])\n"
                "ax.set_title('spend')\nplt.show()\n### END SOLUTION",
                metadata=_meta("plot"),
            ),
            new_code_cell(
                "### BEGIN HIDDEN TESTS\nassert ax.get_title() == 'spend'\n### END HIDDEN TESTS",
                metadata=_meta("plot-check", points=2),
            ),
        ]
    return new_notebook(cells=cells, metadata={"kernelspec": SPEC})


def answers(student: int) -> dict[str, str]:
    """Return one student's answers: every third one has slips."""
    share = "def share(values, top):\n    kept = sorted(values)[::-1][:top]\n"
    return {
        "total": f"# {student}\ntotal = tx.groupby('who')['spent'].agg('sum')",
        "share": share
        + ("    return sum(kept)" if student % 3 == 0 else "    return sum(kept) / sum(values)"),
        "plot": "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n"
        "ax.bar(total.index[:10], total.values[:10])\n"
        f"ax.set_title('spend{'!' if student % 4 == 0 else ''}')\nplt.show()",
    }


def make_course(root: Path, *, students: int, plot: bool) -> None:
    """Write the course, release it with nbgrader and hand in for everyone."""
    folder = root / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    made = source(plot=plot)
    nbformat.write(made, folder / f"{ASSIGNMENT}.ipynb")
    lines = [f"c{k * 7 % 97},{k * 31 % 200 + 1}.5" for k in range(ROWS)]
    (folder / "tx.csv").write_text("who,spent\n" + "\n".join(lines) + "\n", encoding="utf-8")
    nbgrader(root, "generate_assignment", ASSIGNMENT, "--create")
    released = nbformat.read(root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    for student in range(students):
        nb = copy.deepcopy(released)
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            cell.source = answers(student).get(name, cell.source)
        out = root / "submitted" / f"s{student:04d}" / ASSIGNMENT
        out.mkdir(parents=True)
        nbformat.write(nb, out / f"{ASSIGNMENT}.ipynb")


def nbgrader(root: Path, *arguments: str) -> None:
    """Run stock nbgrader in a course."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    subprocess.run(command, cwd=root, check=True, capture_output=True, env=environment())


def environment() -> dict[str, str]:
    """Return an environment in which nbgrader finds its own tools (alembic)."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path}
