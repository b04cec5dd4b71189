"""A class in an nbgrader course: batch, stock nbgrader, regrading, feedback, interruptions."""

import copy
import json
import logging
import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parent))
import notebooks
from notebooks import cell_of, full, release

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from nbgrader.api import Gradebook
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
    from nbgrader.coursedir import CourseDirectory

from autograder import batch
from autograder.batch.course import Course

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
    pytest.mark.slow,
]


def write(path, nb):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = nb if isinstance(nb, str) else json.dumps(nb)
    path.write_text(text, encoding="utf-8")


def stock(root, assignment="lab", student="*"):
    """Return nbgrader's view of a course, and its configuration."""
    config = Course.at(root).config
    directory = CourseDirectory(config=config)
    directory.assignment_id, directory.student_id = assignment, student
    return directory, config


def quiet(converter):
    converter.log = logging.Logger("quiet", logging.CRITICAL)
    return converter


def hand_in(root):
    folder = root / "submitted"
    wrong = full(
        {"mean": "def mean(values):\n    return values[0] + 1", "survival": "survival = 1.0"}
    )
    doubled = full()
    doubled.cells.append(copy.deepcopy(cell_of(doubled, "mean-check")))
    odd = full()
    for cell in odd.cells:
        cell.metadata = {"nbgrader": {}}
    write(folder / "anna" / "lab" / "lab.ipynb", full())
    write(folder / "bo" / "lab" / "lab.ipynb", wrong)
    write(folder / "cai" / "lab" / "lab.ipynb", release())
    write(folder / "dora" / "lab" / "lab.ipynb", doubled)
    write(folder / "emil" / "lab" / "final (1).ipynb", odd)
    write(folder / "fay" / "lab" / "lab.ipynb", "{")
    spy = full({"survival": "survival = float(open('gift.txt').read())"})
    write(folder / "gus" / "lab" / "lab.ipynb", spy)
    (root / "secret.txt").write_text("0.72", encoding="utf-8")
    (folder / "gus" / "lab" / "gift.txt").symlink_to(root / "secret.txt")
    (folder / "bo" / "lab" / "timestamp.txt").write_text("2025-03-02 10:00:00 UTC")


MARKS = {"anna": 7.0, "bo": 1.0, "cai": 0.0, "dora": 7.0, "emil": 7.0, "gus": 4.0}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course that was graded once, on two processes."""
    root = tmp_path_factory.mktemp("course")
    # nbgrader stamps a new gradebook with the program alembic, found on PATH
    scripts = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join([scripts, os.environ["PATH"]])
    write(root / "source" / "lab" / "lab.ipynb", notebooks.source())
    config = (
        "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\nc.Execute.timeout = 20\n"
    )
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    directory, options = stock(root)
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        gradebook.add_assignment("lab", duedate="2025-03-01 10:00:00 UTC")
    quiet(GenerateAssignment(coursedir=directory, config=options)).start()
    hand_in(root)
    seen = []
    results = batch.autograde(root, "lab", jobs=2, on_progress=lambda *told: seen.append(told))
    return root, results, seen


def again(root, **options):
    return batch.autograde(root, "lab", jobs=2, **options)


def scores(root):
    directory, _ = stock(root)
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        return {
            entry.student.id: {
                grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for grade in entry.notebooks[0].grades
            }
            for entry in gradebook.assignment_submissions("lab")
        }


def test_every_mark_is_the_one_deserved_and_odd_ones_stop_nobody(made):
    _, results, seen = made
    by_name = {result.student: result for result in results}
    assert [result.student for result in results] == sorted(by_name)
    assert {name: by_name[name].points for name in MARKS} == MARKS
    assert {result.status for result in results if result.student in MARKS} == {"graded"}
    assert by_name["fay"].status == "failed"
    assert "lab.ipynb" in by_name["fay"].error.zh
    assert "JSON" in by_name["fay"].error.en
    assert [told[:2] for told in seen] == [(i, 7) for i in range(1, 8)]


def test_the_gradebook_and_the_reports_say_the_same(made):
    root, results, _ = made
    entered = scores(root)
    for result in results:
        for report in result.reports.values():
            for cell in report.cells:
                auto, _, manual = entered[result.student][cell.grade_id]
                assert auto == cell.points
                assert manual == (cell.points is None)
    assert batch.course_reports(root, "lab") == {
        result.student: list(result.reports.values()) for result in results if result.reports
    }
    kinds = {r.kind for r in batch.course_reports(root, "lab")["emil"][0].repairs}
    assert kinds == {"metadata", "file_name"}
    assert "links" in {r.kind for r in batch.course_reports(root, "lab")["gus"][0].repairs}


def test_a_second_run_grades_only_what_changed(made):
    root, results, _ = made
    path = root / "submitted" / "bo" / "lab" / "lab.ipynb"
    before = path.read_text(encoding="utf-8")
    write(path, full())
    try:
        found = {result.student: result for result in again(root)}
        assert {name for name, result in found.items() if result.status == "graded"} == {"bo"}
        assert found["bo"].points == 7.0
        assert found["fay"].status == "failed"
        assert found["anna"].reports == next(r for r in results if r.student == "anna").reports
    finally:
        path.write_text(before, encoding="utf-8")
        again(root, students=["bo"])
    assert scores(root)["bo"]["mean-check"][0] == 1.0


def test_another_executor_and_order_give_the_same_results(made):
    root, results, _ = made
    before = scores(root)
    some = ["dora", "bo"]
    with ProcessPoolExecutor(1, multiprocessing.get_context("forkserver")) as executor:
        again = batch.autograde(root, "lab", students=some, force=True, executor=executor)
    assert again == [result for result in results if result.student in some]
    assert scores(root) == before


def tables(root):
    """Return all rows of the gradebook that grading writes, by what they are about."""
    with closing(sqlite3.connect(root / "gradebook.db")) as connection:
        cells = dict(connection.execute("select id, name from base_cell"))
        query = (
            "select s.student_id, n.name, m.id, s.timestamp, s.extension, m.flagged, "
            "m.late_submission_penalty from submitted_notebook m "
            "join submitted_assignment s on s.id = m.assignment_id "
            "join notebook n on n.id = m.notebook_id"
        )
        found = {}
        for student, notebook, key, *rest in connection.execute(query):
            grades, comments = (
                sorted(
                    (cells[cell], *values)
                    for cell, *values in connection.execute(
                        f"select cell_id, {columns} from {table} where notebook_id = ?",  # noqa: S608
                        [key],
                    )
                )
                for table, columns in (
                    ("grade", "auto_score, manual_score, extra_credit, needs_manual_grade"),
                    ("comment", "auto_comment, manual_comment"),
                )
            )
            found[student, notebook] = (rest, grades, comments)
        return found


def files(root, student):
    """Return the graded files of a student with their permissions; cell ids are nobody's."""
    folder = root / "autograded" / student / "lab"
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".report.json")
    }


def test_stock_nbgrader_writes_the_same_gradebook_and_the_same_files(made):
    root, _, _ = made
    some = ("anna", "bo", "cai", "dora", "gus")
    before = tables(root), {student: files(root, student) for student in some}
    records = batch.course_reports(root, "lab")
    for student in some:
        directory, options = stock(root, student=student)
        converter = quiet(Autograde(coursedir=directory, config=options))
        converter.force = True
        converter.start()
    assert tables(root) == before[0]
    assert {student: files(root, student) for student in some} == before[1]
    assert batch.course_reports(root, "lab") == records
    graded = nbformat.read(root / "autograded" / "bo" / "lab" / "lab.ipynb", as_version=4)
    assert cell_of(graded, "mean-check").outputs


def test_the_formgraders_button_gives_the_same_marks(made):
    root, _, _ = made
    before = scores(root)
    directory, options = stock(root, "")
    api = NbGraderAPI(coursedir=directory, config=options)
    assert api.autograde("lab", "anna")["success"]
    assert scores(root) == before
    assert (root / "autograded" / "anna" / "lab" / "lab.report.json").is_file()


def test_manual_marks_comments_and_penalties_survive_regrading(made):
    root, _, _ = made
    directory, _ = stock(root)
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        gradebook.find_grade("why", "lab", "lab", "bo").manual_score = 3.5
        gradebook.find_grade("survival-check", "lab", "lab", "bo").manual_score = 2.0
        gradebook.find_comment("why", "lab", "lab", "bo").manual_comment = "不错 | good"
        gradebook.db.commit()
    again(root, students=["bo"], force=True)
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        entry = gradebook.find_submission_notebook("lab", "lab", "bo")
        assert entry.score == 6.5
        assert entry.late_submission_penalty == 6.5
        assert gradebook.find_comment("why", "lab", "lab", "bo").comment == "不错 | good"
        assert gradebook.find_grade("survival-check", "lab", "lab", "bo").needs_manual_grade
        for name in ("why", "survival-check"):
            gradebook.find_grade(name, "lab", "lab", "bo").manual_score = None
        gradebook.db.commit()
    again(root, students=["bo"], force=True)


def test_a_failed_regrade_loses_nothing(made):
    root, _, _ = made
    path = root / "submitted" / "dora" / "lab" / "lab.ipynb"
    before, entered = path.read_text(encoding="utf-8"), scores(root)["dora"]
    path.write_text("[]", encoding="utf-8")
    try:
        result = again(root, students=["dora"])[0]
        assert result.status == "failed"
        assert (root / "autograded" / "dora" / "lab" / "lab.ipynb").is_file()
        assert scores(root)["dora"] == entered
    finally:
        path.write_text(before, encoding="utf-8")
    assert again(root, students=["dora"])[0].status == "skipped"


def test_killed_at_any_moment_nothing_is_lost(made):
    root, _, _ = made
    before = scores(root)
    code = (
        "import sys\nfrom autograder import batch\n"
        "if __name__ == '__main__':\n"
        "    batch.autograde(sys.argv[1], 'lab', jobs=2, force=True,"
        " on_progress=lambda *told: print('one', flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(root)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout.readline() == b"one\n"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    for name in MARKS:
        assert (root / "autograded" / name / "lab" / "lab.ipynb").is_file()
    assert scores(root) == before
    found = again(root)
    assert {result.student: result.points for result in found if result.reports} == MARKS
    assert [path.name for path in (root / ".autograding").iterdir()] == ["lock"]


def test_feedback_hides_hidden_tests_and_reports(made):
    root, _, _ = made
    directory, options = stock(root, student="bo")
    quiet(GenerateFeedback(coursedir=directory, config=options)).start()
    page = (root / "feedback" / "bo" / "lab" / "lab.html").read_text(encoding="utf-8")
    assert "survival" in page
    for secret in ("0.72", "HIDDEN", "5, 7, 9], ), 7"):
        assert secret not in page
    assert not list((root / "feedback").rglob("*.report.json"))


def test_links_are_not_followed(made):
    root, results, _ = made
    assert not (root / "autograded" / "gus" / "lab" / "gift.txt").exists()
    gus = next(result for result in results if result.student == "gus")
    assert gus.reports["lab"].cell("survival-check").points == 0.0


def test_bad_requests_are_refused_in_one_line(made, tmp_path):
    root, _, _ = made
    for call, says in [
        (lambda: batch.autograde(tmp_path / "no", "lab"), "no course folder"),
        (lambda: batch.autograde(root, "other"), "no assignment other"),
        (lambda: batch.autograde(root, "lab", students=["zoe"]), "zoe did not"),
    ]:
        with pytest.raises(batch.CourseError, match=says) as caught:
            call()
        assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match="jobs"):
        batch.autograde(root, "lab", jobs=0)
    with pytest.raises(ValueError, match="lang"):
        batch.autograde(root, "lab", lang="fr")


def test_a_broken_gradebook_is_named_in_one_line_and_left_alone(made, tmp_path):
    root, _, _ = made
    shutil.copytree(root / "source", tmp_path / "source")
    shutil.copytree(root / "submitted", tmp_path / "submitted", symlinks=True)
    broken = b"no database at all, though long enough to be one " * 40
    (tmp_path / "gradebook.db").write_bytes(broken)
    with pytest.raises(batch.CourseError, match=r"gradebook\.db: file is not a database") as caught:
        batch.autograde(tmp_path, "lab")
    assert "\n" not in str(caught.value)
    assert (tmp_path / "gradebook.db").read_bytes() == broken
    assert not (tmp_path / "autograded").exists()


def test_an_empty_class_and_a_second_run_at_once_are_refused(made, tmp_path):
    root, _, _ = made
    (tmp_path / "gradebook.db").write_bytes((root / "gradebook.db").read_bytes())
    with pytest.raises(batch.CourseError, match="Nobody handed in"):
        batch.autograde(tmp_path, "lab")
    from autograder.batch.course import only_run

    with only_run(Course.at(root)), pytest.raises(batch.CourseError, match="Another process"):
        batch.autograde(root, "lab", students=["anna"])


def test_a_worker_that_dies_costs_one_submission_at_most(made, monkeypatch):
    root, _, _ = made
    with ProcessPoolExecutor(1) as pool:
        pool.submit(os.getpid).result()
        for process in list(pool._processes.values()):
            process.kill()
        results = batch.autograde(root, "lab", students=["anna"], executor=pool)
    assert results[0].status == "failed"
    assert "这不是你的问题" in results[0].error.zh
    assert batch.autograde(root, "lab", students=["anna"])[0].status == "skipped"


def test_records_say_what_a_replay_needs(made):
    root, _, _ = made
    path = root / "autograded" / "anna" / "lab" / "lab.report.json"
    data = json.loads(path.read_text(encoding="utf-8"))["report"]
    assert data["isolation"]
    assert data["limits"]["cell_seconds"] == 20
    assert len(data["submission_hash"]) == len(data["source_hash"]) == 64
    assert dict(data["packages"])["pandas"]
