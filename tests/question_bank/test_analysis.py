"""What an analysis tells the teacher, and what goes back into the bank."""

from pathlib import Path

import numpy as np
import pytest

from question_bank import papers
from question_bank.analysis import (
    choices,
    drawing,
    write_back,
)
from question_bank.analysis.report import analyse
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.responses.marking import marked
from question_bank.responses.record import Response

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
BANK = load(Path(__file__).parents[2] / "question_bank" / "items" / "C3")
ASKED = papers.questions(papers.read(ROOT / "assignments" / "quiz-c3"), BANK)
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the published data are not here")


def question(name):
    return next(each for each in ASKED if each.item.id == name)


def a_class(answers):
    """Twenty people; each question's answers cycle through a list."""
    return [
        marked(question(name), f"s{n:02}", given_[n % len(given_)])
        for name, given_ in answers.items()
        for n in range(20)
    ]


def test_distractors_with_their_misconceptions():
    key = papers.key_answers(ASKED)
    wrong = dict(question("C3-035").item.wrong_responses())
    number, mistake = next(iter(wrong.items()))
    responses = a_class(
        {
            "C3-006": ["B", "A", "B", ""],
            "C3-005": [["A", "C", "E"], ["A", "B"]],
            "C3-035": [key["C3-035"], number, "no number", "12345"],
        }
    )
    found = analyse(responses, BANK)
    rows = {(c.item, c.label): c for c in found.choices}
    assert rows["C3-006", "B"].right
    assert rows["C3-006", "B"].share == 0.5
    assert rows["C3-006", choices.BLANK].count == 5
    assert rows["C3-005", "A"].share == 1
    assert rows["C3-005", "B"].share == 0.5
    assert rows["C3-035", mistake].mistake == mistake
    assert rows["C3-035", mistake].count == 5
    assert rows["C3-035", choices.OTHER].count == 10
    (shown,) = [each for each in found.mistakes if each.name == mistake]
    assert (shown.people, shown.answers, shown.items) == (5, 5, ("C3-035",))
    assert shown.message.en != mistake  # the registry's own words
    assert not any(c.count == 0 and c.label == choices.OTHER for c in found.choices)


def test_two_letters_are_no_answer_to_a_single_choice():
    assert choices.labels(question("C3-006").item, "AB") == (choices.UNREADABLE,)
    assert choices.labels(question("C3-005").item, "AB") == ("A", "B")


def test_answers_to_another_version_are_not_mixed_in():
    responses = [
        Response(**{**r.to_dict(), "version": 99}) for r in a_class({"C3-006": ["B", "A"]})
    ] + a_class({"C3-019": ["D", "A"]})
    assert {c.item for c in analyse(responses, BANK).choices} == {"C3-019"}


def test_a_wrong_key_is_called_out():
    rng = np.random.default_rng(3)
    ability = rng.normal(size=60)
    points = (ability[:, None] + rng.normal(size=(60, 8)) > 0) * 1.0
    points[:, 0] = 1 - points[:, 0]
    responses = [Response(f"s{i}", f"Q{j}", 1.0, points[i, j]) for i in range(60) for j in range(8)]
    told = {(p.item, p.code) for p in analyse(responses).findings}
    assert told == {("Q0", "negative")}


def test_a_small_class_is_not_blamed():
    rng = np.random.default_rng(3)
    points = (rng.normal(size=(6, 5)) > 0) * 1.0
    responses = [Response(f"s{i}", f"Q{j}", 1.0, points[i, j]) for i in range(6) for j in range(5)]
    assert not [p for p in analyse(responses).findings if p.code == "negative"]


def test_idle_and_attractive_distractors():
    people = 40
    good = [n >= 20 for n in range(people)]
    responses = [
        marked(question("C3-006"), f"s{n}", "A" if good[n] else "B") for n in range(people)
    ] + [Response(f"s{n}", f"Q{k}", 9.0, 9.0 * good[n]) for n in range(people) for k in range(3)]
    told = {(p.code, p.text.en[11:12]) for p in analyse(responses, BANK).findings}
    assert {("attractive", "A"), ("idle", "C"), ("idle", "D")} <= told


def test_unmarked_answers_leave_their_question_out():
    responses = [Response(f"s{n}", q, 1.0, n % 2) for n in range(4) for q in ("Q1", "Q2")]
    responses += [Response(f"s{n}", "Q3", 1.0, None if n == 2 else 1.0) for n in range(4)]
    found = analyse(responses)
    assert found.scores.questions == ("Q1", "Q2")
    assert [p.item for p in found.findings if p.code == "analysis"] == ["Q3"]
    with pytest.raises(BankError):
        analyse(responses[:1])


def test_versions_and_variants_are_told_apart():
    responses = [
        Response(f"s{n}", "Q1", 1.0, float(n < 5), version=1, seed=n % 2) for n in range(10)
    ]
    responses += [Response(f"s{n}", "Q2", 1.0, 1.0) for n in range(10)]
    parts = analyse(responses).splits
    assert [(s.item, s.seed, s.count, s.facility) for s in parts] == [
        ("Q1", 0, 5, 0.6),
        ("Q1", 1, 5, 0.4),
    ]


@pytest.fixture
def own_bank(tmp_path):
    source = ROOT / "question_bank" / "items" / "C3" / "1_life_cycle.yaml"
    file = tmp_path / "C3.yaml"
    file.write_text(source.read_text(encoding="utf-8"), encoding="utf-8", newline="\r\n")
    return file


def test_write_back_changes_one_number_and_nothing_else(own_bank):
    bank = load(own_bank, cache=False)
    old = bank["C3-006"]
    responses = [Response(f"s{n}", "C3-006", 4.0, 0.0, version=1) for n in range(30)]
    proposed = write_back.changes(responses, bank)
    (change,) = proposed
    assert change.new == round((20 * old.difficulty + 30) / 50, 2)
    before = own_bank.read_bytes()
    patch = write_back.patch(proposed, bank)
    assert own_bank.read_bytes() == before  # a patch is a proposal
    rows = [r for r in patch.diff().splitlines() if r[:1] in "+-" and r[:3] not in ("+++", "---")]
    assert rows == [f"-  difficulty: {old.difficulty:g}", f"+  difficulty: {change.new:g}"]
    patch.write()
    after = load(own_bank, cache=False)
    assert after["C3-006"].difficulty == change.new
    assert papers.digest(after["C3-006"]) == papers.digest(old)
    changed = sum(
        a != b for a, b in zip(before.splitlines(), own_bank.read_bytes().splitlines(), strict=True)
    )
    assert changed == 1


@pytest.mark.parametrize(
    "answers",
    [
        [Response(f"s{n}", "C3-006", 4.0, 0.0, version=1) for n in range(9)],
        [Response(f"s{n}", "C3-006", 4.0, 0.0, version=77) for n in range(30)],
        [Response(f"s{n}", "C3-006", 4.0, None, version=1) for n in range(30)],
        [Response(f"s{n}", "Z9-006", 4.0, 0.0, version=1) for n in range(30)],
    ],
    ids=["too few", "another version", "unmarked", "unknown"],
)
def test_write_back_wants_evidence(answers):
    assert write_back.changes(answers, BANK) == []


def test_figures_are_drawn_in_chinese_without_missing_glyphs(tmp_path):
    rng = np.random.default_rng(2)
    letters = ["B" if x > 0 else "AC"[n % 2] for n, x in enumerate(rng.normal(size=20))]
    found = analyse(a_class({"C3-006": letters, "C3-019": ["D", "D", "A"]}), BANK)
    # A missing glyph is a warning, and a warning is an error here.
    drawn = drawing.save(found, tmp_path, "zh")
    assert {file.name for file in drawn} == {"questions.svg", "totals.svg", "distractors-1.svg"}
    assert all(file.stat().st_size > 2000 for file in drawn)
