"""Answers survive their files, and what students hand in cannot hurt the collection."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank import papers
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.responses import collect, files, marking
from question_bank.responses.formats import lines, table
from question_bank.responses.record import Response

QUIZ = Path(__file__).parents[2] / "assignments" / "quiz-c3"
BANK = load(Path(__file__).parents[2] / "question_bank" / "items" / "C3")
ASKED = papers.questions(papers.read(QUIZ), BANK)

# What a table or a ledger may trip over: separators, quotes, brackets, signs, both scripts.
TEXT = st.text(st.sampled_from("aB7甲。，；,;\"'=+-@[]{}|\\ \u200b😀"), min_size=1, max_size=12)
ANSWERS = st.none() | st.booleans() | TEXT | st.lists(TEXT, min_size=1, max_size=3)


@st.composite
def responses(draw):
    out_of = draw(st.integers(1, 20))
    return Response(
        student=draw(TEXT.filter(lambda s: not s.startswith(tuple('=+-@"[{')))),
        item="C3-001",
        out_of=float(out_of),
        points=draw(st.none() | st.integers(0, out_of).map(float)),
        response=draw(ANSWERS),
        version=draw(st.none() | st.integers(1, 5)),
        seed=draw(st.none() | st.integers(0, 5)),
        rule=draw(st.none() | st.just("cn_half") | st.just({"name": "cn_fixed", "each": "1/2"})),
    )


@pytest.mark.parametrize("form", [table, lines], ids=["csv", "jsonl"])
def test_what_is_written_is_read_back(form):
    @settings(deadline=None)
    @given(responses())
    def holds(each):
        text = form.write([each]).removeprefix("\ufeff")
        (back,) = form.read(text, "file")
        # Rows of a spreadsheet say "" for "no answer".
        assert back == each

    holds()


def test_a_formula_is_no_formula_in_the_table():
    each = Response(student="s", item="C3-001", out_of=1.0, response="=1+1")
    assert ',"""=1+1""",' in table.write([each])


def test_the_newest_revision_counts():
    old = Response("s", "C3-001", 2.0, 0.0)
    new = Response("s", "C3-001", 2.0, 2.0, revision=1, why="key")
    assert lines.read(lines.write([old, new]), "f") == [new]
    assert lines.read_all(lines.write([old, new]), "f") == [old, new]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("student,item,out_of\ns,C3-001,x\n", "out_of"),
        ("student,item,out_of,points\ns,C3-001,2,3\n", "points"),
        ("student,item,out_of\ns,,2\n", "item"),
        ("student,item,out_of,colour\ns,C3-001,2,red\n", "colour"),
        ("student,item,out_of,response\ns,C3-001,2,[1\n", "JSON"),
        ("student,item,out_of\ns,C3-001,2\ns,C3-001,2\n", "twice"),
        ("student,item,out_of\n", "no answers"),
        ("a,b\n1,2\n", "no known format"),
    ],
)
def test_a_bad_file_is_told_in_one_line(tmp_path, text, word):
    file = tmp_path / "x.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as error:
        files.read(file)
    assert word in error.value.of("en")
    assert "\n" not in error.value.of("zh")


def test_moodle_grades(tmp_path):
    file = tmp_path / "grades.csv"
    file.write_text(
        '"Last name","First name","Email address",State,"Grade/10.00","Q. 1 /4.00","Q. 2 /6.00"\n'
        "Li,An,an@students.example,Finished,7.00,4.00,3.00\n"
        "Wu,Bo,bo@students.example,Finished,0.00,-,Requires grading\n"
        "Overall average,,,,3.5,4.00,3.00\n",
        encoding="utf-8",
    )
    found = files.read(file)
    assert [(r.student, r.item, r.points, r.out_of) for r in found] == [
        ("an@students.example", "Q1", 4.0, 4.0),
        ("an@students.example", "Q2", 3.0, 6.0),
        ("bo@students.example", "Q1", 0.0, 4.0),
        ("bo@students.example", "Q2", None, 6.0),
    ]


def test_moodle_responses_become_letters_and_marks(tmp_path):
    first = ASKED[0].item
    right = next(o.text.zh for o in first.options if o.correct)
    wrong = next(o.text.en for o in first.options if not o.correct)
    file = tmp_path / "responses.csv"
    file.write_text(
        f'"Email address","Response 1"\nan@students.example,"{right}"\n'
        f'bo@students.example,"{wrong}"\ncy@students.example,-\n',
        encoding="utf-8",
    )
    found = marking.with_paper(files.read(file), ASKED)
    assert [r.item for r in found] == [first.id] * 3
    assert [r.points for r in found] == [found[0].out_of, 0.0, 0.0]
    with pytest.raises(BankError):
        marking.with_paper([Response("s", "Q99", 1.0)], ASKED)


def hand_in(root, student, answers, prose=None):
    folder = root / student / "quiz-c3"
    folder.mkdir(parents=True)
    if answers is not None:
        text = answers if isinstance(answers, str) else json.dumps(answers)
        (folder / "answers.json").write_text(text, encoding="utf-8")
    if prose is not None:
        cell = {"source": [prose], "metadata": {"nbgrader": {"grade_id": "C3-022"}}}
        (folder / "quiz-c3.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    return folder


def test_a_class_is_collected_with_its_prose(tmp_path):
    key = papers.key_answers(ASKED)
    hand_in(tmp_path, "s1", key, "客户让渡价值是总价值减去总成本。")
    hand_in(tmp_path, "s2", None, "在这里作答 | YOUR ANSWER HERE")
    found = collect.collect(tmp_path, "quiz-c3", ASKED, by_hand={("s1", "C3-022"): 6.0})
    assert found.problems == ()
    total = {s: sum(r.points for r in found.responses if r.student == s) for s in ("s1", "s2")}
    assert total == {"s1": 98.0, "s2": 0.0}
    one = next(r for r in found.responses if r.key == ("s1", "C3-022"))
    assert (one.by, one.response) == ("gradebook", "客户让渡价值是总价值减去总成本。")
    assert all(r.rule_digest for r in found.responses if r.rule)


def test_prose_without_a_mark_stays_open(tmp_path):
    hand_in(tmp_path, "s1", {}, "一段回答")
    found = collect.collect(tmp_path, "quiz-c3", ASKED)
    assert [r.item for r in found.responses if r.points is None] == ["C3-022"]


def test_hostile_folders_are_told_and_cost_nobody_else(tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text('{"C3-006": "B"}')
    root = tmp_path / "submitted"
    hand_in(root, "s1", papers.key_answers(ASKED))
    hand_in(root, "s2", "[1, 2")
    hand_in(root, "s3", "[" * 100_000)
    (hand_in(root, "s4", None) / "answers.json").symlink_to(secret)
    (root / "s5").mkdir()
    (root / "s5" / "quiz-c3").symlink_to(root / "s1" / "quiz-c3")
    hand_in(root, "s6", '["a list"]')
    hand_in(root, "s7", '{"C3-006": "\\ud800B", "C3-019": ["' + "x" * 50_000 + '"]}')
    found = collect.collect(root, "quiz-c3", ASKED)
    assert {r.student for r in found.responses} == {"s1", "s7"}
    odd = {r.item: r for r in found.responses if r.student == "s7"}
    assert odd["C3-006"].response == "?B"
    assert len(odd["C3-019"].response) == 20_000
    files.write(tmp_path / "all.jsonl", found.responses)
    assert {p.file for p in found.problems} == {f"{s}/quiz-c3" for s in ("s2", "s3", "s4", "s6")}
    with pytest.raises(BankError):
        collect.collect(root, "quiz-none", ASKED)


def test_writing_is_all_or_nothing(tmp_path):
    file = tmp_path / "a.jsonl"
    files.write(file, [Response("s", "C3-001", 1.0, 1.0)])
    before = file.read_bytes()
    with pytest.raises(TypeError):
        files.write(file, [Response("s", "C3-001", 1.0, response={1, 2})])
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]
