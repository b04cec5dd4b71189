"""The course under attack: four tasks in the usual style, ten points, hidden tests and all."""

from __future__ import annotations

import copy

from nbformat.v4 import new_code_cell, new_notebook

from autograder.released import released_cells

CANARY = "canary_7f3a"
SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}


def _solution(name, code):
    nbgrader = {"grade_id": name, "solution": True, "grade": False, "locked": False}
    return new_code_cell(code, metadata={"nbgrader": {**nbgrader, "schema_version": 3}})


def _grade(name, points, code):
    nbgrader = {"grade_id": name, "solution": False, "grade": True, "locked": True}
    nbgrader |= {"points": points, "schema_version": 3, "task": False, "cell_type": "code"}
    return new_code_cell(code, metadata={"nbgrader": nbgrader})


def source():
    """The instructor's notebook."""
    return new_notebook(
        metadata={"kernelspec": SPEC},
        cells=[
            new_code_cell(
                "import numpy as np\nimport pandas as pd\n"
                "tx = pd.DataFrame({'who': ['a', 'b', 'a'], 'spent': [10.0, 20.0, 45.0]})"
            ),
            _solution("mean", "### BEGIN SOLUTION\nmean = tx.spent.mean()\n### END SOLUTION"),
            _grade(
                "mean-check",
                2,
                "assert mean is not None\n### BEGIN HIDDEN TESTS\n"
                f"{CANARY} = 25.0\nassert abs(mean - {CANARY}) < 1e-9\n"
                "### END HIDDEN TESTS",
            ),
            _solution(
                "double",
                "def double(values):\n    ### BEGIN SOLUTION\n"
                "    return [2 * value for value in values]\n    ### END SOLUTION",
            ),
            _grade(
                "double-check",
                3,
                "assert double([1]) == [2]\n### BEGIN HIDDEN TESTS\n"
                f"{CANARY} = [17, 18.5]\nassert double({CANARY}) == [34, 37.0]\n"
                "assert double([]) == []\n### END HIDDEN TESTS",
            ),
            _solution(
                "table",
                "### BEGIN SOLUTION\ntable = tx.groupby('who').agg(total=('spent', 'sum'))\n"
                "### END SOLUTION",
            ),
            _grade(
                "table-check",
                3,
                "assert 'total' in table.columns\n### BEGIN HIDDEN TESTS\n"
                f"{CANARY} = tx.groupby('who').agg(total=('spent', 'sum'))\n"
                f"assert table.equals({CANARY})\n"
                f"pd.testing.assert_frame_equal(table, {CANARY})\n"
                f"assert np.allclose(table.total, {CANARY}.total)\n### END HIDDEN TESTS",
            ),
            _solution("score", "### BEGIN SOLUTION\nshares = [0.25, 0.75]\n### END SOLUTION"),
            _grade(
                "score-check",
                2,
                f"### BEGIN HIDDEN TESTS\n{CANARY} = 0.0\n"
                f"if len(shares) == 2:\n    {CANARY} += 0.5\n"
                f"if shares[1] == 0.75:\n    {CANARY} += 1.5\n### END HIDDEN TESTS\n"
                f"### BEGIN HIDDEN TESTS\n{CANARY}\n### END HIDDEN TESTS",
            ),
        ],
    )


HONEST = {
    "mean": "mean = tx['spent'].mean()",
    "double": "def double(values):\n    return [v + v for v in values]",
    "table": "table = tx.groupby('who')[['spent']].sum().rename(columns={'spent': 'total'})",
    "score": "shares = [1 / 4, 3 / 4]",
}


def submission(cells, *, metadata=None, append=()):
    """A student's notebook: the release with these answers, claims and added cells."""
    nb = copy.deepcopy(source())
    for cell, released in zip(nb.cells, released_cells(nb), strict=True):
        cell.source = cells.get(released.grade_id, released.text)
        cell.metadata = copy.deepcopy(dict(cell.metadata))
        cell.metadata.update((metadata or {}).get(released.grade_id, {}))
    nb.cells += [new_code_cell(text) for text in append]
    return nb
