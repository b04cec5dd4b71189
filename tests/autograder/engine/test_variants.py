"""Students with data of their own are judged on these, whatever they hand in."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import check, notebook, plain, solution

from autograder.engine import EngineRunner
from autograder.grading import grade
from autograder.judge.client import JudgeError
from autograder.kernel_runner import KernelRunner
from autograder.sandbox.requirements import missing
from autograder.variant import RECIPE, Recipe

GENERATOR = '''
"""A shop whose till differs from student to student."""
import pandas as pd


class Made:
    def __init__(self, seed):
        self.till = pd.DataFrame({"amount": [seed % 97, seed % 89, 7]})


def make(seed):
    return Made(seed)
'''
SETUP = """import pandas as pd
from autograder.variant import own_data
own_data()
till = pd.read_csv("till.csv")
first = int(till["amount"].iloc[0])"""
LAB = notebook(
    plain(SETUP),
    solution("total", 'total = int(till["amount"].sum())'),
    check("total-check", 'assert total == pd.read_csv("till.csv")["amount"].sum()'),
    solution("double", "def double(n):\n    return 2 * n"),
    check("double-check", "assert double(first) == 2 * first\nassert first == till.amount[0]"),
)
MADE = Recipe("till", "a_shop:make", {"till.csv": "till"}, seed=2025)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Return a source folder with a recipe, and an engine for it."""
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    modules = tmp_path_factory.mktemp("modules")
    (modules / "a_shop.py").write_text(GENERATOR, encoding="utf-8")
    folder = tmp_path_factory.mktemp("till")
    (folder / RECIPE).write_text(MADE.to_json(), encoding="utf-8")
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(modules), before])
    sys.path.insert(0, str(modules))
    try:
        with EngineRunner(source_folder=folder, preload=("pandas",)) as engine:
            yield folder, engine
    finally:
        sys.path.remove(str(modules))
        os.environ["PYTHONPATH"] = before


def marks(lab, student, total='total = int(till["amount"].sum())', folder=None):
    source_folder, engine = lab
    answered = notebook(*[cell.copy() for cell in LAB.cells])
    answered.cells[1].source = total
    report = grade(LAB, answered, folder=folder or source_folder, runner=engine, student=student)
    return report, [cell.points for cell in report.cells]


def total_of(student):
    till = MADE.make_files(MADE.seed_of(student))["till.csv"].decode()
    return sum(int(line) for line in till.split()[1:])


@pytest.mark.parametrize("student", ["s01", "s02", ""])
def test_the_same_work_is_right_for_everyone(lab, student):
    report, given = marks(lab, student)
    assert given == [1, 1]
    assert report.seed == str(MADE.seed_of(student))


def test_a_neighbours_number_is_wrong_and_ones_own_is_right(lab):
    assert total_of("s01") != total_of("s02")
    assert marks(lab, "s01", f"total = {total_of('s01')}")[1] == [1, 1]
    assert marks(lab, "s01", f"total = {total_of('s02')}")[1] == [0, 1]


def test_data_that_were_handed_in_do_not_count(lab, tmp_path):
    shutil.copy(lab[0] / RECIPE, tmp_path)
    (tmp_path / "till.csv").write_text("amount\n1\n", encoding="utf-8")
    report, given = marks(lab, "s01", folder=tmp_path)
    assert given == [1, 1]
    assert [note.name for note in report.notes] == ["other_data"]
    (tmp_path / "till.csv").write_bytes(MADE.make_files(MADE.seed_of("s01"))["till.csv"])
    assert marks(lab, "s01", folder=tmp_path)[0].notes == ()


def test_a_changed_recipe_changes_nothing(lab, tmp_path):
    other = Recipe("another", MADE.make, MADE.files, seed=1)
    (tmp_path / RECIPE).write_text(other.to_json(), encoding="utf-8")
    assert marks(lab, "s02", f"total = {total_of('s02')}", folder=tmp_path)[1] == [1, 1]


def test_equal_gradings_give_equal_reports(lab):
    assert marks(lab, "s02")[0] == marks(lab, "s02")[0]


def test_a_recipe_that_fails_is_the_instructors_fault(tmp_path):
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    broken = Recipe("till", "nowhere:make", {"till.csv": "till"}, seed=1)
    (tmp_path / RECIPE).write_text(broken.to_json(), encoding="utf-8")
    with (
        EngineRunner(source_folder=tmp_path, preload=("pandas",)) as engine,
        pytest.raises(JudgeError, match="nowhere:make does not make the data"),
    ):
        grade(LAB, LAB, folder=tmp_path, runner=engine, student="s01")


def test_an_ordinary_kernel_gets_the_students_data_too(lab, tmp_path):
    shutil.copy(lab[0] / RECIPE, tmp_path)
    report = grade(LAB, LAB, folder=tmp_path, runner=KernelRunner(), student="s01")
    assert [cell.points for cell in report.cells] == [1, 1]
    assert report.seed == str(MADE.seed_of("s01"))
    assert (tmp_path / "till.csv").read_bytes() == MADE.make_files(int(report.seed))["till.csv"]


def test_without_the_sandbox_another_language_gets_the_students_data_too(lab, tmp_path):
    shutil.copy(lab[0] / RECIPE, tmp_path)
    other = notebook(*[cell.copy() for cell in LAB.cells])
    other.metadata["kernelspec"] = {"name": "python3", "display_name": "x", "language": "another"}
    with EngineRunner(source_folder=tmp_path, isolated=False, preload=()) as engine:
        report = grade(other, other, folder=tmp_path, runner=engine, student="s02")
    assert report.seed == str(MADE.seed_of("s02"))
    assert [cell.points for cell in report.cells] == [1, 1]
