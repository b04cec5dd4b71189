"""The command line of the bank: what it prints, its JSON and its exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from course.cli import run
from question_bank.bank import ITEMS

BAD = Path(__file__).with_name("bad_items")
QUIZ = Path(__file__).parents[2] / "assignments" / "quiz-c3"


def crmlab(capsys, *arguments):
    code = run(["bank", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def as_json(capsys, *arguments):
    code, out, _ = crmlab(capsys, *arguments, "--json")
    return code, json.loads(out)


def test_lint_is_quiet_about_a_clean_bank(capsys):
    code, data = as_json(capsys, "lint", "--seeds", 1)
    assert (code, data["findings"]) == (0, [])
    assert data["items"] >= 26


def test_lint_exits_with_one_and_names_the_place(capsys):
    code, out, _ = crmlab(capsys, "lint", "--bank", BAD / "one_key.yaml", "--lang", "en")
    assert code == 1
    assert "one_key.yaml:" in out
    assert "C3-001.options" in out


def test_lint_tells_of_a_malformed_item_too(capsys, tmp_path):
    (tmp_path / "x.yaml").write_text("- {id: C3-001, type: single}\n")
    code, data = as_json(capsys, "lint", "--bank", tmp_path)
    assert code == 1
    assert {finding["item"] for finding in data["findings"]} == {"C3-001"}


def test_lint_of_a_paper_finds_leaks(capsys, tmp_path):
    out = tmp_path / "quiz"
    code, _, _ = crmlab(capsys, "paper", "build", out, "C3-001", "C3-004")
    assert code == 0
    code, data = as_json(capsys, "lint", "--paper", out, "--seeds", 1)
    assert code == 1
    assert {finding["code"] for finding in data["findings"]} == {"leak"}


def test_an_unknown_lint_or_bank_is_a_usage_error(capsys):
    assert crmlab(capsys, "lint", "--only", "nothing")[0] == 2
    assert crmlab(capsys, "lint", "--bank", "/no/such/folder")[0] == 2


def test_list_filters(capsys):
    _, every = as_json(capsys, "list")
    _, terms = as_json(capsys, "list", "--type", "term", "--chapter", "C3")
    _, sourced = as_json(capsys, "list", "--source", "F-11")
    _, found = as_json(capsys, "list", "--find", "Zeithaml")
    assert {item["type"] for item in terms} == {"term"}
    assert 0 < len(terms) < len(every)
    assert all("F-11" in item["corrects"] for item in sourced)
    assert found == []
    assert as_json(capsys, "list", "--find", "perceived-value")[1][0]["id"] == "C3-015"


def test_show_with_and_without_the_key(capsys):
    _, full, _ = crmlab(capsys, "show", "C3-006", "--lang", "zh")
    _, bare, _ = crmlab(capsys, "show", "C3-006", "--no-key", "--lang", "zh")
    assert "答案：B" in full
    assert "答案" not in bare
    assert "解释" not in bare
    _, data = as_json(capsys, "show", "C3-006", "--no-key")
    assert "correct" not in json.dumps(data)
    _, data = as_json(capsys, "show", "C3-037", "--seed", 3)
    assert isinstance(data["value"], float)


@pytest.mark.parametrize("item", [f"C3-{n:03d}" for n in (1, 3, 4, 5, 11, 13, 22)])
def test_every_type_can_be_shown(capsys, item):
    for lang in ("zh", "en"):
        code, out, _ = crmlab(capsys, "show", item, "--lang", lang)
        assert code == 0
        assert item in out


def test_mark_says_points_reason_and_misconception(capsys):
    code, data = as_json(capsys, "mark", "C3-037", "1.5500")
    assert code == 0
    assert data["points"] == 0
    assert data["mistake"] == "retention.exposure_ignored"
    _, data = as_json(capsys, "mark", "C3-005", "AC", "--rule", "cn_half", "--points", "5")
    assert data["points"] == 2.5
    _, data = as_json(capsys, "mark", "C3-023", '["历史", "潜在"]')
    assert data["points"] == data["out_of"]


def test_mark_of_an_unknown_item_or_rule(capsys):
    code, _, err = crmlab(capsys, "mark", "C3-999", "A", "--lang", "en")
    assert code == 2
    assert "C3-999" in err
    assert err.count("\n") == 1
    assert crmlab(capsys, "mark", "C3-005", "A", "--rule", "nothing")[0] == 2
    assert crmlab(capsys, "mark", "C3-005", "A", "--points", "-3")[0] == 2


@pytest.mark.parametrize(
    "wrong",
    [("--chapter", "C99"), ("--type", "singel"), ("--level", "hard"), ("--status", "done")],
)
def test_a_slip_in_a_filter_is_no_empty_list(capsys, wrong):
    for lang in ("zh", "en"):
        code, out, err = crmlab(capsys, "list", *wrong, "--lang", lang)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert wrong[1] in err


def test_a_slip_in_a_path_is_told_in_the_language_in_use(capsys):
    _, _, err = crmlab(capsys, "import", "/no/such/file", "--lang", "zh")
    assert "不存在" in err
    assert "exist" not in err


def test_rules_print_their_table(capsys):
    _, data = as_json(capsys, "rules", "cn_half", "--key", "AB", "--options", "ABC", "--points", 3)
    assert data[0]["table"]["A"] == 1.5
    assert crmlab(capsys, "rules")[0] == 0
    assert crmlab(capsys, "rules", "cn_half", "--key", "X")[0] == 2


def test_paper_build_freeze_and_key(capsys, tmp_path):
    out = tmp_path / "quiz"
    code, data = as_json(capsys, "paper", "build", out, "C3-001", "C3-037", "--title-en", "Try")
    assert (code, data["questions"]) == (0, 2)
    first = (out / "paper.yaml").read_text(encoding="utf-8")
    assert crmlab(capsys, "paper", "build", out, "C3-001")[0] == 2
    assert (out / "paper.yaml").read_text(encoding="utf-8") == first
    assert crmlab(capsys, "paper", "freeze", out)[0] == 0
    assert (out / "paper.yaml").read_text(encoding="utf-8") == first
    _, data = as_json(capsys, "paper", "key", out)
    assert data[0]["key"]["zh"] == "C"


def test_a_paper_counts_questions_not_items(capsys, tmp_path):
    code, data = as_json(capsys, "paper", "build", tmp_path / "p", "C3-001", "CASE-001")
    assert (code, data["items"], data["questions"], data["points"]) == (0, 2, 5, 34)


def test_a_slip_in_a_rule_is_told_even_where_no_question_takes_one(capsys, tmp_path):
    code, _, err = crmlab(capsys, "paper", "build", tmp_path / "p", "C3-001", "--rule", "nix")
    assert (code, err.count("\n")) == (2, 1)
    assert not (tmp_path / "p").exists()


def test_a_changed_item_needs_freezing_again(capsys, tmp_path):
    bank = tmp_path / "bank"
    shutil.copytree(ITEMS, bank)
    out = tmp_path / "quiz"
    crmlab(capsys, "paper", "build", out, "C3-002", "--bank", bank)
    file = bank / "C3" / "1_life_cycle.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("小额订单", "大额订单"), encoding="utf-8"
    )
    code, _, err = crmlab(capsys, "paper", "freeze", out, "--bank", bank, "--lang", "en")
    assert code == 1
    assert "C3-002" in err
    assert crmlab(capsys, "paper", "freeze", out, "--bank", bank, "--again")[0] == 0
    assert crmlab(capsys, "paper", "key", out, "--bank", bank)[0] == 0


def test_stats_add_up(capsys):
    _, data = as_json(capsys, "stats")
    assert data["items"] == sum(sum(kinds.values()) for kinds in data["by_chapter"].values())
    assert data["items"] == sum(data["by_level"].values())
    assert crmlab(capsys, "stats", "--lang", "en")[0] == 0


def test_schema_check(capsys):
    assert crmlab(capsys, "schema", "--check")[0] == 0


def test_help_in_both_languages(capsys):
    for lang, word in (("zh", "题库"), ("en", "question bank")):
        code, out, _ = crmlab(capsys, "--lang", lang, "--help")
        assert code == 0
        assert word in out
