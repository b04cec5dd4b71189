"""How written answers and numbers are read."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from question_bank.marking.matching import match
from question_bank.marking.number import Tolerance, parse
from question_bank.marking.text import STEPS, describe, read


@pytest.mark.parametrize(
    ("typed", "same", "steps"),
    [
        ("客户关系管理。", "客户关系管理", ("edges",)),
        ("ＣＲＭ", "crm", ("width", "case")),
        ("客户 关系　管理", "客户关系管理", ("width", "spaces")),
        ("“口碑”价值", '口碑"价值', ("quotes", "edges")),
        ("\u200b口碑\ufeff", "口碑", ("zero_width",)),
        ("B2B—电子商务", "b2b-电子商务", ("case", "quotes")),
        ("customer   value", "customer value", ("spaces",)),
    ],
)
def test_habits_of_typing_are_forgiven_and_named(typed, same, steps):
    reading = read(typed)
    assert reading.text == same
    assert reading.steps == steps


def test_words_stay_apart_and_homophones_differ():
    assert read("customer value").text != read("customervalue").text
    assert read("客户关系惯例").text != read("客户关系管理").text


@given(st.text(max_size=60))
def test_reading_twice_changes_nothing(text):
    assert read(read(text).text).text in (read(text).text, read(read(text).text).text)
    assert set(read(text).steps) <= {step.name for step in STEPS}


def test_steps_are_said_in_both_languages():
    said = describe(("width", "edges"))
    assert "全角" in said.zh
    assert "full-width" in said.en
    assert describe(()) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.5", 12.5),
        ("１２．５", 12.5),
        ("-3", -3),
        ("−3", -3),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567),
        ("￥1234.50 元", 1234.5),
        ("1.5e-3", 0.0015),
        ("1.5×10^3", 1500),
        (".5", 0.5),
        ("5.", 5),
        ("12 yuan", 12),
    ],
)
def test_numbers_as_people_write_them(text, value):
    assert float(parse(text, units=["元", "yuan"])) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1,23",
        "12,34.5",
        "1.2.3",
        "--1",
        "1e9999",
        "nan",
        "inf",
        "五",
        "1/3",
        "0x10",
        "12%",
        "1.2万",
        "12 kg",
        "1_000",
        "٣",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"number|long"):
        parse(text, units=["元"])


def test_signs_that_scale_count_only_where_declared():
    assert parse("6.93%", accept=["percent"]) == Fraction(693, 10000)
    assert parse("1.2万", accept=["magnitude"]) == 12000
    assert parse("3亿", accept=["magnitude"]) == 300_000_000
    assert parse("2万亿", accept=["magnitude"]) == 2 * 10**12
    assert parse("1.2万元", units=["元"], accept=["magnitude"]) == 12000
    assert parse("6.93%", units=["%"]) == Fraction(693, 100)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_what_python_prints_is_read_back(value):
    assert parse(repr(value)) == Fraction(repr(value))


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_refused(text):
    with contextlib.suppress(ValueError):
        assert abs(parse(text, ["元", ""], ["percent", "magnitude"])) < 10**500


def test_tolerances():
    assert Tolerance(abs=0.005).holds(Fraction("6.93"), 0.069257 * 100)
    assert not Tolerance(abs=0.005).holds(Fraction("6.94"), 0.069257 * 100)
    assert Tolerance(abs=0.05).holds(Fraction("0.35"), 0.3)  # the edge belongs to it
    assert Tolerance(rel=0.01).holds(101, 100)
    assert not Tolerance(rel=0.01).holds(102, 100)
    assert Tolerance(significant=4).holds(Fraction("0.9742"), 1123.2 / 2 / 576.45)
    assert not Tolerance(significant=4).holds(Fraction("0.974"), 1123.2 / 2 / 576.45)
    assert Tolerance(significant=3).holds(0, 0.0)


@given(key=st.floats(-1e6, 1e6), off=st.floats(0, 3), tolerance=st.floats(1e-6, 10))
def test_farther_from_the_key_is_never_better(key, off, tolerance):
    rule = Tolerance(abs=tolerance)
    near, far = key + off * tolerance, key + (off + 0.5) * tolerance
    assert rule.holds(near, key) or not rule.holds(far, key)
    assert rule.holds(key, key)


@pytest.mark.parametrize("given_", [{}, {"abs": 0.1, "rel": 0.1}, {"abs": 0}, {"rel": 1}])
def test_exactly_one_tolerance(given_):
    with pytest.raises(ValidationError):
        Tolerance(**given_)


@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), max_size=4), st.booleans())
def test_no_blank_is_filled_twice_and_no_answer_counts_twice(fits, ordered):
    pairs = match(fits, ordered)
    assert len(set(pairs.values())) == len(pairs)
    assert all(fits[answer][blank] for answer, blank in pairs.items())
    assert len(match(fits, ordered=False)) >= len(match(fits, ordered=True))
