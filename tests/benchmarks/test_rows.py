"""The table of the benchmarks: ratios, targets, plain rows."""

import pytest

import benchmarks
from benchmarks import __main__ as bench
from benchmarks.rows import Row, paired, row_of, table, timed


def test_ratio_and_target():
    fast = Row("fit", 0.002, 0.05, "peer 1.0", "same", target=20)
    slow = Row("fit", 0.01, 0.05, "peer 1.0", target=20)
    assert fast.ratio == pytest.approx(25)
    assert not fast.missed
    assert slow.missed
    assert Row("fit", 1.0, target=2).missed
    assert not Row("fit", 1.0).missed


def test_a_fast_wrong_answer_misses():
    assert Row("fit", 0.001, 1.0, "peer", agrees=False).missed
    assert Row("fit", 0.001, 1.0, "peer", target=2, agrees=False).missed
    assert not Row("fit", 0.001, 1.0, "peer", target=2).missed


def test_plain_rows_are_read():
    plain = {"task": "a", "ours_s": 1.0, "peer": "p", "peer_s": 4.0, "agreement": "yes"}
    assert row_of(plain) == Row("a", 1.0, 4.0, "p", "yes")
    assert row_of(row_of(plain)) == row_of(plain)
    judged = plain | {"target": 3, "agrees": False}
    assert row_of(judged) == Row("a", 1.0, 4.0, "p", "yes", 3, agrees=False)


def test_table_has_a_line_per_row():
    text = table([Row("a", 0.0015, 3.0, "p"), Row("b", 2.0)])
    assert text.splitlines()[2] == "| a | 1.50 ms | p | 3.00 s | 2000.0× |  |  |"
    assert len(text.splitlines()) == 4
    judged = table([Row("a", 1.0, 4.0, target=3), Row("b", 1.0, agrees=False)])
    assert "| 3× reached |" in judged
    assert judged.splitlines()[-1].endswith("| missed |  |")


def test_timing_runs_the_task():
    calls = []
    assert timed(lambda: calls.append(1), runs=3, warm=2) >= 0
    assert len(calls) == 5
    one, other = paired(lambda: sum(range(10)), lambda: sum(range(200_000)), runs=5)
    assert one < other


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of benchmarks with one that misses its target."""
    home = tmp_path / "benchmarks"
    home.mkdir()
    (home / "slow_one.py").write_text(
        "from benchmarks.rows import Row\n\n"
        "def run():\n    return [Row('a', 1.0, 2.0, 'p', target=3)]\n"
    )
    monkeypatch.setattr(benchmarks, "__path__", [*benchmarks.__path__, str(home)])
    monkeypatch.setattr(bench, "HERE", home)
    return home


def test_a_missed_target_is_told(folder, capsys):
    assert bench.main([]) == 1
    shown = capsys.readouterr()
    assert "| a | 1.00 s | p | 2.00 s | 2.0× | 3× missed |  |" in shown.out
    assert "below target: a" in shown.err
    assert "2.0×" in (folder.parent / "build" / "benchmarks.md").read_text("utf-8")


def test_an_unknown_name_lists_the_others(capsys):
    assert bench.main(["nothing"]) == 2
    assert "clv_fits" in capsys.readouterr().err
