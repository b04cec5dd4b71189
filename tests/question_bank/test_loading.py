"""Faults in item files are told with file, line, item and field; good files load fast."""

import json
import time

import pytest

from question_bank import editor_schema, types
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.yaml_source import dump
from question_bank.yaml_source import load as load_yaml

GOOD = """\
- id: C3-001
  type: true_false
  chapter: C3
  level: know
  difficulty: 0.5
  points: 2
  stem: {zh: 判断, en: judge}
  correct: true
"""


def write(tmp_path, text, name="items.yaml"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def faults(tmp_path, text):
    file = write(tmp_path, text)
    with pytest.raises(BankError) as caught:
        load(file, cache=False)
    return caught.value.problems


def test_a_good_item_loads(tmp_path):
    bank = load(write(tmp_path, GOOD), cache=False)
    assert bank["C3-001"].stem.en == "judge"
    assert bank.where(bank["C3-001"], ["stem"])[1] == 7


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ("type: true_false", "type: trueflase", 2, "type", "true_false"),
        ("  level: know\n", "", 1, "level", "missing"),
        ("level: know", "level: guess", 4, "level", "'know'"),
        ("points: 2", "points: two", 6, "points", "number"),
        ("points: 2", "points: 0", 6, "points", "greater than 0"),
        ("stem: {zh: 判断, en: judge}", "stem: 判断", 7, "stem", "zh"),
        ("stem: {zh: 判断, en: judge}", "stem: {zh: 判断}", 7, "stem", "'en'"),
        ("stem: {zh: 判断, en: judge}", "stem: {zh: a, en: b, fr: c}", 7, "stem", "fr"),
        ("correct: true", "corect: true", 8, "corect", "no such field"),
        ("correct: true", "correct: maybe", 8, "correct", "true or false"),
        ("id: C3-001", "id: 第三章1", 1, "id", "match"),
        ("chapter: C3", "chapter: C12", 3, "chapter", "match"),
        ("difficulty: 0.5", "difficulty: 1.5", 5, "difficulty", "less than 1"),
    ],
)
def test_each_fault_names_line_item_and_field(tmp_path, old, new, line, field, words):
    assert old in GOOD
    problems = faults(tmp_path, GOOD.replace(old, new))
    found = [problem for problem in problems if problem.field == field]
    assert found
    assert found[0].line == line
    assert found[0].item == ("第三章1" if field == "id" else "C3-001")
    assert words in found[0].text.en
    assert found[0].text.zh != found[0].text.en
    assert found[0].file.endswith("items.yaml")
    assert all("\n" not in problem.of("zh") for problem in problems)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- id: [1\n", 2, "YAML"),
        (GOOD + "  points: 3\n", 9, "duplicate key"),
        ("id: C3-001\n", 0, "list of items"),
        ("- just text\n", 1, "field: value"),
        ("", 0, "list of items"),
    ],
)
def test_what_is_no_list_of_items_is_said_so(tmp_path, text, line, words):
    (problem,) = faults(tmp_path, text)
    assert problem.line == line
    assert words in problem.text.en


def test_a_nested_fault_has_its_own_line(tmp_path):
    text = """\
- id: C3-001
  type: single
  chapter: C3
  level: know
  difficulty: 0.5
  points: 2
  stem: {zh: 问, en: ask}
  options:
    - text: {zh: 甲, en: a}
      correct: true
    - text: {zh: 乙}
"""
    (problem,) = faults(tmp_path, text)
    assert (problem.line, problem.field) == (11, "options.1.text")


def test_all_files_are_reported_at_once(tmp_path):
    write(tmp_path, GOOD.replace("points: 2", "points: x"), "a.yaml")
    write(tmp_path, "- [", "b.yaml")
    write(tmp_path, "\ufeffnot\x00yaml", "c.yaml")
    with pytest.raises(BankError) as caught:
        load(tmp_path, cache=False)
    assert {problem.file.rpartition("/")[2] for problem in caught.value.problems} == {
        "a.yaml",
        "b.yaml",
        "c.yaml",
    }


def test_a_file_that_is_not_utf8_or_a_folder_without_files(tmp_path):
    (tmp_path / "gbk.yaml").write_bytes("- id: 客户".encode("gbk"))
    with pytest.raises(BankError, match="UTF-8"):
        load(tmp_path, cache=False)
    (tmp_path / "gbk.yaml").unlink()
    with pytest.raises(BankError, match="yaml"):
        load(tmp_path, cache=False)


def test_words_stay_words():
    data = load_yaml("[no, on, yes, 1:30, 2024-01-01, 007, 1_000, true, 3, 0.5, 99e4]", "x")
    assert data == ["no", "on", "yes", "1:30", "2024-01-01", "007", "1_000", True, 3, 0.5, 99e4]


def test_what_is_written_reads_back():
    data = {"a": ["99008e481699", "007", "no", "true", 1, 0.5, True, "客户 关系", "x: y", ""]}
    assert load_yaml(dump(data), "x") == data
    assert load_yaml(dump(data, flow=True), "x") == data


def test_a_folded_line_adds_no_space_in_chinese(tmp_path):
    folded = "stem: {zh: 判断, en: judge}"
    text = GOOD.replace(folded, "stem:\n    zh: >-\n      客户\n      关系，\n      CRM\n    en: a")
    assert load(write(tmp_path, text), cache=False)["C3-001"].stem.zh == "客户关系， CRM"


def test_the_cache_gives_the_same_bank_and_notices_changes(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "bank"
    folder.mkdir()
    file = write(folder, GOOD)
    first = load(folder)
    (kept,) = (tmp_path / "cache" / "crmlab").glob("bank-*.json")
    assert json.loads(kept.read_text())["files"]
    assert load(folder).items == first.items
    write(folder, GOOD.replace("judge", "decide whether it is so"))
    assert load(folder)["C3-001"].stem.en == "decide whether it is so"
    kept.write_text("{broken")
    assert load(folder)["C3-001"].id == "C3-001"
    file.unlink()
    write(folder, GOOD.replace("C3-001", "C3-002"), "other.yaml")
    assert [item.id for item in load(folder)] == ["C3-002"]


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path, monkeypatch):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "blocked"))
    assert len(load(write(tmp_path, GOOD))) == 1


def test_the_shipped_bank_loads_within_half_a_second_after_the_first_time():
    load()
    start = time.process_time()
    load()
    assert time.process_time() - start < 0.5


def test_an_unknown_item_is_one_clear_line():
    with pytest.raises(BankError) as caught:
        load()["C3-999"]
    assert caught.value.problems[0].item == "C3-999"
    assert "C3-001" in caught.value.of("en")


def test_the_schema_for_editors_is_current():
    assert editor_schema.is_current(), "run: crmlab bank schema"
    mapping = editor_schema.schema()["items"]["discriminator"]["mapping"]
    assert set(mapping) == set(types.names())
