"""Cases: their questions are put, exported, queued and marked one by one; their numbers hold."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import nbformat
import pandas as pd
import pytest
from pydantic import ValidationError

from crm_models import association, rfm
from crm_models.retention import churn
from crm_models.satisfaction import word_of_mouth
from crm_models.text import Text
from question_bank import linting, notebook, papers
from question_bank.exports import neutral, run
from question_bank.imports.assemble import Settings
from question_bank.imports.run import read
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.queue import folder
from question_bank.regrade.comparing import compare
from question_bank.rendering import plain
from question_bank.responses.collect import collect
from question_bank.responses.marking import marked
from question_bank.types.case import Case

BANK = load()
CASES = [item for item in BANK if item.type == "case"]
CASE = BANK["CASE-003"]
SHEET = papers.Paper(
    title=Text("卷", "paper"),
    items=(papers.Entry(item="C3-022", points=8), papers.Entry(item="CASE-003", points=60)),
)
PAPER = papers.freeze(SHEET, BANK)
ASKED = papers.questions(PAPER, BANK)
NAMES = ["CASE-003-1", "CASE-003-2", "CASE-003-3", "CASE-003-4"]


def test_the_three_cases_are_there():
    assert {row for case in CASES for row in case.source if row[0] == "D"} == {
        "D-01",
        "D-02",
        "D-03",
    }


def test_a_paper_asks_the_questions_of_a_case_one_by_one():
    assert [each.item.id for each in ASKED] == ["C3-022", *NAMES]
    assert [each.number for each in ASKED] == [1, 2, 3, 4, 5]
    assert [each.points for each in ASKED[1:]] == [14, 18, 14, 14]
    assert len({each.digest for each in ASKED}) == 5
    assert [entry.item for entry in PAPER.items] == ["C3-022", "CASE-003"]


def test_points_follow_weights_and_add_up():
    for out_of in (Fraction(30), Fraction(7), Fraction(1, 3)):
        assert sum(points for _, points in CASE.parts(out_of)) == out_of
    weights = [question.weight for question in CASE.questions]
    shares = [points for _, points in CASE.parts(Fraction(30))]
    assert shares == [30 * Fraction(w) / Fraction(sum(weights)) for w in weights]
    assert BANK["C3-022"].parts(Fraction(5)) == ((BANK["C3-022"], 5),)


def test_a_question_of_a_case_is_found_by_its_id():
    part = BANK["CASE-003-2"]
    assert part.model == CASE.questions[1].model
    assert part.stem.zh.startswith(CASE.stem.zh)
    assert CASE.questions[1].stem.zh in part.stem.zh
    assert [item.id for item in BANK.only(["CASE-003-2", "CASE-003"])] == ["CASE-003"]
    for wrong in ("CASE-003-5", "CASE-003-0", "C3-022-1", "CASE-1"):
        with pytest.raises(BankError, match="no such item"):
            BANK[wrong]


def test_a_paper_may_ask_one_question_of_a_case_but_none_twice():
    one = papers.Entry(item="CASE-003-2", points=9)
    alone = papers.freeze(papers.Paper(title=SHEET.title, items=(one,)), BANK)
    (question,) = papers.questions(alone, BANK)
    assert (question.item.id, question.points) == ("CASE-003-2", 9)
    with pytest.raises(BankError, match="twice"):
        papers.questions(papers.Paper(title=SHEET.title, items=(*SHEET.items, one)), BANK)


def test_a_changed_key_point_is_noticed_and_a_better_hint_is_not():
    def changed(**update):
        first, *others = CASE.questions
        point = first.rubric[0].model_copy(update=update)
        question = first.model_copy(update={"rubric": (point, *first.rubric[1:])})
        return CASE.model_copy(update={"questions": (question, *others)})

    assert papers.digest(changed(hints=("x",))) == papers.digest(CASE)
    assert papers.digest(changed(weight=9.0)) != papers.digest(CASE)


def test_no_machine_marks_a_case():
    for answer, reason in (
        (None, "Not answered."),
        ("", "Not answered."),
        (["", " ", ""], "Not answered."),
        (["7.1", ""], "Waits for a person to mark it."),
        (CASE.key_response(), "Waits for a person to mark it."),
    ):
        result = CASE.mark(answer, out_of=Fraction(30))
        assert (result.points, result.reason.en) == (0, reason)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("case")
    paper = out / "quiz-case"
    paper.mkdir()
    (paper / papers.FILE).write_text(papers.dump(PAPER), encoding="utf-8")
    return notebook.build(paper, out / "made")


def test_each_question_has_its_own_cell_and_the_text_stands_once(built):
    cells = nbformat.read(built, as_version=4).cells
    graded = [c.metadata.nbgrader for c in cells if c.metadata.nbgrader.grade]
    assert [(c.grade_id, c.points) for c in graded] == [
        (each.item.id, float(each.points)) for each in ASKED
    ]
    assert all(c.solution and not c.locked for c in graded)
    told = [c for c in cells if CASE.stem.zh in c.source]
    assert [c.metadata.nbgrader.grade_id for c in told] == ["CASE-003-1-question"]
    for name, question in zip(NAMES, CASE.questions, strict=True):
        by_id = {c.metadata.nbgrader.grade_id: c.source for c in cells}
        assert question.stem.zh in by_id[f"{name}-question"]
        assert question.model.zh in by_id[name]
        assert question.rubric[0].text.zh in by_id[name]
    form = json.loads((built.parent / "paper.json").read_text(encoding="utf-8"))
    stems = [question["stem"]["zh"] for question in form["questions"]]
    assert sum("A 美容会所开在" in stem for stem in stems) == 1
    text = json.dumps(form, ensure_ascii=False)
    assert not any(question.model.zh[-20:] in text for question in CASE.questions)


def test_answers_are_collected_and_queued_question_by_question(built, tmp_path):
    node = nbformat.read(built, as_version=4)
    for cell in node.cells:
        name = cell.metadata.nbgrader.grade_id
        if name in NAMES[:2]:
            cell.source = f"回答 {name}"
        elif name in NAMES:
            cell.source = ""
    place = tmp_path / "s1" / "quiz-case"
    place.mkdir(parents=True)
    nbformat.write(node, place / "quiz-case.ipynb")
    marks = {("s1", "CASE-003-1"): 10.0}
    found = {
        each.item: each for each in collect(tmp_path, "quiz-case", ASKED, by_hand=marks).responses
    }
    assert found["CASE-003-1"].points == 10
    assert (found["CASE-003-2"].response, found["CASE-003-2"].points) == ("回答 CASE-003-2", None)
    assert found["CASE-003-3"].points == 0  # left blank
    rows = folder.make(tmp_path / "q", list(found.values()), PAPER, BANK, ["a"], again=True)
    assert {"CASE-003-1.a.csv": 1, "CASE-003-2.a.csv": 1}.items() <= rows.items()
    assert "CASE-003-3.a.csv" not in rows
    header = (tmp_path / "q" / "CASE-003-2.a.csv").read_text("utf-8-sig").splitlines()[0]
    assert header.count("point_") == len(CASE.questions[1].rubric)


def test_a_regrade_keeps_the_share_of_a_hand_mark():
    old = marked(ASKED[1], "s", "回答")
    given = replace(old, points=7.0, by="t")
    assert compare([given], PAPER, BANK).changes == ()
    doubled = SHEET.model_copy(
        update={"items": (SHEET.items[0], papers.Entry(item="CASE-003", points=120))}
    )
    (change,) = compare([given], papers.freeze(doubled, BANK), BANK).changes
    assert (change.new.points, change.new.out_of) == (14.0, 28.0)


@pytest.mark.parametrize(
    ("name", "suffix"), [("moodle_xml", ".xml"), ("csv", ".csv"), ("markdown", None)]
)
def test_every_question_is_exported_with_the_text_and_comes_back(name, suffix, tmp_path):
    asked = list(neutral.questions(CASES, neutral.Options()))
    made = run.export(name, asked)
    count = sum(len(case.questions) for case in CASES)
    assert len(made.ledger.records) == count
    assert {record.fidelity.value for record in made.ledger.records} == {"exact"}
    (content,) = made.files.values()
    if suffix is None:
        assert content.decode().count("A 美容会所开在") == len(CASE.questions)
        return
    path = tmp_path / f"bank{suffix}"
    path.write_bytes(content)
    items = read(path, Settings(lang="zh")).items
    assert [item["type"] for item in items] == ["short_answer"] * count
    for question, back in zip(asked, items, strict=True):
        assert len(back["rubric"]) == len(question.item.rubric)


def test_formats_without_prose_drop_every_question_with_a_reason():
    ledger = run.export("aiken", neutral.questions([CASE], neutral.Options())).ledger
    assert [record.fidelity.value for record in ledger.records] == ["dropped"] * 4
    assert all(record.reasons for record in ledger.records)


def test_what_is_shown_has_the_key_only_when_asked():
    closed, opened = (plain(CASE, key=key) for key in (False, True))
    for question in CASE.questions:
        assert question.stem.zh in closed.zh
        assert question.model.zh not in closed.zh
        assert question.model.zh in opened.zh
        assert question.rubric[-1].text.en in opened.en


def test_the_rubric_lints_look_into_cases():
    first, *others = CASE.questions
    heavy = (first.rubric[0].model_copy(update={"weight": 50.0}), *first.rubric[1:])
    foreign = (first.rubric[0].model_copy(update={"hints": ("从未出现",)}), *first.rubric[1:])
    for rubric, lint in ((heavy, "rubric_points"), (foreign, "model_shows_rubric")):
        changed = first.model_copy(update={"rubric": rubric})
        case = CASE.model_copy(update={"questions": (changed, *others)})
        position = next(n for n, item in enumerate(BANK) if item.id == CASE.id)
        bank = type(BANK)((case,), (BANK.places[position],))
        (problem,) = linting.run(bank, only=[lint])
        assert problem.field.startswith("questions.0.rubric")
        assert linting.run(BANK.only([CASE.id]), only=[lint]) == []


@pytest.mark.parametrize("broken", [{"questions": []}, {"questions": "x"}, {"model": {}}])
def test_a_case_without_questions_is_no_case(broken):
    data = CASE.model_dump(mode="json")
    assert Case.model_validate(data) == CASE
    with pytest.raises(ValidationError):
        Case.model_validate({**data, **broken})


# The numbers of the model answers, computed anew from the tables of the cases.


def tables(case):
    """Return the tables of numbers in a case's text."""
    found = []
    for block in re.findall(r"(?:^\|.*\n?)+", case.stem.zh, re.MULTILINE):
        head, _, *rows = [line.strip("| \n").split(" | ") for line in block.splitlines()]
        cells = [[cell.replace(",", "") for cell in row] for row in rows]
        frame = pd.DataFrame(cells, columns=head).set_index(head[0])
        found.append(frame.astype(float))
    return found


def test_the_numbers_of_the_beauty_club():
    quarters, members = tables(CASE)
    lost = [churn.churn_rate(row["季初会员"], row["本季流失"]) for _, row in quarters.iterrows()]
    first = CASE.questions[0].model.zh
    assert all(f"= {rate:.0%}" in first for rate in lost)
    assert f"≈ {churn.expected_lifetime(lost[-1]):.1f} 个季度" in first
    for (_, one), (_, two) in pairwise(quarters.iterrows()):
        assert one["季初会员"] - one["本季流失"] + one["本季新增"] == two["季初会员"]
    table = members.rename(
        columns={
            "距上次到店（天）": "days_since_last",
            "一年到店（次）": "frequency",
            "一年消费（元）": "monetary_value",
        }
    )
    codes = rfm.binary_codes(table, cut="mean")
    second = CASE.questions[1].model.zh
    for member, code in codes.items():
        assert f"{member} {code}" in second
    for member in ("M1", "M3", "M6"):
        assert f"{member} 是{rfm.SEGMENTS[codes[member]].name.zh}" in second
    away = table.loc[table["days_since_last"] > 57, "卡内余额（元）"]
    assert f"{away.sum():,.0f} 元" in second
    assert f"{away.sum() / table['卡内余额（元）'].sum():.1%}" in second


def test_the_numbers_of_the_receipts():
    (table,) = tables(BANK["CASE-001"])
    model = BANK["CASE-001"].questions[0].model.zh
    for _, row in table.iterrows():
        one, two, both = map(int, row)
        receipts = [("a", "b")] * both + [("a",)] * (one - both) + [("b",)] * (two - both)
        receipts += [()] * (10_000 - len(receipts))
        assert f"{100 * association.support(receipts, ['a', 'b']):g}%" in model
        assert f" = {association.lift(receipts, ['a'], ['b']):g}" in model


def test_the_numbers_of_the_complaints():
    models = [question.model.zh for question in BANK["CASE-002"].questions]
    for resolved in (540, 900):
        assert f"{resolved * 4.5:,.0f} 人" in models[0]
        assert f"{(1200 - resolved) * 9.5:,.0f} 人" in models[0]
    assert f"{word_of_mouth.break_even(4.5, 9.5):.1%}" in models[0]
    kept = (900 - 540) / 3
    assert f"{kept * 260 * 3:,.0f} 元" in models[1]
    assert f"{kept * 260 * 3 - 50_000:,.0f} 元" in models[1]
