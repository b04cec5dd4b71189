"""The commands about answers, as a teacher uses them one after another."""

import json
import shutil
from pathlib import Path

import pytest

from course.cli import run
from question_bank import papers
from question_bank.loading import load

QUIZ = Path(__file__).parents[2] / "assignments" / "quiz-c3"
C3 = Path(__file__).parents[2] / "question_bank" / "items" / "C3"


def crmlab(capsys, *arguments):
    code = run(["bank", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def as_json(capsys, *arguments):
    code, out, _ = crmlab(capsys, *arguments, "--json")
    return code, json.loads(out)


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    """Twelve students: half have everything right, the others less and less."""
    root = tmp_path_factory.mktemp("class") / "submitted"
    key = papers.key_answers(papers.questions(papers.read(QUIZ), load()))
    for n in range(12):
        answers = dict(list(key.items())[: max(1, 15 - max(0, n - 5) * 2)])
        folder = root / f"s{n:02}" / "quiz-c3"
        folder.mkdir(parents=True)
        (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
        cell = {"source": f"答案 {n}", "metadata": {"nbgrader": {"grade_id": "C3-022"}}}
        (folder / "quiz-c3.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    return root


@pytest.fixture
def ledger(submitted, tmp_path, capsys):
    out = tmp_path / "quiz.jsonl"
    assert crmlab(capsys, "responses", QUIZ, submitted, out)[0] == 0
    return out


def test_responses_are_collected_once(submitted, tmp_path, capsys):
    out = tmp_path / "quiz.csv"
    code, data = as_json(capsys, "responses", QUIZ, submitted, out)
    assert (code, data["people"], data["answers"], data["unmarked"]) == (0, 12, 12 * 16, 12)
    before = out.read_bytes()
    code, _, err = crmlab(capsys, "responses", QUIZ, submitted, out, "--lang", "en")
    assert code == 2
    assert "exists" in err
    assert out.read_bytes() == before


def test_analyse_says_what_is_unmarked_and_draws(ledger, tmp_path, capsys):
    code, data = as_json(capsys, "analyse", ledger)
    assert code == 1
    assert [f["item"] for f in data["findings"]] == ["C3-022"]
    assert data["paper"]["people"] == 12
    assert len(data["questions"]) == 15
    assert {"facility", "discrimination", "alpha_without"} <= set(data["questions"][0])
    _, chinese, _ = crmlab(capsys, "analyse", ledger, "--lang", "zh")
    _, english, _ = crmlab(capsys, "analyse", ledger, "--lang", "en")
    assert "信度" in chinese
    assert "Reliability" in english


def test_analyse_an_unreadable_file(tmp_path, capsys):
    file = tmp_path / "x.csv"
    file.write_text("nothing\n", encoding="utf-8")
    code, _, err = crmlab(capsys, "analyse", file, "--lang", "en")
    assert code == 2
    assert "no known format" in err
    assert err.count("\n") == 1


def test_difficulty_is_written_only_when_asked(ledger, tmp_path, capsys):
    bank = tmp_path / "bank"
    shutil.copytree(C3, bank)
    before = {f.name: f.read_bytes() for f in bank.iterdir()}
    code, data = as_json(capsys, "difficulty", ledger, "--bank", bank)
    assert code == 1
    assert data["changes"]
    assert data["diff"].startswith("--- a/")
    assert {f.name: f.read_bytes() for f in bank.iterdir()} == before
    code, data = as_json(capsys, "difficulty", ledger, "--bank", bank, "--write")
    assert code == 0
    assert {f.name: f.read_bytes() for f in bank.iterdir()} != before
    # All guesses are where the class says now, give or take the next half step.
    assert load(bank, cache=False)["C3-006"].difficulty == data["changes"][0]["new"]


def test_calibrate_pools_classes(ledger, tmp_path, capsys):
    other = tmp_path / "other.jsonl"
    shutil.copy(ledger, other)
    code, data = as_json(capsys, "calibrate", ledger, other)
    assert (code, data["people"]) == (0, 24)
    _, out, _ = crmlab(capsys, "calibrate", ledger, "--lang", "en")
    assert "unstable" in out


def test_translated_notes_what_was_compared(tmp_path, capsys):
    bank = tmp_path / "bank"
    shutil.copytree(C3, bank, ignore=shutil.ignore_patterns("translations.json"))
    code, data = as_json(capsys, "translated", "C3-006", "C3-015", "--bank", bank)
    assert (code, data) == (0, {"items": 2, "changed": 2})
    file = next(f for f in bank.glob("*.yaml") if "Michael Porter" in f.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace("Michael Porter", "M. Porter"), "utf-8")
    arguments = ("lint", "--bank", bank, "--only", "stale_translation")
    code, data = as_json(capsys, *arguments)
    assert (code, [f["item"] for f in data["findings"]]) == (1, ["C3-015"])
    assert as_json(capsys, "translated", "--bank", bank)[1]["items"] > 2
    assert as_json(capsys, *arguments)[0] == 0
    assert crmlab(capsys, "translated", "C9-998", "--bank", bank)[0] == 2


def test_the_command_writes_forms_once(tmp_path, capsys):
    file = tmp_path / "b.yaml"
    title = {"zh": "卷", "en": "paper"}
    fields = {"rows": [{"type": "single", "count": 2, "points": 5}], "forms": 2}
    file.write_text(json.dumps({"title": title, **fields}), "utf-8")
    out = tmp_path / "exam"
    arguments = ["bank", "assemble", str(file), str(out), "--bank", str(C3)]
    assert run([*arguments, "--dry-run"]) == 0
    assert not list(tmp_path.glob("exam-*"))
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [Path(form["paper"]).parent.name for form in data["forms"]] == ["exam-a", "exam-b"]
    sheet = papers.read(tmp_path / "exam-b")
    assert sheet.title.zh == "卷（B 卷）"
    papers.questions(sheet, load(C3))
    assert run(arguments) == 2
    fields["rows"][0]["count"] = 150
    file.write_text(json.dumps({"title": title, **fields}), "utf-8")
    capsys.readouterr()
    assert run([*arguments, "--lang", "en"]) == 1
    assert "row 1 (single choice): 2 forms need 300" in capsys.readouterr().out
