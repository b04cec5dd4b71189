"""A small semester through the command: a lab, a quiz, and every mark compared.

The lab is the skeleton of a new one. The whole semester runs by ``make semester``.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from course import cli, config
from course.labs import skeleton
from course.semester.run import MARKER

pytestmark = [
    pytest.mark.slow,
    # nbgrader's ReleaseFeedback leaves timestamp.txt open
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
]
SHIPPED = Path(config.__file__).parent
ASSIGNMENTS = SHIPPED.parent / "assignments"
TEA = """  tea:
    title: {zh: 茶, en: Tea}
    release: 2026-03-02 08:00
    due: 2026-03-08 23:59
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A course folder with one lab of its own, and the quiz of which a copy is changed later."""
    made = tmp_path_factory.mktemp("semester")
    calendar = (SHIPPED / "calendar.yaml").read_text("utf-8")
    (made / "calendar.yaml").write_text(calendar + TEA, encoding="utf-8")
    skeleton.write(config.find(str(made)), "tea")
    shutil.copytree(ASSIGNMENTS / "quiz-c4", made / "assignments" / "quiz-c4")
    (made / MARKER).touch()
    return made


@pytest.fixture
def semester(folder, capsys):
    """Run the command on the folder; return exit code, what it printed, and what it told."""

    def run(*words):
        capsys.readouterr()
        given = ("semester", "tea", "quiz-c4", "--students", "4", "--out", str(folder))
        code = cli.run([*given, "--lang", "en", *words])
        return code, *capsys.readouterr()

    return run


def test_a_semester_gives_every_mark_that_is_stated(semester, folder):
    code, out, told = semester("--json")
    done = json.loads(out)
    assert (code, done["differences"]) == (0, []), told
    assert [each["assignment"] for each in done["assignments"]] == ["tea", "quiz-c4"]
    for each in done["assignments"]:
        assert each["students"] == each["fixtures"] == 4
        assert each["equal"] == each["marks"] > 0
    assert "tea: autograde" in told
    for name in ("marks.csv", "reports/report.zh.html", "gradebook.db"):
        assert (folder / name).is_file()
    assert len(list(folder.glob("feedback/*/*/*.html"))) == 8


def test_a_mark_that_differs_is_one_line_and_exit_code_1(semester, folder):
    changed = []
    for path in (folder / "assignments" / "quiz-c4" / "fixtures").glob("*.yaml"):
        text = path.read_text("utf-8")
        if "  C4-002: 4\n" in text:
            total = float(text.rpartition("total: ")[2])
            text = text.replace("  C4-002: 4\n", "  C4-002: 3\n")
            text = text.replace(f"total: {total:g}", f"total: {total - 1:g}")
            path.write_text(text, encoding="utf-8")
            changed.append(path.stem)
    code, out, _ = semester()
    assert code == 1
    wrong = [line for line in out.splitlines() if line.startswith("quiz-c4 s2026")]
    assert wrong
    assert {line.split(" (")[1].split(")")[0] for line in wrong} <= {*changed}
    assert all("C4-002: got 4, the fixture says 3" in line for line in wrong)
    assert f"{len(wrong)} differences" in out.splitlines()[-1]
    assert "quiz-c4: autograde … already done" in out


def test_a_folder_with_other_things_is_left_alone(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    assert cli.run(["semester", "--fresh", "--out", str(tmp_path), "--lang", "en"]) == 2
    assert "something else in this folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
