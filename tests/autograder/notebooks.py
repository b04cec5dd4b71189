"""A small course's notebooks for the tests: a source, its release, full marks, and slips."""

from __future__ import annotations

import copy

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.released import released_cells
from autograder.repair import described

SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}

HUMAN = {"grade": True, "solution": True}


def meta(name, *, grade=False, solution=False, points=None, **more):
    nbgrader = {"schema_version": 3, "grade_id": name, "grade": grade, "solution": solution}
    nbgrader["locked"] = grade and not solution
    nbgrader["task"] = False
    if points is not None:
        nbgrader["points"] = points
    return {"nbgrader": {**nbgrader, **more}}


def source():
    """A function, a value, a written answer and a coded answer for a human."""
    cells = [
        new_markdown_cell("# 实验 | Lab"),
        new_code_cell("import math\nrates = [0.9, 0.8]", metadata=meta("setup", locked=True)),
        new_markdown_cell("## 1 均值 | Mean"),
        new_code_cell(
            "def mean(values):\n    ### BEGIN SOLUTION\n    return sum(values) / len(values)\n"
            "    ### END SOLUTION",
            metadata=meta("mean", solution=True),
        ),
        new_code_cell(
            "from autograder.check import Check\n"
            "check = Check('mean', points=4)\n"
            "check.calls(mean, [(([1, 3],), 2)], points=1)\n"
            "### BEGIN HIDDEN TESTS\n"
            "check.calls(mean, [(([5, 7, 9],), 7), (([1, 2],), 1.5)], points=3)\n"
            "### END HIDDEN TESTS\n"
            "check.score()",
            metadata=meta("mean-check", grade=True, points=4),
        ),
        new_code_cell(
            "### BEGIN SOLUTION\nsurvival = math.prod(rates)\n### END SOLUTION",
            metadata=meta("survival", solution=True),
        ),
        new_code_cell(
            "assert isinstance(survival, float)\n"
            "### BEGIN HIDDEN TESTS\nassert abs(survival - 0.72) < 1e-9\n### END HIDDEN TESTS",
            metadata=meta("survival-check", grade=True, points=3),
        ),
        new_markdown_cell("为什么？ | Why?"),
        new_markdown_cell(
            "因为…… | Because ...", metadata=meta("why", grade=True, solution=True, points=5)
        ),
        new_code_cell("# 画图 | draw", metadata=meta("plot", grade=True, solution=True, points=2)),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": SPEC})


def release(made=None):
    """What students are given."""
    nb = copy.deepcopy(made or source())
    for cell, released in zip(nb.cells, released_cells(nb), strict=True):
        cell.source = released.text
        if released.grade_id:
            cell.metadata = {"nbgrader": described(released, released.text)}
    return nb


SOLUTIONS = {
    "mean": "def mean(values):\n    total = sum(values)\n    return total / len(values)",
    "survival": "survival = rates[0] * rates[1]",
    "why": "老顾客更愿意再来，因为他们已经信任这家店。",
    "plot": "print('a plot')",
}


def full(answers=None):
    """A release with its answers filled in."""
    nb = release()
    for name, text in {**SOLUTIONS, **(answers or {})}.items():
        cell_of(nb, name).source = text
    return nb


def cell_of(nb, name):
    return next(
        cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name
    )
