"""Are students told apart whatever their names hold?"""

import os
import sys
import warnings
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from notebooks import full, release, source

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from nbgrader.api import Gradebook
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

from autograder import batch
from autograder.batch.course import Course
from autograder.sandbox.requirements import missing

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")

# what each would be taken for, were it a pattern or an option: its neighbour, everybody, a command
SLIP = {"survival": "survival = 1.0"}
ANSWERS = {
    "ab": {},
    "a[b]": SLIP,
    "*": SLIP,
    "-x": {},
    "李 雷": SLIP,
    "o'\"k;{0}": {},
    "back\\slash": SLIP,
}
MARKS = {name: 4.0 if answers else 7.0 for name, answers in ANSWERS.items()}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    made = tmp_path_factory.mktemp("ids")
    (made / "source" / "lab").mkdir(parents=True)
    config = "c = get_config()\nc.CourseDirectory.course_id = 'demo'\n"
    (made / "nbgrader_config.py").write_text(config, encoding="utf-8")
    nbformat.write(source(), made / "source" / "lab" / "lab.ipynb")
    for name, answers in ANSWERS.items():
        folder = made / "submitted" / name / "lab"
        folder.mkdir(parents=True)
        nbformat.write(full(answers), folder / "lab.ipynb")
    return made


def test_every_folder_is_one_student(root):
    assert Course.at(root).students("submitted", "lab") == sorted(ANSWERS)


def test_each_has_the_mark_of_their_own_work(root, monkeypatch):
    # nbgrader stamps a new gradebook with the program alembic, found on PATH
    scripts = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", os.pathsep.join([scripts, os.environ["PATH"]]))
    generate(root)
    results = batch.autograde(root, "lab", jobs=1)
    assert {result.student: result.points for result in results} == MARKS
    reports = batch.course_reports(root, "lab")
    assert {name: found[0].points for name, found in reports.items()} == MARKS


def test_one_student_is_regraded_alone(root):
    path = root / "submitted" / "a[b]" / "lab" / "lab.ipynb"
    nbformat.write(release(), path)
    (result,) = batch.autograde(root, "lab", jobs=1, students=["a[b]"])
    assert (result.student, result.points) == ("a[b]", 0.0)
    reports = batch.course_reports(root, "lab")
    assert {name: found[0].points for name, found in reports.items()} == {**MARKS, "a[b]": 0.0}


def generate(root):
    """Release the lab with nbgrader."""
    config = Course.at(root).config
    directory = CourseDirectory(config=config)
    directory.assignment_id = "lab"
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        gradebook.add_assignment("lab")
    GenerateAssignment(coursedir=directory, config=config).start()
