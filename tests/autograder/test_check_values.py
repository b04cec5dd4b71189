"""What earns a part and, as its twin, what loses it."""

import datetime as dt
import decimal
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.check import MIME, Check
from autograder.check.plain import Opaque, plain


class Liar(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__

    def __float__(self):
        return 42.0

    def __sub__(self, other):
        return 0.0


class LyingList(list):
    def __len__(self):
        return 3

    def __eq__(self, other):
        return True

    __hash__ = None

    def __iter__(self):
        return iter([1, 2, 3])


class LyingFrame(pd.DataFrame):
    def equals(self, other):
        return True

    def __getitem__(self, key):
        return pd.Series([1, 2, 3])

    def reset_index(self, *args, **kwargs):
        raise RuntimeError


class Everything:
    """Equal to all, pretends to be a float, converts to an array on demand."""

    __class__ = float

    def __eq__(self, other):
        return True

    __hash__ = object.__hash__

    def __float__(self):
        return 3.0

    def __array__(self, dtype=None, copy=None):
        return np.array(3.0)

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        return "x" * 10**7


def mark(add, points=2.0):
    check = Check("task", points=points)
    add(check)
    return check.score()


EQUAL = [
    (3, 3, 4),
    (3.0, 3, 3.1),
    (np.float64(3), 3, np.float64(3.0001)),
    (np.int8(3), 3.0, np.int8(4)),
    (np.where(True, 2.5, 0), 2.5, np.array(2.6)),
    (np.array("a"), "a", np.array("b")),
    (np.array(None), None, np.array(0)),
    (2.5, np.array(2.5), [2.5]),
    (decimal.Decimal("2.5"), 2.5, decimal.Decimal("2.6")),
    (0.1 + 0.2, 0.3, 0.31),
    (np.bool_(True), True, 1),
    ("二月", "二月", "三月"),
    ((1, 2), [1, 2], [2, 1]),
    (np.array([1, 2]), [1, 2], np.array([1, 2, 3])),
    (pd.Index(["a", "b"]), ["a", "b"], pd.Index(["a"])),
    (range(3), [0, 1, 2], range(4)),
    ({"b": 1, "a": 2}, {"a": 2, "b": 1}, {"a": 2}),
    ({1, 2}, frozenset([2, 1]), {1, 2, 3}),
    (pd.Timestamp("2024-03-01"), dt.date(2024, 3, 1), pd.Timestamp("2024-03-02")),
    (np.datetime64("2024-03-01", "ns"), dt.date(2024, 3, 1), np.datetime64("NaT")),
    (None, None, 0),
    (math.nan, math.nan, 0.0),
    (pd.NA, None, math.nan),
    (b"x", b"x", "x"),
    (10**400, 10**400, 10**400 + 1),
    (pd.Categorical(["a", "b"]), ["a", "b"], pd.Categorical(["b", "a"])),
    (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]], np.array([1, 2, 3, 4])),
    (np.array([2**53]), np.array([2**53]), np.array([2**53 + 1])),
    (np.array([0.1 + 0.2, 1]), np.array([0.3, 1]), np.array([0.3, np.nan])),
    (lambda: {"a": 1}["a"], 1, lambda: {}["a"]),
]


@pytest.mark.parametrize(("good", "expected", "bad"), EQUAL)
def test_equal_earns_and_its_twin_loses(good, expected, bad, capsys):
    assert mark(lambda check: check.equal(good, expected)) == 2.0
    assert mark(lambda check: check.equal(bad, expected)) == 0.0


@pytest.mark.parametrize(
    "hostile",
    [
        Liar(7),
        Everything(),
        LyingList([9]),
        LyingFrame({"a": [9]}),
        type("T", (), {}),
        len,
        iter([1]),
    ],
)
@pytest.mark.parametrize("expected", [3.0, [1, 2, 3], {"a": 1}, "x", True])
def test_values_that_lie_earn_nothing(hostile, expected, capsys):
    assert mark(lambda check: check.equal(hostile, expected)) == 0.0
    assert mark(lambda check: check.close(hostile, expected)) == 0.0
    assert len(capsys.readouterr().out) < 2000


def test_a_subclass_is_judged_as_its_base(capsys):
    assert mark(lambda check: check.equal(Liar(3), 3)) == 2.0
    assert mark(lambda check: check.equal(LyingList([1, 2, 3]), [1, 2, 3])) == 2.0
    honest = pd.DataFrame({"a": [1, 2]})
    assert mark(lambda check: check.frame(LyingFrame(honest), honest)) == 2.0
    assert mark(lambda check: check.frame(LyingFrame(honest * 2), honest)) == 0.0


def test_cyclic_and_deep_structures_are_refused(capsys):
    cyclic = []
    cyclic.append(cyclic)
    deep = 1
    for _ in range(10_000):
        deep = [deep]
    for value in (cyclic, deep):
        assert isinstance(plain(value), Opaque)
        assert mark(lambda check, value=value: check.equal(value, [1])) == 0.0


def test_nothing_can_be_compared_with_what_is_no_data():
    with pytest.raises(TypeError, match="not data"):
        Check("t", 1).equal(3, object())


CLOSE = [
    (1.0000001, 1, 1.001),
    ([1, 2.0000001], np.array([1, 2]), [1, 2.1]),
    (
        pd.Series([2, 1], index=["b", "a"]),
        pd.Series([1.0, 2.0], index=["a", "b"]),
        pd.Series([1, 2]),
    ),
    ({"a": 1, "b": 2}, pd.Series([1.0, 2.0], index=["a", "b"]), {"a": 1}),
    (np.array([1, math.nan]), [1, math.nan], [1, 2]),
    (math.inf, math.inf, -math.inf),
    ({"x": np.float32(0.1)}, {"x": 0.1}, {"x": "0.1"}),
    (1e-12, 0, 1e-3),
]


@pytest.mark.parametrize(("good", "expected", "bad"), CLOSE)
def test_close_earns_and_its_twin_loses(good, expected, bad, capsys):
    assert mark(lambda check: check.close(good, expected)) == 2.0
    assert mark(lambda check: check.close(bad, expected)) == 0.0


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=1e-6, max_value=1e12))
def test_close_accepts_rounding_and_refuses_a_percent(value):
    def given_value(got):
        check = Check("t", 1)
        return check.close(got, value)

    assert given_value(value * (1 + 1e-7))
    assert not given_value(value * 1.01)
    assert not given_value(-value)


@pytest.mark.parametrize(
    ("got", "expected", "name"),
    [
        (-3.25, 3.25, "sign"),
        (97.42, 0.9742, "percent"),
        (0.97, 0.9742, "rounded"),
        (math.nan, 1.0, "nan"),
        (5, 1.0, "value"),
        (None, 1.0, "none"),
        ("1", 1.0, "kind"),
        ([2, 1], [1, 2], "order"),
        ((np.ones(3), np.ones(2)), (np.full(3, 0.5), np.ones(2)), "element"),
        ((np.ones(2), np.ones(2)), (np.full(2, 0.5), np.ones(2)), "element"),
    ],
)
def test_findings_name_the_slip_and_never_tell_the_value(got, expected, name, capsys):
    check = Check("t", 1)
    check.close(got, expected)
    findings = check._parts[0].findings(1)
    assert findings[0].name == name
    said = (findings[0].zh + findings[0].en).replace(str(got), "")
    assert str(expected) not in said


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        ),
        max_leaves=10,
    )
)
def test_plain_data_equals_itself(value):
    assert Check("t", 1).equal(value, value)


def test_points_of_parts_are_shared_and_rounded(capsys):
    check = Check("t", points=1)
    for good in (True, True, False):
        check.that(good, "缺", "missing")
    assert check.score() == 0.6667
    check = Check("t", points=0.3)
    for _ in range(3):
        check.that(True, "缺", "missing", points=0.1)
    assert check.score() == 0.3
    check = Check("t", points=6)
    check.that(True, "缺", "missing", points=2)
    check.that(False, "缺", "missing")
    assert check.score() == 2.0
    assert Check("t", points=3).score() == 0.0


@pytest.mark.parametrize("wrong", [-1, math.nan, "2"])
def test_an_authors_slip_is_told_at_once(wrong):
    with pytest.raises(ValueError, match="points"):
        Check("t", points=wrong)
    with pytest.raises(ValueError, match="points"):
        Check("t", points=2).that(True, "", "", points=3)
    with pytest.raises(ValueError, match="lang"):
        Check("t", points=2, lang="fr")


def test_only_true_passes_that(capsys):
    for value in (1, "yes", [1], Everything(), None):
        assert mark(lambda check, value=value: check.that(value, "缺", "missing")) == 0.0
    assert mark(lambda check: check.that(np.bool_(1), "缺", "missing")) == 2.0


def test_what_is_displayed_is_html_text_and_data(monkeypatch):
    from autograder.check import parts

    shown = []
    monkeypatch.setattr(parts, "show", shown.append)
    check = Check("<b>", points=2)
    check.equal("<script>", "x")
    check.score()
    assert "<script>" not in shown[0]["text/html"]
    assert shown[0][MIME]["findings"][0]["max_points"] == 2
    assert "字符串" not in shown[0]["text/plain"]
    assert "数值不对" in shown[0]["text/plain"]
