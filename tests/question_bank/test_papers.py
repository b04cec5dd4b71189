"""Frozen papers stay what they were, or say what changed."""

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from crm_models.text import Text
from question_bank import papers
from question_bank.bank import Bank
from question_bank.loading import load
from question_bank.problems import BankError

QUIZ = Path(__file__).parents[2] / "assignments" / "quiz-c3"
BANK = load()


def asked():
    return papers.questions(papers.read(QUIZ), BANK)


def with_item(item_id, **changes):
    items = tuple(item.model_copy(update=changes) if item.id == item_id else item for item in BANK)
    return Bank(items, BANK.places)


def sheet(*entries):
    return papers.Paper(title=Text("卷", "paper"), items=entries)


def test_the_quiz_is_frozen_and_has_a_hundred_points():
    assert papers.frozen(papers.read(QUIZ))
    questions = asked()
    assert 12 <= len(questions) <= 16
    assert sum(each.points for each in questions) == 100
    assert any(each.item.by_hand for each in questions)


def test_a_perfect_student_earns_all_machine_marked_points():
    questions = asked()
    answers = papers.key_answers(questions)
    for each in questions:
        if not each.item.by_hand:
            result = each.item.mark(answers[each.item.id], out_of=each.points, rule=each.rule)
            assert result.points == each.points


@pytest.mark.parametrize(
    "file", sorted((QUIZ / "fixtures").glob("*.yaml")), ids=lambda file: file.stem
)
def test_the_scripted_students_get_their_marks(file):
    student = yaml.safe_load(file.read_text(encoding="utf-8"))
    questions = asked()
    key = papers.key_answers(questions) if student["base"] == "key" else {}
    answers = {**key, **student.get("answers", {})}
    for each in questions:
        if each.item.by_hand:
            continue
        result = each.item.mark(answers.get(each.item.id), out_of=each.points, rule=each.rule)
        assert float(result.points) == student["expect"][each.item.id], each.item.id
        if each.item.id in student.get("misconceptions", {}):
            assert result.mistake == student["misconceptions"][each.item.id]
    assert student["total"] == sum(student["expect"].values())


def test_freezing_pins_everything_and_twice_is_once():
    once = papers.freeze(sheet(papers.Entry(item="C3-005"), papers.Entry(item="C3-037")), BANK)
    assert papers.frozen(once)
    assert once.items[0].rule == "all_or_nothing"
    assert papers.freeze(once, BANK) == once


def test_what_is_written_is_read_again(tmp_path):
    rule = {"name": "cn_half", "step": "1/2"}
    once = papers.freeze(sheet(papers.Entry(item="C3-005", rule=rule, points=2.5)), BANK)
    (tmp_path / papers.FILE).write_text(papers.dump(once), encoding="utf-8")
    again = papers.read(tmp_path)
    assert again == once
    (question,) = papers.questions(again, BANK)
    assert question.points == Fraction(5, 2)
    assert question.rule.step == Fraction(1, 2)


def test_a_new_version_of_an_item_is_noticed():
    with pytest.raises(BankError, match="version"):
        papers.questions(papers.read(QUIZ), with_item("C3-006", version=2))


def test_a_silent_change_of_the_key_is_noticed():
    options = BANK["C3-006"].options
    moved = (options[0].model_copy(update={"correct": True}), *options[2:])
    with pytest.raises(BankError, match="digest"):
        papers.questions(papers.read(QUIZ), with_item("C3-006", options=moved))


def test_a_better_explanation_is_no_change():
    better = Text("更好的解释", "a better explanation")
    changed = with_item("C3-003", if_true=better, difficulty=0.9, status="retired")
    assert papers.questions(papers.read(QUIZ), changed)


def test_another_seed_is_another_question():
    digests = {
        papers.question(papers.Entry(item="C3-037", seed=seed), BANK).digest for seed in range(5)
    }
    assert len(digests) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: {zh: a, en: b}\nitems: []\n", "at least 1"),
        ("title: {zh: a, en: b}\nitems:\n  - {item: C3-001, points: -1}\n", "greater than 0"),
        ("title: a\nitems:\n  - {item: C3-001}\n", "zh"),
        ("title: {zh: a, en: b}\n", "missing"),
        ("[", "YAML"),
    ],
)
def test_a_paper_that_does_not_fit_is_told_where(tmp_path, text, words):
    (tmp_path / papers.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as caught:
        papers.read(tmp_path)
    problem = caught.value.problems[0]
    assert words in problem.text.en
    assert problem.line > 0


def test_a_missing_paper_an_unknown_item_and_a_repeated_one(tmp_path):
    with pytest.raises(BankError, match=r"paper\.yaml"):
        papers.read(tmp_path)
    with pytest.raises(BankError, match="C3-999"):
        papers.questions(sheet(papers.Entry(item="C3-999")), BANK)
    with pytest.raises(BankError, match="twice"):
        papers.questions(sheet(papers.Entry(item="C3-001"), papers.Entry(item="C3-001")), BANK)
