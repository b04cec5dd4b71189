"""A regrade says who gains, who loses and why, writes nothing by itself, and loses no record."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from course.cli import run
from crm_models.text import Text
from question_bank import papers
from question_bank.bank import Bank
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.regrade.committing import commit
from question_bank.regrade.comparing import compare
from question_bank.responses import files
from question_bank.responses.formats import lines
from question_bank.responses.marking import marked
from question_bank.responses.record import Response

ROOT = Path(__file__).parents[2]
BANK = load(ROOT / "question_bank" / "items" / "C3")
SHEET = papers.Paper(
    title=Text("卷", "paper"),
    items=(
        papers.Entry(item="C3-006", points=4),
        papers.Entry(item="C3-005", points=8, rule="cn_half"),
        papers.Entry(item="C3-035", points=6, seed=11),
        papers.Entry(item="C3-022", points=8),
    ),
)
PAPER = papers.freeze(SHEET, BANK)
PROSE = "总价值减总成本"
ANSWERS = {
    "s1": {"C3-006": "B", "C3-005": ["A", "C"], "C3-035": "15", "C3-022": PROSE},
    "s2": {"C3-006": "C", "C3-005": ["A", "C", "E"], "C3-035": "16", "C3-022": PROSE},
    "s3": {"C3-006": "A"},
}


def taken():
    """Return what the class handed in, marked by the first key; prose by hand."""
    made = []
    for student, answers in ANSWERS.items():
        for each in papers.questions(PAPER, BANK):
            record = marked(each, student, answers.get(each.item.id))
            if record.points is None:
                record = replace(record, points=6.0, by="teacher")
            made.append(record)
    return made


def with_item(name, **changes):
    items = tuple(i.model_copy(update=changes) if i.id == name else i for i in BANK)
    return Bank(items, BANK.places)


def other_key(name, letter):
    """Return the bank in which another option of an item is right, as its next version."""
    item = BANK[name]
    options = tuple(
        option.model_copy(update={"correct": "ABCDE"[n] == letter})
        for n, option in enumerate(item.options)
    )
    return with_item(name, options=options, version=item.version + 1)


def anew(bank, paper=SHEET):
    return papers.freeze(papers.thawed(paper), bank)


def moves(found):
    return {(c.old.student, c.old.item): c.gain for c in found.moved}


def test_nothing_changed_changes_nothing():
    found = compare(taken(), PAPER, BANK)
    assert found.changes == ()
    assert found.problems == ()
    assert all(old == new for old, new in found.totals.values())


def test_a_corrected_key_moves_points_and_says_why():
    bank = other_key("C3-006", "C")
    found = compare(taken(), anew(bank), bank)
    assert moves(found) == {("s1", "C3-006"): -4.0, ("s2", "C3-006"): 4.0}
    assert found.totals["s1"][1] == found.totals["s1"][0] - 4
    names = {cause.name for change in found.moved for cause in change.causes}
    assert names == {"version", "key"}
    assert all("version 1 to 2" in change.why.en for change in found.moved)
    # Who had it wrong both times has a new record, without a move.
    assert {c.old.student for c in found.changes} == {"s1", "s2", "s3"}


def test_nobody_loses_under_never_lower():
    bank = other_key("C3-006", "C")
    found = compare(taken(), anew(bank), bank, policy_name="never_lower")
    assert moves(found) == {("s2", "C3-006"): 4.0}


def test_a_changed_rule():
    paper = anew(
        BANK,
        SHEET.model_copy(
            update={
                "items": tuple(
                    e.model_copy(update={"rule": "all_or_nothing"}) if e.item == "C3-005" else e
                    for e in SHEET.items
                )
            }
        ),
    )
    found = compare(taken(), paper, BANK)
    assert moves(found) == {("s1", "C3-005"): -4.0}
    assert found.moved[0].why.en == "the rule went from cn_half to all_or_nothing"


def test_a_rule_whose_file_changed_is_noticed():
    responses = [
        replace(r, rule_digest="0" * 12, points=7.0) if r.key == ("s1", "C3-005") else r
        for r in taken()
    ]
    found = compare(responses, PAPER, BANK)
    assert moves(found) == {("s1", "C3-005"): -3.0}
    assert "itself gives other points" in found.moved[0].why.en


def test_a_program_that_marks_otherwise_is_noticed():
    responses = [replace(r, points=1.0) if r.key == ("s3", "C3-006") else r for r in taken()]
    (change,) = compare(responses, PAPER, BANK).moved
    assert change.causes[0].name == "program"
    elsewhere = [Response("s1", "C3-006", 4.0, 0.0, "B")]
    assert compare(elsewhere, PAPER, BANK).moved[0].causes[0].name == "elsewhere"


def test_more_points_scale_marks_that_people_gave():
    paper = anew(
        BANK,
        SHEET.model_copy(
            update={
                "items": tuple(
                    e.model_copy(update={"points": 16}) if e.item == "C3-022" else e
                    for e in SHEET.items
                )
            }
        ),
    )
    found = compare(taken(), paper, BANK)
    assert moves(found) == {("s1", "C3-022"): 6.0, ("s2", "C3-022"): 6.0, ("s3", "C3-022"): 0.0}
    assert {c.new.by for c in found.moved if c.gain} == {"teacher"}


def test_a_void_question_gives_everybody_all_points():
    found = compare(taken(), PAPER, BANK, full=["C3-006"])
    assert moves(found) == {("s2", "C3-006"): 4.0, ("s3", "C3-006"): 4.0}


def test_reworded_options_are_not_marked_by_their_old_letters():
    options = BANK["C3-006"].options
    bank = with_item("C3-006", options=options[::-1], version=2)
    found = compare(taken(), anew(bank), bank)
    assert found.moved == ()
    assert [p.item for p in found.problems] == ["C3-006"]
    assert "--accept C3-006" in found.problems[0].text.en
    # Reversed, the key B is C: accepted blindly, marks would be wrong.
    accepted = compare(taken(), anew(bank), bank, accept=["C3-006"])
    assert moves(accepted) == {("s1", "C3-006"): -4.0, ("s2", "C3-006"): 4.0}


def test_every_answer_is_marked_in_its_own_variant():
    item = BANK["C3-035"]
    used = papers.questions(PAPER, BANK)[2]
    variants = (
        papers.question(papers.Entry(item=item.id, points=6, seed=n), BANK) for n in range(50)
    )
    asked = next(v for v in variants if v.item.key_response() != used.item.key_response())
    own = marked(asked, "s9", asked.item.key_response())
    assert own.points == 6
    assert compare([own], PAPER, BANK).moved == ()
    # Marked in the paper's variant it would lose its points.
    wrong = marked(used, "s9", asked.item.key_response())
    assert wrong.points == 0


def test_what_the_paper_no_longer_has_is_told():
    found = compare([*taken(), Response("s1", "C3-001", 2.0, 2.0, "A")], PAPER, BANK)
    assert [(p.item, p.code) for p in found.problems] == [("C3-001", "regrade")]
    with pytest.raises(BankError, match="C3-001"):
        compare(taken(), PAPER, BANK, full=["C3-001"])
    with pytest.raises(BankError, match="no policy"):
        compare(taken(), PAPER, BANK, policy_name="generous")


def test_the_ledger_only_grows(tmp_path):
    ledger = tmp_path / "quiz.jsonl"
    files.write(ledger, taken())
    before = ledger.read_text(encoding="utf-8")
    bank = other_key("C3-006", "C")
    found = compare(files.read(ledger), anew(bank), bank)
    assert commit(ledger, found, "王老师") == 3
    after = ledger.read_text(encoding="utf-8")
    assert after.startswith(before)
    now = {r.key: r for r in files.read(ledger)}
    assert now["s2", "C3-006"].points == 4
    assert now["s2", "C3-006"].revision == 1
    assert "[王老师]" in now["s2", "C3-006"].why
    assert len(lines.read_all(after, "f")) == len(taken()) + 3
    assert compare(files.read(ledger), anew(bank), bank).changes == ()
    with pytest.raises(BankError, match="meanwhile"):
        commit(ledger, found, "again")
    table = tmp_path / "quiz.csv"
    files.write(table, taken())
    with pytest.raises(BankError, match="jsonl"):
        commit(table, found, "")


def test_the_command_shows_before_it_writes(tmp_path, capsys):
    bank = tmp_path / "bank"
    shutil.copytree(ROOT / "question_bank" / "items" / "C3", bank)
    quiz = tmp_path / "quiz"
    quiz.mkdir()
    (quiz / "paper.yaml").write_text(papers.dump(PAPER), encoding="utf-8")
    ledger = tmp_path / "quiz.jsonl"
    files.write(ledger, taken())
    before = ledger.read_bytes()
    file = next(f for f in bank.glob("*.yaml") if "- id: C3-006" in f.read_text("utf-8"))
    text = file.read_text("utf-8")
    start = text.index("- id: C3-006")
    own = text[start:]
    # The key moves from B to C, and the version goes up.
    first, right, rest = own.partition("      correct: true\n")
    at = rest.index("    - text:")
    at = rest.index("\n", rest.index("en:", at)) + 1
    own = first.replace("  version: 1\n", "").replace("  type:", "  version: 2\n  type:", 1)
    own += rest[:at] + right + rest[at:]
    file.write_text(text[:start] + own, "utf-8")
    arguments = [str(ledger), str(quiz), "--bank", str(bank), "--lang", "en"]
    assert run(["bank", "regrade", *arguments]) == 1  # the paper is frozen on version 1
    assert "freeze the paper anew" in capsys.readouterr().err
    assert run(["bank", "paper", "freeze", str(quiz), "--again", "--bank", str(bank)]) == 0
    capsys.readouterr()
    assert run(["bank", "regrade", *arguments]) == 1
    out = capsys.readouterr().out
    assert "1 gain, 1 lose, 1 stay the same. Nothing is written yet" in out
    assert ledger.read_bytes() == before
    assert run(["bank", "regrade", *arguments, "--commit", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["written"], data["pending"]) == (3, 0)
    assert run(["bank", "regrade", *arguments]) == 0
