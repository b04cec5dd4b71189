"""A student's function over cases: copies, exceptions, misconceptions; and figures."""

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest

from autograder.check import Check

mpl.use("Agg")


@dataclass
class Wrong:
    name: str
    message: Any
    variant: Any


def mean(values):
    return sum(values) / len(values)


CASES = [(([1, 2, 3],), 2), (([2, 4],), 3)]
SUMMED = Wrong("mean.summed", ("忘了除以个数", "the division was forgotten"), sum)


def calls(function, cases=CASES, **options):
    check = Check("mean", points=2, lang="en")
    check.calls(function, cases, **options)
    return check.score(), check._parts[0]


def test_the_right_function_earns_all(capsys):
    assert calls(mean)[0] == 2.0
    assert calls(lambda values: 2)[0] == 0.0


def test_partial_pays_each_case(capsys):
    assert calls(lambda values: 2, partial=True)[0] == 1.0


def test_an_exception_is_a_finding_and_costs_the_part(capsys):
    def broken(values):
        raise KeyError("price")

    for function, name in ((broken, "KeyError"), (exit, "SystemExit")):
        points, part = calls(function)
        assert points == 0.0
        assert part.name == "raised"
        assert name in part.problem.en


def test_a_stub_is_told_from_an_answer_that_fails(capsys):
    def stub(values):
        raise NotImplementedError

    def unfinished(values):
        raise NotImplementedError("median")

    def silent(values):
        raise ValueError

    found = [calls(function) for function in (stub, unfinished, silent)]
    assert [points for points, _ in found] == [0.0, 0.0, 0.0]
    assert [part.name for _, part in found] == ["unwritten", "raised", "raised"]
    assert found[0][1].problem.en.startswith("Not answered yet")
    assert found[1][1].problem.en.endswith("NotImplementedError: median")
    assert found[2][1].problem.en.endswith("raised ValueError")
    assert found[2][1].problem.zh.endswith("出现 ValueError")


def test_a_hostile_exception_has_no_text(capsys):
    class BombError(Exception):
        def __str__(self):
            raise RuntimeError

    def broken(values):
        raise BombError

    assert calls(broken)[0] == 0.0


def test_interrupt_goes_through():
    def interrupted(values):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calls(interrupted)


@pytest.mark.parametrize("value", [None, 3, "mean", {}])
def test_what_is_no_function_earns_nothing(value, capsys):
    points, part = calls(value)
    assert points == 0.0
    assert part.name == "not_callable"


def test_the_misconception_is_named_when_it_explains_every_case(capsys):
    part = calls(sum, misconceptions=[SUMMED])[1]
    assert part.pointers[0][0] == "mean.summed"
    assert "the division was forgotten" in capsys.readouterr().out
    assert calls(max, misconceptions=[SUMMED])[1].pointers == ()
    assert calls(mean, misconceptions=[SUMMED])[1].pointers == ()


def test_a_variant_that_is_right_or_raises_explains_nothing(capsys):
    same = Wrong("same", ("", ""), mean)
    broken = Wrong("broken", ("", ""), lambda: 0)
    assert calls(sum, misconceptions=[same, broken])[1].pointers == ()


def test_the_misconception_behind_a_value_is_named(capsys):
    check = Check("mean", points=2)
    check.close(6, 2, misconceptions=[SUMMED], args=([1, 2, 3],))
    check.close(60, 20, misconceptions=[SUMMED], args=([1, 2, 3],), pick=lambda x: x * 10)
    assert [part.pointers[0][0] for part in check._parts] == ["mean.summed"] * 2


def test_arguments_are_copied_and_changes_are_found_where_asked(capsys):
    table = pd.DataFrame({"a": [3, 1]})

    def sorts(frame):
        frame["b"] = frame["a"] * 2
        return frame["a"].sum()

    cases = [((table,), 4)]
    assert calls(sorts, cases)[0] == 2.0
    points, part = calls(sorts, cases, unchanged=True)
    assert points == 0.0
    assert part.name == "mutated"
    assert calls(lambda frame: frame["a"].sum(), cases, unchanged=True)[0] == 2.0
    assert table["a"].tolist() == [3, 1]


def test_changes_are_seen_where_a_remote_function_shows_them(capsys):
    class Remote:
        def __init__(self, change):
            self.change = change

        def __call__(self, *args):
            return 4

        def autograder_call(self, args, kwargs):
            return 4, ([*args[0], 9] if self.change else args[0],), kwargs

    cases = [(([1],), 4)]
    assert calls(Remote(change=False), cases, unchanged=True)[0] == 2.0
    assert calls(Remote(change=True), cases, unchanged=True)[0] == 0.0


def test_the_call_is_shown_and_the_expected_value_is_not(capsys):
    calls(lambda values: 123, [(([7, 8],), 987654)])
    out = capsys.readouterr().out
    assert "([7, 8])" in out
    assert "987654" not in out


def test_an_empty_list_of_cases_is_an_authors_slip():
    with pytest.raises(ValueError, match="cannot fail"):
        Check("t", 1).calls(mean, [])
    with pytest.raises(TypeError, match="case"):
        Check("t", 1).calls(mean, [(1,)])


@pytest.mark.parametrize("upright", [True, False])
def test_bars_are_read_from_the_artists(upright, capsys):
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    (axes.bar if upright else axes.barh)(["近度", "频度"], [3, 5])
    axes.set_title("RFM")
    axes.set_xlabel("指标")
    check = Check("plot", points=2)
    read = check.figure(axes).ax
    assert check.close(read.by_label, {"近度": 3, "频度": 5})
    assert not check.close(read.by_label, {"近度": 3, "频度": 6})
    assert (read.title, read.xlabel, read.ylabel) == ("RFM", "指标", "")
    assert check.figure(figure).ax == check.figure().ax == read
    plt.close(figure)


def test_lines_points_wedges_and_legend(capsys):
    import matplotlib.pyplot as plt

    figure, (left, middle, right) = plt.subplots(1, 3)
    left.plot([1, 2], [3, 4], label="存活")
    left.legend()
    middle.scatter([1, 2], [3, 4])
    right.pie([1, 3], labels=["a", "b"])
    one, two, three = Check("plot", 1).figure(figure).axes
    assert (one.lines[0].y, one.legend) == ([3, 4], ("存活",))
    assert two.points == ((1, 3), (2, 4))
    assert dict(three.wedges) == pytest.approx({"a": 0.25, "b": 0.75})
    plt.close(figure)


def test_pandas_bars_and_an_empty_figure(capsys):
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    pd.Series([2, 7], index=["111", "222"]).plot.bar(ax=axes)
    assert Check("plot", 1).figure(axes).ax.by_label == {"111": 2, "222": 7}
    plt.close("all")
    check = Check("plot", 1)
    for nothing in (None, 3, object(), lambda: {}["ax"]):
        assert check.figure(nothing).ax.empty
    assert check.score() == 0.0
    assert "没有找到图" in capsys.readouterr().out
