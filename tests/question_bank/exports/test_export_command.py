"""``crmlab bank export`` and ``crmlab bank import`` as they are typed."""

import json

import pytest

from course.cli import run as crmlab
from question_bank import exports
from question_bank.bank import ITEMS

C31 = ITEMS / "C3" / "1_life_cycle.yaml"


@pytest.fixture
def bank(capsys):
    def go(*arguments):
        code = crmlab(["bank", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return go


def test_the_formats_are_listed(bank):
    code, out, _ = bank("export", "--json")
    assert code == 0
    names = [each["name"] for each in json.loads(out)]
    assert names == [name.replace("_", "-") for name in exports.names()]
    assert bank("export", "--lang", "en")[0] == 0


def test_export_writes_a_file_and_says_what_was_lost(bank, tmp_path):
    out = tmp_path / "c31.xml"
    code, text, _ = bank(
        "export", "moodle-xml", "-o", out, "--bank", C31, "--rule", "cn_half", "--lang", "en"
    )
    assert code == 0
    assert out.read_bytes().startswith(b"<?xml")
    assert "'half for an incomplete answer'" in text
    assert "approximate" in text


def test_the_ledger_as_json(bank, tmp_path):
    out = tmp_path / "c31.zip"
    code, text, _ = bank(
        "export", "qti21", "-o", out, "--bank", C31, "--items", "C3-001,C3-005", "--json"
    )
    data = json.loads(text)
    assert code == 0
    assert data["files"] == [str(out)]
    assert [record["id"] for record in data["records"]] == ["C3-001", "C3-005"]
    assert data["counts"]["exact"] == 2
    assert all(record["predictions"] for record in data["records"])


def test_seeds_make_variants(bank, tmp_path):
    out = tmp_path / "v.gift"
    bank("export", "gift", "-o", out, "--bank", C31, "--items", "C3-013", "--seeds", "1-3,7")
    text = out.read_text(encoding="utf-8")
    assert [name in text for name in ("-s1]", "-s2]", "-s3]", "-s7]", "-s4]")] == [True] * 4 + [
        False
    ]


def test_a_paper_keeps_its_points_and_rules(bank, tmp_path):
    paper = tmp_path / "quiz"
    made = bank(
        "paper",
        "build",
        paper,
        "C3-005",
        "C3-013",
        "--bank",
        C31,
        "--rule",
        "net_correct",
        "--seed",
        4,
    )
    assert made[0] == 0
    code, text, _ = bank(
        "export", "moodle-xml", "-o", tmp_path / "q.xml", "--bank", C31, "--paper", paper, "--json"
    )
    assert code == 0
    records = json.loads(text)["records"]
    assert [(r["id"], r["rule"]) for r in records] == [
        ("C3-005", "net_correct"),
        ("C3-013-s4", None),
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["moodle-xml"], 2),
        (["moodle-xml", "-o", "/no/such/folder/x.xml"], 2),
        (["riddle", "-o", "x"], 2),
        (["gift", "-o", "x", "--items", "C3-999"], 2),
        (["gift", "-o", "x", "--chapter", "C9.9"], 2),
        (["gift", "-o", "x", "--seeds", "one"], 2),
        (["gift", "-o", "x", "--rule", "riddle"], 2),
    ],
)
def test_what_cannot_be_exported_is_told_in_one_line(arguments, code, bank, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result, _, err = bank("export", *arguments, "--bank", C31, "--lang", "en")
    assert result == code
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_import_writes_drafts_that_load(bank, tmp_path):
    old, new = tmp_path / "old.xml", tmp_path / "new.yaml"
    bank(
        "export",
        "moodle-xml",
        "-o",
        old,
        "--bank",
        C31,
        "--edition",
        "both",
        "--items",
        "C3-001,C3-003",
    )
    code, text, _ = bank("import", old, "-o", new, "--bank", C31, "--edition", "both", "--json")
    data = json.loads(text)
    assert (code, data["findings"], data["output"]) == (0, [], str(new))
    code, text, _ = bank("list", "--bank", new, "--json")
    items = json.loads(text)
    assert [(item["id"], item["status"]) for item in items] == [
        ("C3-001", "draft"),
        ("C3-003", "draft"),
    ]
    assert bank("import", old, "-o", new, "--bank", C31)[0] == 2


def test_import_of_a_paper_tells_what_it_would_not_guess(bank, tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text("1. 题\nA. 甲 B. 乙\n答案:A\n2. 无答案\nA. 甲 B. 乙\n", encoding="utf-8")
    code, text, _ = bank("import", paper, "--bank", C31, "--chapter", "C3", "--lang", "zh")
    assert code == 1
    assert "paper.txt:4" in text
    assert "没有答案" in text
    assert bank("import", tmp_path / "none.xml")[0] == 2
    assert bank("import", paper, "--format", "riddle", "--bank", C31)[0] == 2
