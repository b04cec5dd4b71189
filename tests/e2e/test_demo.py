"""The demo, once for real: every mark is the one that its fixture states; nothing is done twice.

The tests after the first ones work on copies of the folder that the demo leaves.
"""

from __future__ import annotations

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.sandbox.requirements import missing
from course import cli, config, marks
from course.demo import cast as casting
from course.nbgrader_steps import Nbgrader
from course.report import evidence

pytestmark = [
    pytest.mark.slow,
    # nbgrader's ReleaseFeedback leaves timestamp.txt open
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
]
CAST = casting.read()
SCRIPTS = Path(sys.executable).parent


def run(*command, cwd, ok=(0,), **settings):
    """Run a command as a user would and return what it printed."""
    environment = os.environ | {"CRMLAB_LANG": "en", "PYTHONUTF8": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        **settings,
    )
    assert done.returncode in ok, done.stdout + done.stderr
    return done


def crmlab(*words, cwd, ok=(0,)):
    return run(sys.executable, "-m", "course.cli", *words, cwd=cwd, ok=ok)


def gradebook(folder):
    """Return everything that the gradebook says, without its random ids."""
    queries = (
        (
            "SELECT s.student_id, a.name, b.name, g.auto_score, g.manual_score,"
            " g.needs_manual_grade FROM grade g JOIN base_cell b ON b.id = g.cell_id"
            " JOIN submitted_notebook n ON n.id = g.notebook_id"
            " JOIN submitted_assignment s ON s.id = n.assignment_id"
            " JOIN assignment a ON a.id = s.assignment_id ORDER BY 1, 2, 3"
        ),
        (
            "SELECT s.student_id, s.timestamp, n.late_submission_penalty FROM submitted_notebook n"
            " JOIN submitted_assignment s ON s.id = n.assignment_id ORDER BY 1, 2"
        ),
        "SELECT id, last_name, first_name FROM student ORDER BY 1",
    )
    database = sqlite3.connect(folder / "gradebook.db")
    try:
        return [database.execute(query).fetchall() for query in queries]
    finally:
        database.close()


def times(folder, *steps):
    """Return when each file of some steps was last written."""
    files = [path for step in steps for path in (folder / step).rglob("*") if path.is_file()]
    return {path: path.stat().st_mtime_ns for path in files}


@pytest.fixture
def here(capsys, monkeypatch):
    """Run crmlab in this process, which has imported everything: exit code, output, errors."""
    monkeypatch.setenv("CRMLAB_LANG", "en")

    def run_here(*words):
        capsys.readouterr()
        code = cli.run([str(word) for word in words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_here


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(base):
    """What the first run printed."""
    return crmlab("demo", cwd=base).stdout


@pytest.fixture(scope="module")
def folder(base, first):
    assert first
    return base / "demo"


@pytest.fixture(scope="module")
def found(folder):
    """The marks and the fixtures of each assignment."""
    nbgrader = Nbgrader(config.find(str(folder)))
    return {
        each.assignment: (each, casting.parts(nbgrader.course, CAST, each.assignment))
        for each in marks.read(nbgrader)
    }


@pytest.fixture
def copy(folder, tmp_path):
    """A copy of the folder that a test may spoil."""
    made = Path(shutil.copytree(folder, tmp_path / "demo"))
    if missing():  # the demo's own notebooks may be graded all the same
        with (made / "nbgrader_config.py").open("a", encoding="utf-8") as config_file:
            config_file.write("c.Execute.sandbox = False\n")
    return made


def test_the_class_is_large_enough_and_has_every_kind(found):
    lab, parts = found["rfm"]
    assert len(lab.submissions) >= 12
    kinds = {fixture.name for fixture in parts.values()}
    wanted = {"full", "partial", "blank", "syntax-error", "infinite-loop", "late"}
    assert wanted | {"duplicated-test"} <= kinds
    assert sum(bool(fixture.misconceptions) for fixture in parts.values()) >= 3


@pytest.mark.parametrize(
    ("assignment", "student"),
    [(name, student) for student, played in CAST.students.items() for name in played],
)
def test_every_mark_is_the_one_that_the_fixture_states(folder, found, assignment, student):
    marked, parts = found[assignment]
    fixture = parts[student]
    (submission,) = (each for each in marked.submissions if each.student == student)
    assert {cell.task.grade_id: cell.points for cell in submission.cells} == fixture.expect
    assert submission.earned == pytest.approx(fixture.total)
    assert not submission.open
    (report,) = evidence.read(folder, assignment)[student]
    cells = {cell.grade_id: cell for cell in report.cells}
    for grade_id, verdict in fixture.verdicts.items():
        assert cells[grade_id].verdict is verdict
    for grade_id, name in fixture.misconceptions.items():
        assert name in [finding.name for finding in cells[grade_id].findings]


def test_lateness_costs_what_the_calendar_says(found):
    marked, parts = found["rfm"]
    late = [student for student, fixture in parts.items() if fixture.late]
    assert late
    for each in marked.submissions:
        if each.student in late:
            assert each.seconds_late == parts[each.student].late.total_seconds()
            assert each.penalty == pytest.approx(0.2 * each.earned)  # two days begun, 10 % each
        else:
            assert (each.seconds_late, each.penalty) == (0, 0)


def test_it_says_what_it_did_and_where_everything_is(folder, first):
    assert "Autograde rfm" in first
    for name in ("marks.csv", "reports/report.en.html", "feedback", "gradebook.db"):
        assert str(Path("demo", name)) in first
        assert (folder / name).exists()


def test_everybody_has_feedback_and_nobody_sees_a_hidden_test(folder, found):
    for assignment, (marked, _) in found.items():
        for each in marked.submissions:
            page = folder / "feedback" / each.student / assignment / f"{assignment}.html"
            text = page.read_text("utf-8")
            assert "HIDDEN TESTS" not in text
            assert f"{each.score:.10g}" in text


def test_nothing_is_done_twice(base, folder):
    before = gradebook(folder), times(folder, "submitted", "autograded", "feedback", "release")
    said = crmlab("demo", cwd=base).stdout
    after = gradebook(folder), times(folder, "submitted", "autograded", "feedback", "release")
    assert after == before
    done = [line for line in said.splitlines() if line.startswith("[")]
    again = [line for line in done if "already done" in line]
    assert len(done) - len(again) == 3  # linting, exporting, drawing


def test_stock_nbgrader_exports_the_same_totals(copy, found):
    run(SCRIPTS / "nbgrader", "export", "--to", "grades.csv", cwd=copy)
    with (copy / "grades.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    for marked, _ in found.values():
        for each in marked.submissions:
            # a name with a comma shifts nbgrader's columns: count from the end
            (row,) = (x for x in lines if x[0] == marked.assignment and each.student in x)
            raw, penalty, score, whole = (float(value or 0) for value in row[-4:])
            assert (raw, penalty, score) == (each.earned, each.penalty, each.score)
            assert whole == marked.max_points


def test_stock_nbgrader_grades_the_same(copy):
    before = gradebook(copy)
    for words in (
        ["generate_assignment", "rfm", "--force"],
        ["autograde", "rfm", "--student", "s2026009", "--force"],
        ["generate_feedback", "rfm", "--student", "s2026009", "--force"],
    ):
        run(SCRIPTS / "nbgrader", *words, cwd=copy)
    # nbgrader asks a person to look again at marks given by hand
    [grades, *rest] = gradebook(copy)
    [old, *others] = before
    assert [row[:5] for row in grades] == [row[:5] for row in old]
    assert rest == others


def test_a_broken_hand_in_costs_nobody_else_anything(copy, here):
    before = gradebook(copy)
    broken = copy / "submitted" / "s2026016" / "rfm"
    shutil.copytree(copy / "submitted" / "s2026001" / "rfm", broken)
    (broken / "rfm.ipynb").write_bytes((broken / "rfm.ipynb").read_bytes()[:5000])
    grade = ("autograde", "rfm", "--course", copy, "--student", "s2026016")
    code, _, err = here(*grade)
    assert code == 1
    assert err.count("\n") == 1
    assert "s2026016" in err
    assert "rfm.ipynb" in err
    grades = gradebook(copy)[0]
    assert [row for row in grades if row[0] != "s2026016"] == before[0]
    assert {row[3:5] for row in grades if row[0] == "s2026016"} <= {(None, None)}
    (broken / "rfm.ipynb").unlink()
    code, _, err = here(*grade)
    assert code == 1
    assert "s2026016" in err
    assert [row for row in gradebook(copy)[0] if row[0] != "s2026016"] == before[0]
    assert here("export", "--course", copy)[0] == 0
    with (copy / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["student_id"], row["assignment"]): row for row in csv.DictReader(file)}
    assert rows["s2026016", "rfm"]["status"] == "ungraded"


def test_interrupted_grading_is_finished_by_the_next_run(copy):
    before = gradebook(copy)
    for student in ("s2026001", "s2026008", "s2026011"):
        shutil.rmtree(copy / "autograded" / student / "rfm")
    words = [sys.executable, "-m", "course.cli", "autograde", "rfm", "--course", str(copy)]
    grading = subprocess.Popen(
        [*words, "--jobs", "1", "--lang", "en"], stderr=subprocess.PIPE, encoding="utf-8"
    )
    while not (copy / "autograded" / "s2026001" / "rfm").exists():
        assert grading.poll() is None, grading.stderr.read()
        time.sleep(0.05)
    grading.send_signal(signal.SIGINT)
    said = grading.communicate(timeout=60)[1]
    assert grading.returncode == 130
    assert said.strip().startswith("crmlab: Interrupted")
    assert "\n" not in said.strip()
    crmlab("autograde", "rfm", "--course", copy, cwd=copy)
    assert [row[:5] for row in gradebook(copy)[0]] == [row[:5] for row in before[0]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["autograde", "nope"], "no such assignment: nope"),
        (["autograde", "rfm", "--student", "s1999000"], "s1999000"),
        (["release", "nope"], "no such assignment: nope"),
        (["report", "nope"], "no such assignment: nope"),
        (["export", "nope"], "no such assignment: nope"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(folder, here, words, expected):
    before = gradebook(folder)
    code, out, err = here(*words, "--course", folder)
    assert code in (1, 2)
    assert out == ""
    assert expected in err
    assert err.count("\n") == 1
    assert gradebook(folder) == before


def test_an_empty_class_is_one_line(copy, here):
    shutil.rmtree(copy / "submitted")
    shutil.rmtree(copy / "exchange" / "crm" / "inbound")
    (copy / "exchange" / "crm" / "inbound").mkdir()
    before = gradebook(copy)
    for command in ("collect", "autograde"):
        code, out, err = here(command, "rfm", "--course", copy)
        assert (code, out) == (1, "")
        assert "nobody has handed in: rfm" in err
        assert err.count("\n") == 1
    assert gradebook(copy) == before


def test_a_folder_with_other_things_is_left_alone(tmp_path, here):
    other = tmp_path / "demo"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="utf-8")
    code, _, err = here("demo", "--fresh", "--out", other)
    assert code == 2
    assert "something else in this folder" in err
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]
