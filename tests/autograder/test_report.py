"""Reports and limits go to JSON and back, and say no to what they do not know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import CellReport, Finding, Limits, Repair, Report, Verdict
from autograder.messages import REPAIRS, VERDICTS, finding, pair

TEXT = st.text(max_size=8)
POINTS = st.none() | st.floats(0, 100)
FINDINGS = st.builds(Finding, TEXT, TEXT, TEXT, POINTS, POINTS)
CELLS = st.builds(
    CellReport,
    TEXT,
    st.sampled_from(Verdict),
    POINTS,
    st.floats(0, 100),
    st.lists(FINDINGS, max_size=2).map(tuple),
)
REPORTS = st.builds(
    Report,
    source_hash=TEXT,
    submission_hash=TEXT,
    engine=TEXT,
    packages=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    limits=st.builds(Limits, cell_seconds=st.floats(0.1, 100)),
    isolation=TEXT,
    lang=st.sampled_from(["zh", "en"]),
    seed=TEXT,
    cells=st.lists(CELLS, max_size=3).map(tuple),
    repairs=st.lists(st.builds(Repair, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    notes=st.lists(FINDINGS, max_size=2).map(tuple),
    timings=st.dictionaries(TEXT, st.floats(0, 10), max_size=2),
)


@given(REPORTS)
def test_a_report_survives_json(report):
    again = Report.from_json(report.to_json())
    assert again == report
    assert again.timings == report.timings
    assert again.to_json() == report.to_json()
    assert "timings" not in report.to_dict(timings=False)


def test_another_schema_is_refused():
    report = Report(source_hash="a", submission_hash="b", engine="1")
    data = report.to_dict() | {"schema_version": 99}
    with pytest.raises(ValueError, match="schema_version"):
        Report.from_dict(data)


def test_open_marks_are_no_zeros():
    cells = (
        CellReport("a", Verdict.PASS, 0.1, 0.1),
        CellReport("b", Verdict.PASS, 0.2, 0.2),
        CellReport("c", Verdict.MANUAL, None, 5.0),
    )
    report = Report(source_hash="", submission_hash="", engine="", cells=cells)
    assert (report.points, report.max_points, report.complete) == (0.3, 5.3, False)
    assert report.cell("b").points == 0.2
    with pytest.raises(KeyError):
        report.cell("d")


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), "5", True, None])
def test_limits_are_positive_numbers(value):
    with pytest.raises(ValueError, match="cell_seconds"):
        Limits(cell_seconds=value)
    with pytest.raises(ValueError, match="cell_secs"):
        Limits.from_dict({"cell_secs": 3})
    assert Limits.from_dict({"files": 7}).files == 7


@pytest.mark.parametrize("key", sorted({**VERDICTS, **REPAIRS}))
def test_every_message_is_there_in_both_languages(key):
    template = {**VERDICTS, **REPAIRS}[key]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in template.zh)
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in template.en)
    import string

    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in template
    ]
    assert fields[0] == fields[1]


def test_messages_are_filled():
    assert pair("timeout", seconds=2.5).en.startswith("It ran for more than 2.5 seconds")
    assert finding("missing", points=0.0, max_points=3.0).max_points == 3.0
    with pytest.raises(KeyError):
        pair("nonsense")
