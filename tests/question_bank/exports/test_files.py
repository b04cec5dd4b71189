"""The files: the same bytes for the same input, whole, and safe to open."""

import csv
import io
import re
import zipfile

import pytest

from question_bank import exports
from question_bank.exports import run
from question_bank.exports.archive import zipped
from question_bank.exports.moodle_scoring import PERCENTS
from question_bank.imports.xml_tree import parse


@pytest.mark.parametrize("name", exports.names())
@pytest.mark.parametrize("lang", ["zh", "both"])
def test_the_same_input_gives_the_same_bytes(name, lang, few):
    first = run.export(name, few(lang), lang=lang)
    again = run.export(name, few(lang), lang=lang)
    assert first.files == again.files
    assert first.ledger.to_dict() == again.ledger.to_dict()
    other = run.export(name, few(lang)[:-1], lang=lang)
    assert other.files != first.files


def test_a_zip_has_no_clock_and_no_machine():
    with zipfile.ZipFile(io.BytesIO(zipped({"a": b"1", "b": b"2"}))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [entry.filename for entry in packed.infolist()] == ["a", "b"]


@pytest.mark.parametrize("name", exports.names())
def test_every_question_is_in_the_ledger_once(name, few):
    ledger = run.export(name, few("zh")).ledger
    ids = [record.id for record in ledger.records]
    assert ids == [question.id for question in few("zh")]
    assert sum(ledger.counts().values()) == len(ids)


def test_variants_share_a_category_and_have_names_of_their_own(few):
    content = run.export("moodle_xml", few("zh")).files["questions.xml"]
    names = [q.value("idnumber") for q in parse(content).all("question")]
    names = [name for name in names if name]
    assert len(set(names)) == len(names)
    numeric = next(q.item.id for q in few("zh") if q.item.type == "numeric")
    assert f"/{numeric}]]>" in content.decode()
    assert {f"{numeric}-s1", f"{numeric}-s2", f"{numeric}-s3"} <= set(names)


def test_moodle_gets_fractions_from_its_list_only(exported):
    root = parse(exported("moodle_xml", "zh").files["questions.xml"])
    found = {
        a.attributes["fraction"].lstrip("-") for q in root.all("question") for a in q.all("answer")
    }
    assert found <= set(PERCENTS)
    assert "33.33" not in found


def test_every_text_for_moodle_is_in_cdata(exported):
    content = exported("moodle_xml", "zh").files["questions.xml"].decode()
    assert "<text>" in content
    assert not re.search(r"<text>(?!<!\[CDATA\[)", content)


def test_tables_arrive_as_tables(exported):
    content = exported("moodle_xml", "zh").files["questions.xml"].decode()
    assert "<table>" in content
    assert "|---" not in content


def test_gift_has_no_blank_line_inside_a_question(exported):
    content = exported("gift", "zh").files["questions.gift"].decode()
    for block in content.strip().split("\n\n"):
        assert block.startswith(("//", "$CATEGORY:")), block[:80]


def test_aiken_labels_are_ascii(few):
    content = run.export("aiken", few("zh")).files["questions.txt"].decode()
    assert re.findall(r"^ANSWER: [A-Z]$", content, re.MULTILINE)
    assert not re.search(r"^[A-Z][、．]", content, re.MULTILINE)


def test_a_cell_is_never_a_formula(few):
    content = run.export("csv", few("both"), lang="both").files["questions.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[=+@\t]", cell), cell
        assert not cell.startswith("-") or float(cell) < 0


def test_the_language_is_the_one_asked_for(few):
    chinese = run.export("markdown", few("zh"), lang="zh").files["questions.md"].decode()
    english = run.export("markdown", few("en"), lang="en").files["questions.md"].decode()
    stem = few("zh")[4].item.stem
    assert stem.zh in chinese
    assert stem.en not in chinese
    assert stem.en in english
    assert stem.zh not in english
