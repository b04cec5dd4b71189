"""A small course to try the commands on: one lab of three tasks in the usual nbgrader style."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from course import cli, config, language, log, setup

SOLVED = "### BEGIN SOLUTION\ntotal = 3 + 4\n### END SOLUTION"
WHY = "### BEGIN SOLUTION\n因为\n### END SOLUTION"
CHECK = "assert total\n### BEGIN HIDDEN TESTS\nassert total == 7\n### END HIDDEN TESTS"


def cell(kind, source, grade_id, *, points=None, solution=False, locked=False):
    """Return a cell with nbgrader's metadata."""
    make = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    meta = {
        "grade_id": grade_id,
        "grade": points is not None,
        "solution": solution,
        "locked": locked,
        "schema_version": 3,
        "task": False,
    }
    if points is not None:
        meta["points"] = points
    return make(source, id=grade_id, metadata={"nbgrader": meta})


def make_tiny(points=3):
    """Return the source notebook of the lab ``tiny``."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return v4.new_notebook(
        metadata=kernel,
        cells=[
            cell("code", SOLVED, "total", solution=True),
            cell("code", CHECK, "total-check", points=points, locked=True),
            cell("markdown", WHY, "why", points=2, solution=True),
        ],
    )


@pytest.fixture(autouse=True)
def _quiet_home(monkeypatch, tmp_path):
    """Logs go to the test's own folder; the language is what each test asks for."""
    monkeypatch.setattr(log, "folder", lambda: tmp_path / "logs")
    monkeypatch.delenv("CRMLAB_LANG", raising=False)
    yield
    language.use(None)


@pytest.fixture
def tiny():
    """Return the maker of the source notebook."""
    return make_tiny


@pytest.fixture
def crmlab(capsys):
    """Run the command line; return exit code, standard output, standard error."""

    def run(*arguments):
        capsys.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture(scope="session")
def _released(tmp_path_factory):
    """A course folder with ``tiny`` released; a new gradebook takes seconds, so it is copied."""
    from course.nbgrader_steps import Nbgrader
    from course.release import release

    root = tmp_path_factory.mktemp("course")
    setup.make(root)
    source = root / "source" / "tiny"
    source.mkdir(parents=True)
    nbformat.write(make_tiny(), source / "tiny.ipynb")
    release(Nbgrader(config.find(str(root))), "tiny")
    return root


@pytest.fixture
def folder(_released, tmp_path):
    """A course folder with ``tiny`` released in it."""
    return Path(shutil.copytree(_released, tmp_path / "课程 folder"))


@pytest.fixture
def nbgrader(folder):
    """Return nbgrader on that folder."""
    from course.nbgrader_steps import Nbgrader

    return Nbgrader(config.find(str(folder)))


@pytest.fixture
def submit(folder):
    """Hand ``tiny`` in as a student, as nbgrader's exchange names it."""

    def hand_in(student, moment="2026-03-01 10:00:00.000000 UTC"):
        inbound = folder / "exchange" / "crm" / "inbound" / f"{student}+tiny+{moment}+x"
        shutil.copytree(folder / "release" / "tiny", inbound)
        (inbound / "timestamp.txt").write_text(moment, encoding="utf-8")
        (inbound / "submission_secret.txt").write_text(student, encoding="utf-8")
        return inbound

    return hand_in


@pytest.fixture
def enter(nbgrader):
    """Enter a graded submission of ``tiny``: points of both tasks, None for an open one."""

    def graded(student, check, why, *, timestamp="2026-03-01 10:00:00 UTC"):
        with nbgrader.gradebook() as gradebook:
            gradebook.update_or_create_submission("tiny", student, timestamp=timestamp)
            for grade_id, points in (("total-check", check), ("why", why)):
                grade = gradebook.find_grade(grade_id, "tiny", "tiny", student)
                if grade_id == "why":
                    grade.manual_score = points
                else:
                    grade.auto_score = points
                grade.needs_manual_grade = points is None
            gradebook.db.commit()

    return graded
