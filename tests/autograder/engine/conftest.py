"""One warm engine for all tests of a worker, and short ways to write notebooks."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder import Limits
from autograder.engine import EngineRunner
from autograder.grading import grade_fully
from autograder.sandbox.requirements import missing

SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}


def plain(code):
    return new_code_cell(code)


def solution(name, code, **autograder):
    nbgrader = {"grade_id": name, "solution": True, "grade": False, "locked": False}
    metadata = {"nbgrader": {**nbgrader, "schema_version": 3}}
    if autograder:
        metadata["autograder"] = autograder
    return new_code_cell(f"### BEGIN SOLUTION\n{code}\n### END SOLUTION", metadata=metadata)


def check(name, code, points=1):
    nbgrader = {"grade_id": name, "solution": False, "grade": True, "locked": True}
    nbgrader |= {"points": points, "schema_version": 3, "task": False, "cell_type": "code"}
    code = f"### BEGIN HIDDEN TESTS\n{code}\n### END HIDDEN TESTS"
    return new_code_cell(code, metadata={"nbgrader": nbgrader})


def notebook(*cells):
    return new_notebook(cells=list(cells), metadata={"kernelspec": SPEC})


@pytest.fixture(scope="session")
def engine():
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    with EngineRunner() as made:
        yield made


@pytest.fixture(scope="session")
def grade(engine):
    """Grade a source's notebook with other answers; return ``{grade_id: (verdict, points)}``."""

    def run(source, answers=None, *, full=False, **limits):
        nb = notebook(*[cell.copy() for cell in source.cells])
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in (answers or {}):
                cell.source = answers[name]
        done = grade_fully(source, nb, runner=engine, limits=Limits(**limits))
        if full:
            return done
        return {c.grade_id: (c.verdict.value, c.points) for c in done.report.cells}

    return run
