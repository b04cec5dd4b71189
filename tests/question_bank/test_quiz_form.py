"""The answer form: every change is on disk at once, and nothing is ever lost."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

from question_bank import notebook

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quiz")
    notebook.build(ROOT / "assignments" / "quiz-c3", folder)
    return folder


@pytest.fixture
def here(built, tmp_path, monkeypatch):
    """A student's folder, as the working folder of the kernel would be."""
    for name in ("paper.json", "quiz_form.py", "quiz_store.py"):
        (tmp_path / name).write_bytes((built / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.fixture
def form(here):
    spec = importlib.util.spec_from_file_location("released_quiz_form", here / "quiz_form.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def saved(here):
    return json.loads((here / "answers.json").read_text(encoding="utf-8"))


def widgets(box, kind):
    found = [box] if type(box).__name__ == kind else []
    for child in getattr(box, "children", ()):
        found += widgets(child, kind)
    return found


def choices(box):
    """The questions answered by one of several radio buttons."""
    if "quiz-choice" in getattr(box, "_dom_classes", ()):
        return [box]
    return [found for child in getattr(box, "children", ()) for found in choices(child)]


def choose(box, number, value):
    """Do what a click does: it sets the one button, and nothing else."""
    (radio,) = [r for r in choices(box)[number].children if r.options[0][1] == value]
    radio.value = value


def chosen(box, number):
    values = [r.value for r in choices(box)[number].children if r.value is not None]
    assert len(values) <= 1
    return values[0] if values else None


def status(quiz):
    return quiz._form.status.value


def test_answers_are_known_without_any_widget(form, here):
    (here / "answers.json").write_text('{"C3-006": "B"}')
    quiz = form.Quiz()
    assert quiz.answers == {"C3-006": "B"}
    assert type(quiz.answers) is dict
    assert "1 / 15" in repr(quiz)
    assert quiz._form is None


def test_every_kind_of_field_saves_at_once(form, here):
    quiz = form.Quiz()
    box = quiz.form()
    assert not (here / "answers.json").exists()
    boxes = widgets(box, "Checkbox")
    texts = widgets(box, "Text")
    choose(box, 0, "A")
    choose(box, 0, "B")
    assert chosen(box, 0) == "B"
    assert saved(here) == {"C3-006": "B"}
    boxes[2].value = True
    boxes[0].value = True
    assert saved(here)["C3-005"] == ["A", "C"]
    choose(box, 5, "false")
    assert saved(here)["C3-003"] is False
    texts[1].value = "潜在"
    assert saved(here)["C3-023"] == ["", "潜在"]
    texts[5].value = " 15 "
    assert saved(here)["C3-035"] == "15"
    assert quiz.answers == saved(here)
    assert "已保存" in status(quiz)
    assert "已答 5 / 15" in status(quiz)


def test_an_answer_can_be_taken_back(form, here):
    quiz = form.Quiz()
    box = quiz.form()
    choose(box, 0, "B")
    widgets(box, "Checkbox")[0].value = True
    widgets(box, "Text")[0].value = "历史"
    widgets(box, "Button")[0].click()
    widgets(box, "Checkbox")[0].value = False
    widgets(box, "Text")[0].value = "  "
    assert saved(here) == {}
    assert quiz.answers == {}


def test_reopening_restores_every_answer_and_saves_nothing_by_itself(form, here):
    answers = {
        "C3-006": "B",
        "C3-005": ["A", "C"],
        "C3-003": False,
        "C3-023": ["历史"],
        "C3-035": "15",
        "X-1": {"kept": True},
    }
    text = json.dumps(answers, ensure_ascii=False)
    (here / "answers.json").write_text(text, encoding="utf-8")
    quiz = form.Quiz()
    box = quiz.form()
    assert chosen(box, 0) == "B"
    assert [each.value for each in widgets(box, "Checkbox")[:5]] == [
        True,
        False,
        True,
        False,
        False,
    ]
    assert chosen(box, 5) == "false"
    assert [each.value for each in widgets(box, "Text")[:2]] == ["历史", ""]
    assert (here / "answers.json").read_text(encoding="utf-8") == text
    assert "已恢复" in status(quiz)
    choose(box, 0, "C")
    assert saved(here) == {**answers, "C3-006": "C"}


def test_the_language_changes_texts_and_no_answer(form, here):
    quiz = form.Quiz()
    box = quiz.form()
    radio = choices(box)[0].children[0]
    choose(box, 0, "B")
    before = (here / "answers.json").read_bytes()
    widgets(box, "ToggleButtons")[0].value = "en"
    assert radio.options[0][0].startswith("A. early")
    assert chosen(box, 0) == "B"
    assert "saved" in status(quiz)
    assert (here / "answers.json").read_bytes() == before
    widgets(box, "ToggleButtons")[0].value = "zh"
    assert radio.options[0][0].startswith("A. 早期")


@pytest.mark.parametrize("text", ["{broken", "[1, 2]", '"text"', "", "\ufeff{}", "[" * 100_000])
def test_a_corrupt_file_is_kept_and_said(form, here, text):
    (here / "answers.json").write_text(text, encoding="utf-8")
    quiz = form.Quiz()
    assert quiz.answers == {}
    (copy,) = here.glob("answers-corrupt-*.json")
    assert copy.read_text(encoding="utf-8") == text
    box = quiz.form()
    assert copy.name in status(quiz)
    choose(box, 0, "A")
    assert saved(here) == {"C3-006": "A"}
    assert copy.read_text(encoding="utf-8") == text


def test_a_file_that_is_not_utf8_is_kept_too(form, here):
    (here / "answers.json").write_bytes("{'客户'}".encode("gbk"))
    assert form.Quiz().answers == {}
    assert len(list(here.glob("answers-corrupt-*.json"))) == 1


def test_two_corrupt_files_in_one_second_do_not_overwrite_each_other(form, here):
    for text in ("{one", "{two"):
        (here / "answers.json").write_text(text)
        form.Quiz()
    kept = sorted(file.read_text() for file in here.glob("answers-corrupt-*.json"))
    assert kept == ["{one", "{two"]


def test_a_file_that_becomes_corrupt_while_the_form_is_open_costs_nothing(form, here):
    quiz = form.Quiz()
    box = quiz.form()
    choose(box, 0, "B")
    (here / "answers.json").write_text("{oops")
    choose(box, 1, "D")
    assert saved(here) == {"C3-006": "B", "C3-019": "D"}
    assert len(list(here.glob("answers-corrupt-*.json"))) == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"C3-006": 5},
        {"C3-006": ["B"]},
        {"C3-005": "AC"},
        {"C3-005": [["A"]]},
        {"C3-003": "yes"},
        {"C3-023": [1, 2]},
        {"C3-023": "历史"},
        {"C3-035": {"a": 1}},
    ],
)
def test_a_stored_answer_of_the_wrong_kind_stays_until_it_is_answered(form, here, odd):
    (here / "answers.json").write_text(json.dumps(odd))
    quiz = form.Quiz()
    box = quiz.form()
    assert saved(here) == odd
    assert any("无法识别" in each.value for each in widgets(box, "HTML"))


def test_two_open_forms_do_not_undo_each_other(form, here):
    first, second = form.Quiz(), form.Quiz()
    one, two = first.form(), second.form()
    choose(one, 0, "B")
    choose(two, 1, "D")
    choose(one, 2, "C")
    assert saved(here) == {"C3-006": "B", "C3-019": "D", "C3-021": "C"}


def test_a_failed_save_is_said_and_leaves_the_file_whole(form, here, monkeypatch):
    quiz = form.Quiz()
    box = quiz.form()
    choose(box, 0, "B")
    before = (here / "answers.json").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        choose(box, 1, "D")
    assert "没有保存" in status(quiz)
    assert (here / "answers.json").read_bytes() == before
    assert not list(here.glob("*.tmp"))
    choose(box, 2, "C")
    assert saved(here) == {"C3-006": "B", "C3-019": "D", "C3-021": "C"}
