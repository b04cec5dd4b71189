"""The queue of prose answers: anonymous, stable, marked by people only."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from course.cli import run
from crm_models.text import Text
from question_bank import papers
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.queue import agreement, folder, settling, sheet, similarity, waiting
from question_bank.responses import files
from question_bank.responses.record import Response

ROOT = Path(__file__).parents[2]
BANK = load(ROOT / "question_bank" / "items" / "C3")
PAPER = papers.freeze(
    papers.Paper(title=Text("卷", "paper"), items=(papers.Entry(item="C3-022", points=8),)), BANK
)
((ASKED, RUBRIC),) = folder.prose(PAPER, BANK)
N = len(RUBRIC.rubric)
KEY = "k"
TEXTS = [
    "客户让渡价值是客户总价值减去客户总成本的差额",
    "客户总价值与客户总成本之间的差额，就是客户让渡价值",
    "客户在关系期间带给企业的净利润",
    "客户关系存续期间给企业带来的净利润之和",
    "=HYPERLINK(1)",
    "不知道",
]
LEDGER = [
    Response(f"s{n}", "C3-022", 8.0, None, text, version=1) for n, text in enumerate(TEXTS)
] + [Response("s9", "C3-022", 8.0, 0.0, None, version=1, by="machine")]
QUEUE = waiting.queue(LEDGER, ASKED, RUBRIC, secret=KEY)


def given_by(points):
    """Return a sheet in which every ticket has the same share of all key points."""
    return {t: sheet.Marking(t, (share,) * N, "") for t, share in points.items()}


def test_similar_answers_stand_together():
    assert similarity.groups(TEXTS) == [0, 0, 1, 1, 2, 3]
    assert similarity.groups(["", "", "客户关系"]) == [0, 0, 1]
    assert similarity.groups(["一"]) == [0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("客户关系管理价值成本", max_size=8), min_size=2, max_size=8))
def test_distances_are_distances(texts):
    found = similarity.distances(texts)
    assert found == pytest.approx(found.T)
    assert (np.diag(found) == 0).all()
    assert ((found >= 0) & (found <= 1)).all()
    assert all(
        found[i, j] < 1e-9
        for i in range(len(texts))
        for j in range(len(texts))
        if texts[i] == texts[j]
    )


def test_tickets_hide_names_and_stay():
    again = waiting.queue(LEDGER[::-1], ASKED, RUBRIC, secret=KEY)
    assert [w.ticket for w in again] == [w.ticket for w in QUEUE]
    assert {w.response.student for w in QUEUE} == {f"s{n}" for n in range(6)}  # no blank one
    other = waiting.queue(LEDGER, ASKED, RUBRIC, secret=KEY * 2)
    assert not {w.ticket for w in other} & {w.ticket for w in QUEUE}


def test_each_marker_has_an_order_of_their_own_group_by_group():
    orders = {m: [w.ticket for w in waiting.ordered(QUEUE, m, KEY)] for m in ("a", "b", "c", "d")}
    assert len({tuple(order) for order in orders.values()}) > 1
    assert orders["a"] == [w.ticket for w in waiting.ordered(QUEUE[::-1], "a", KEY)]
    for marker in orders:
        numbers = [w.group for w in waiting.ordered(QUEUE, marker, KEY)]
        changes = sum(x != y for x, y in pairwise(numbers))
        assert changes == len(set(numbers)) - 1


@pytest.mark.parametrize("double", [0.0, 0.5, 1.0])
def test_everybody_is_marked_by_somebody(double):
    many = [
        Response(f"s{n}", "C3-022", 8.0, None, f"{TEXTS[n % 6]}{n}", version=1) for n in range(60)
    ]
    queue = waiting.queue(many, ASKED, RUBRIC)
    shares = waiting.shares(queue, ["a", "b"], double)
    times = [sum(w in own for own in shares.values()) for w in queue]
    assert min(times) == 1 + (double == 1)
    assert abs(sum(t == 2 for t in times) / 60 - double) < 0.2


def test_hints_find_words_and_give_nothing(tmp_path):
    text = " ".join(point.hints[0] for point in RUBRIC.rubric if point.hints)
    full = [n for n, point in enumerate(RUBRIC.rubric, start=1) if point.hints]
    assert full
    assert list(waiting.hints(RUBRIC, text)) == full
    assert waiting.hints(RUBRIC, "无关") == ()
    # An answer full of hints is as unmarked as any other.
    one = [Response("s", "C3-022", 8.0, None, text, version=1)]
    file = tmp_path / "C3-022.a.csv"
    file.write_text(sheet.write(waiting.queue(one, ASKED, RUBRIC), N), encoding="utf-8")
    given_ = sheet.read(file, N)
    assert given_ == {}
    done = settling.settle(waiting.queue(one, ASKED, RUBRIC), {"a": given_}, RUBRIC, ASKED)
    assert done.marked == ()
    assert len(done.open) == 1


def fill(file, marks):
    """Fill in a sheet as a spreadsheet would; ticket to cells."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for row in rows:
        for n, cell in enumerate(marks(row), start=1):
            row[f"point_{n}"] = cell
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        (["1", ""] + ["1"] * (N - 2), "no mark"),
        (["2"] + ["1"] * (N - 1), "0 to 1"),
        (["gut"] + ["1"] * (N - 1), "0 to 1"),
    ],
)
def test_a_sheet_filled_in_wrongly_names_the_line(tmp_path, cells, word):
    file = tmp_path / "C3-022.a.csv"
    file.write_text(sheet.write(QUEUE, N), encoding="utf-8")
    fill(file, lambda row: cells if row["ticket"] == QUEUE[2].ticket else [""] * N)
    with pytest.raises(BankError) as error:
        sheet.read(file, N)
    assert word in error.value.of("en")
    assert "line 4" in error.value.of("en")


def test_a_sheet_for_spreadsheets_runs_no_formula():
    text = sheet.write(QUEUE, N)
    assert "'=HYPERLINK" in text
    assert "s0" not in text


def test_settling():
    t = [w.ticket for w in QUEUE]
    a = given_by({t[0]: 1.0, t[1]: 0.5, t[2]: 0.5, t[3]: 1.0})
    b = given_by({t[0]: 1.0, t[1]: 0.55, t[2]: 1.0})
    done = settling.settle(QUEUE, {"a": a, "b": b}, RUBRIC, ASKED)
    points = {r.student: r for r in done.marked}
    who = [w.response.student for w in QUEUE]
    assert points[who[0]].points == 8
    assert points[who[1]].points == pytest.approx(4.2)
    assert points[who[0]].by == "a+b"
    assert points[who[3]].by == "a"
    assert done.disputed == {t[2]: {"a": pytest.approx(4), "b": pytest.approx(8)}}
    assert set(done.open) == {t[4], t[5]}
    third = settling.settle(QUEUE, {"a": a, "b": b, "c": given_by({t[2]: 0.75})}, RUBRIC, ASKED)
    assert third.disputed == {}
    assert next(r.points for r in third.marked if r.student == who[2]) == pytest.approx(6)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30),
    st.sampled_from(["linear", "quadratic"]),
)
def test_weighted_kappa_is_scikit_learns(pairs, weights):
    one, two = zip(*pairs, strict=True)
    ours = agreement.weighted_kappa(one, two, weights)
    if len({*one, *two}) == 1:
        assert np.isnan(ours)
        return
    theirs = cohen_kappa_score(one, two, weights=weights, labels=[0, 1, 2, 3, 4])
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_icc_of_shrout_and_fleiss():
    # Their table 2: six targets, four judges; ICC(2,1) = .29 in their table 4.
    table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    estimate, low, high = agreement.icc(np.array(table, dtype=float))
    assert estimate == pytest.approx(0.29, abs=0.005)
    # The interval as McGraw and Wong's formula gives it in common packages.
    assert (round(low, 2), round(high, 2)) == (0.02, 0.76)
    assert agreement.icc(np.array([[1.0, 1.0], [2.0, 2.0]]))[0] == pytest.approx(1)
    assert np.isnan(agreement.icc(np.ones((3, 2)))[0])


def test_the_commands_from_queue_to_ledger(tmp_path, capsys):
    ledger, quiz, out = tmp_path / "quiz.jsonl", tmp_path / "quiz", tmp_path / "marking"
    files.write(ledger, LEDGER)
    quiz.mkdir()
    (quiz / "paper.yaml").write_text(papers.dump(PAPER), encoding="utf-8")
    make = ["bank", "queue", "make", str(ledger), str(quiz), str(out), "-m", "a", "-m", "b"]
    assert run([*make, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sheets"] == {
        "C3-022.a.csv": 6,
        "C3-022.b.csv": 6,
    }
    assert run(make) == 2  # a marker's work is never overwritten
    assert "不会覆盖" in capsys.readouterr().err
    settle = ["bank", "queue", "settle", str(ledger), str(quiz), str(out)]
    assert run([*settle, "--commit", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["written"] == 0
    assert len(data["questions"]["C3-022"]["open"]) == 6
    fill(out / "C3-022.a.csv", lambda row: ["1"] * N)
    fill(out / "C3-022.b.csv", lambda row: ["×" if "不知道" in row["answer"] else "✓"] * N)
    assert run(["bank", "queue", "agree", str(out), str(quiz), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["count"] == 6
    assert row["exact"] == pytest.approx(5 / 6)
    before = ledger.read_text(encoding="utf-8")
    assert run([*settle, "--json"]) == 1
    assert ledger.read_text(encoding="utf-8") == before
    capsys.readouterr()
    assert run([*settle, "--commit", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["written"], len(data["questions"]["C3-022"]["disputed"])) == (5, 1)
    assert ledger.read_text(encoding="utf-8").startswith(before)
    marks = {r.student: r.points for r in files.read(ledger)}
    assert marks == {"s0": 8, "s1": 8, "s2": 8, "s3": 8, "s4": 8, "s5": None, "s9": 0}
    # Only the disputed one still waits; the others are queued when asked for.
    for flags, count in (([], 1), (["--again"], 6)):
        made = tmp_path / f"more{count}"
        arguments = [str(ledger), str(quiz), str(made), "-m", "c", "--json", *flags]
        assert run(["bank", "queue", "make", *arguments]) == 0
        assert json.loads(capsys.readouterr().out)["sheets"] == {"C3-022.c.csv": count}
