"""Readers on files that are odd, wrong or hostile."""

import csv
import io

import openpyxl
import pytest

from question_bank.exports import neutral, run
from question_bank.imports.assemble import Settings
from question_bank.imports.run import read
from question_bank.problems import BankError


def moodle(body, kind="multichoice", more=""):
    return (
        f'<quiz><question type="{kind}"><questiontext format="html"><text>客户是谁？</text>'
        f"</questiontext>{more}{body}</question></quiz>"
    )


def answer(fraction, text, more=""):
    return f'<answer fraction="{fraction}"><text>{text}</text>{more}</answer>'


@pytest.fixture
def imported(tmp_path):
    def go(text, suffix=".xml"):
        path = tmp_path / f"file{suffix}"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        made = read(path, Settings())
        return made.items, {p.code for p in made.problems} - {"translation"}

    return go


TWO = answer(100, "甲") + answer(0, "乙")


@pytest.mark.parametrize(
    ("text", "count", "codes"),
    [
        (moodle("<single>true</single>" + TWO), 1, set()),
        (moodle("<single>true</single>" + answer(90, "甲") + answer(0, "乙")), 0, {"key"}),
        (moodle("<single>true</single>" + answer(100, "甲") + answer(50, "乙")), 1, {"partial"}),
        (moodle("<single>false</single>" + answer(50, "甲") + answer(30, "乙")), 1, {"fractions"}),
        (
            moodle("<single>false</single>" + answer(66.6, "甲") + answer(33.4, "乙")),
            1,
            {"fraction"},
        ),
        (moodle("<single>false</single>" + answer(0, "甲") + answer(-50, "乙")), 0, {"key"}),
        (moodle(answer(100, "true") + answer(0, "false"), "truefalse"), 1, set()),
        (moodle(answer(100, "对") + answer(0, "错"), "truefalse"), 0, {"key"}),
        (moodle(answer(100, "买*") + answer(100, "客户"), "shortanswer"), 1, {"wildcard"}),
        (moodle(answer(50, "客户"), "shortanswer"), 0, {"partial", "key"}),
        (moodle(answer(100, "abc"), "numerical"), 0, {"number"}),
        (moodle(answer(100, "nan"), "numerical"), 0, {"number"}),
        (moodle(answer(100, "3"), "numerical"), 1, {"tolerance"}),
        (moodle("<defaultgrade>viele</defaultgrade>" + TWO), 1, set()),
        (moodle("", "matching"), 0, {"type"}),
        (moodle("", "description"), 0, {"description"}),
        (moodle("", "essay"), 1, {"model", "rubric"}),
        ("// 说明文字\n没有花括号", 0, {"description"}),
    ],
)
def test_moodle_oddities(text, count, codes, imported):
    items, found = imported(text, ".gift" if text.startswith("//") else ".xml")
    assert len(items) == count
    assert found == codes


def test_images_are_told(imported):
    text = moodle("<single>true</single>" + TWO).replace("客户是谁？", "&lt;img src='x'/&gt;谁？")
    items, found = imported(text)
    assert len(items) == 1
    assert found == {"media"}


@pytest.mark.parametrize(
    ("text", "count", "codes"),
    [
        ("客户是谁？{=甲 ~乙}", 1, set()),
        ("::名::[html]<p>客户是谁？</p>{=甲#对 ~乙#错}", 1, set()),
        ("客户是一种____。{=资源 =resource}", 1, set()),
        ("客户是人。{T}", 1, set()),
        ("客户是人。{对}", 0, {"key"}),
        ("[多选]客户是谁？{=甲 ~乙}", 1, {"prefix"}),
        ("题干中间\n\n有空行{=甲 ~乙}", 1, {"description"}),
        ("配对{=甲 -> 乙 =丙 -> 丁}", 0, {"type"}),
        ("多少？{#25:0.5}", 1, set()),
        ("多少？{#20..30}", 1, set()),
        ("多少？{#廿五}", 0, {"number"}),
        ("论述{}", 1, {"model", "rubric"}),
        ("括号不成对{=甲 ~乙", 0, {"braces"}),
        ("哪些？{~%50%甲 ~%50%乙 ~%-100%丙}", 1, set()),
        ("哪些？{~%50%甲 ~%30%乙 ~%-100%丙}", 1, {"fractions"}),
    ],
)
def test_gift_oddities(text, count, codes, imported):
    items, found = imported(text, ".gift")
    assert len(items) == count
    assert found == codes


def test_a_range_is_a_number_with_its_tolerance(imported):
    (item,), _ = imported("多少？{#20..30}", ".gift")
    assert (item["value"], item["tolerance"]) == (25, {"abs": 5})


HOSTILE = {
    "entity": '<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>',
    "file": '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>',
    "laughs": '<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>',
    "network": '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>',
    "deep": "<quiz>" + "<a>" * 500 + "</a>" * 500 + "</quiz>",
    "torn": "<quiz><question>",
    "other": "<html/>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_in_one_line(name, tmp_path):
    path = tmp_path / "x.xml"
    path.write_text(HOSTILE[name])
    with pytest.raises(BankError) as caught:
        read(path, Settings())
    (problem,) = caught.value.problems
    assert "\n" not in problem.text.zh
    assert problem.text.zh != problem.text.en
    assert "root:" not in problem.of("en")


@pytest.fixture(scope="module")
def table(bank):
    kinds = ("single", "multiple", "true_false", "fill_in", "numeric", "term")
    items = [next(item for item in bank if item.type == kind) for kind in kinds]
    asked = list(neutral.questions(items, neutral.Options("both", rule="net_correct")))
    content = run.export("csv", asked, lang="both").files["questions.csv"].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def as_csv(rows):
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def as_excel(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(
            [float(cell) if cell.replace(".", "").isdigit() else cell for cell in row]
        )
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_excel_and_csv_say_the_same(table, imported):
    from_csv = imported(as_csv(table), ".csv")
    from_excel = imported(as_excel(table), ".xlsx")
    assert from_csv == from_excel
    assert len(from_csv[0]) == 6
    assert from_csv[1] == set()


def test_chinese_excel_saves_another_encoding(table, imported):
    text = as_csv(table).decode("utf-8-sig")
    assert imported(text.encode("gb18030"), ".csv") == imported(as_csv(table), ".csv")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("key", "Z"),
        ("type", "riddle"),
        ("points", "many"),
        ("points", "nan"),
        ("difficulty", "2"),
        ("level", "x"),
    ],
)
def test_a_bad_cell_is_told_with_its_row(column, cell, table, tmp_path):
    rows = [list(row) for row in table]
    rows[1][rows[0].index(column)] = cell
    path = tmp_path / "t.csv"
    path.write_bytes(as_csv(rows))
    made = read(path, Settings())
    assert len(made.items) == len(table) - 2
    assert [problem.line for problem in made.problems] == [2]
    assert column in made.problems[0].of("en")


@pytest.mark.parametrize(("suffix", "content"), [(".csv", b"a,b\n1,2\n"), (".xlsx", b"PK no")])
def test_a_file_that_is_no_table(suffix, content, tmp_path):
    path = tmp_path / f"t{suffix}"
    path.write_bytes(content)
    with pytest.raises(BankError):
        read(path, Settings())


def test_an_unknown_ending_asks_for_the_format(tmp_path):
    path = tmp_path / "t.doc"
    path.write_bytes(b"")
    with pytest.raises(BankError, match="--format"):
        read(path, Settings())
