"""Files for Chinese platforms: what stands in them is what the ledger scores."""

import io
import re
import sys

import openpyxl
import pytest

from question_bank.exports import format_named, neutral, run
from question_bank.exports.ledger import Fidelity
from question_bank.exports.workbook import workbook
from question_bank.problems import BankError

NAMES = ["chaoxing", "kaoshibao", "tencent"]


def cells(content):
    rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    head = [str(cell).split("\n")[0].replace(" ", "") for cell in next(rows)]
    return [{name: cell or "" for name, cell in zip(head, row, strict=True)} for row in rows]


def of_type(export, kind):
    return [record for record in export.ledger.records if record.type == kind]


@pytest.mark.parametrize("name", NAMES)
def test_they_say_that_they_are_not_verified(name):
    note = format_named(name).note
    assert "未在真实平台上验证" in note.zh
    assert "not verified" in note.en


@pytest.mark.parametrize(
    ("name", "stem", "kind", "key"),
    [
        ("kaoshibao", "题干（必填）", "题型（必填）", "正确答案"),
        ("chaoxing", "大题题干", "题目类型", "正确答案"),
    ],
)
def test_a_workbook_holds_every_carried_question_with_its_key(name, stem, kind, key, few):
    export = run.export(name, few("zh"))
    rows = cells(export.files[f"{name}.xlsx"])
    kept = [r for r in export.ledger.records if r.fidelity is not Fidelity.DROPPED]
    assert len(rows) == len(kept) > 3
    questions = {question.id: question for question in few("zh")}
    for row, record in zip(rows, kept, strict=True):
        item = questions[record.id].item
        assert row[stem]
        if record.type == "single":
            assert (row[kind], row[key]) == ("单选题", item.key_response())
            option = ord(item.key_response()) - ord("A")
            assert row[f"选项{item.key_response()}"] == item.options[option].text.zh
        if record.type == "true_false":
            assert (row[kind], row[key]) == ("判断题", "A" if item.correct else "B")
        if record.type == "numeric":
            assert float(row[key]) == pytest.approx(item.number(item.value), rel=0.05)


def test_half_for_incomplete_answers_is_a_setting_of_chaoxing(bank):
    item = next(i for i in bank if i.type == "multiple" and len(i.key_response()) > 2)
    for rule, fits in (("cn_half", True), ("net_correct", False)):
        asked = neutral.questions([item], neutral.Options(rule=rule))
        (record,) = run.export("chaoxing", asked).ledger.records
        assert all(each.agrees for each in record.predictions) is fits
        assert record.fidelity is Fidelity.APPROXIMATE


def test_tencent_has_marks_answers_and_scores(few):
    export = run.export("tencent", few("zh"))
    text = export.files["tencent.txt"].decode()
    blocks = text.strip().split("\n\n")[1:]
    kept = [r for r in export.ledger.records if r.fidelity is not Fidelity.DROPPED]
    assert len(blocks) == len(kept)
    questions = {question.id: question for question in few("zh")}
    for block, record in zip(blocks, kept, strict=True):
        head = block.split("\n")[0]
        scores = re.search(r"\[Score: ([^]]*)\]", head)[1].split(", ")
        assert sum(map(float, scores)) == pytest.approx(float(questions[record.id].points), 1e-3)
        if record.type == "single":
            assert f"[Answer: {questions[record.id].item.key_response()}]" in head
            assert len(block.split("\n")) == 1 + len(questions[record.id].item.options)


def test_tencent_gives_part_of_the_points_under_one_rule_only(bank):
    item = next(i for i in bank if i.type == "multiple" and len(i.key_response()) > 2)
    for rule, fits in (("cn_proportional", True), ("cn_half", False)):
        asked = neutral.questions([item], neutral.Options(rule=rule))
        export = run.export("tencent", asked)
        (record,) = export.ledger.records
        assert all(each.agrees for each in record.predictions) is fits
        assert (b"[Partial]" in export.files["tencent.txt"]) is fits


def test_a_cell_is_text_even_if_it_looks_like_a_formula():
    book = openpyxl.load_workbook(io.BytesIO(workbook("s", [["=1+1", "-5"]])))
    assert [cell.data_type for cell in book["s"][1]] == ["s", "s"]
    assert workbook("s", [["a"]]) == workbook("s", [["a"]]) != workbook("s", [["b"]])


def test_without_openpyxl_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(BankError, match="crm-course"):
        workbook("s", [["a"]])
