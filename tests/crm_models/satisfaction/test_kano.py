import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models.errors import DataError, ModelError
from crm_models.satisfaction import kano

# README of the R package stp25kano, 296 respondents: counts, Better, Worse, total and category
# strength in percent, difference and critical value of Fong's test, significant.
PUBLISHED = [
    ((95, 123, 45, 33, 0, 0), 0.568, -0.736, 89, 9, 28, 19.4, True),
    ((101, 54, 54, 81, 3, 3), 0.372, -0.534, 71, 7, 20, 18.5, True),
    ((15, 24, 121, 124, 6, 6), 0.511, -0.137, 54, 1, 3, 19.8, False),
    ((65, 87, 93, 51, 0, 0), 0.608, -0.514, 83, 2, 6, 18.5, False),
    ((9, 18, 83, 177, 6, 3), 0.352, -0.094, 37, 32, 94, 19.9, True),
]
LETTERS = list("MOAIRQ")
TABLE = pd.DataFrame([row[0] for row in PUBLISHED], columns=LETTERS, index=list("abcde"))


@pytest.mark.parametrize(("place", "row"), list(enumerate(PUBLISHED)))
def test_published_rows(place, row):
    found = kano.analyse(TABLE).iloc[place]
    _, better, worse, total, lead, difference, critical, significant = row
    assert found["better"] == pytest.approx(better, abs=5e-4)
    assert found["worse"] == pytest.approx(worse, abs=5e-4)
    assert 100 * found["total_strength"] == pytest.approx(total, abs=0.5)
    assert 100 * found["category_strength"] == pytest.approx(lead, abs=0.5)
    assert found["difference"] == difference
    assert found["critical"] == pytest.approx(critical, abs=0.05)
    assert found["significant"] == significant


def test_rules():
    assert kano.category(TABLE, rule="mode").tolist() == list("OMIAI")
    assert kano.category(TABLE, rule="fong").tolist() == list("OMAOI")


def test_equal_counts_follow_the_order():
    tie = pd.DataFrame([[10, 10, 10, 10, 0, 0], [0, 0, 5, 5, 0, 0]], columns=LETTERS)
    for rule in ("mode", "fong"):
        assert kano.category(tie, rule=rule).tolist() == ["M", "A"]


def test_the_evaluation_table():
    table = kano.EVALUATION
    assert table.loc["like"].tolist() == list("QAAAO")
    assert table.loc["dislike"].tolist() == list("RRRRQ")
    assert table.loc[["must_be", "neutral", "live_with"]].to_numpy().tolist() == [list("RIIIM")] * 3
    # Turning the two questions round turns attractive into reverse, never into must-be.
    assert table.to_numpy().T.tolist() != table.to_numpy().tolist()


def test_every_pair_of_answers():
    pairs = [(f, d) for f in range(1, 6) for d in range(1, 6)]
    has, lacks = (pd.DataFrame({"feature": column}) for column in zip(*pairs, strict=True))
    letters = kano.classify(has, lacks)["feature"].to_numpy().reshape(5, 5)
    assert letters.tolist() == kano.EVALUATION.to_numpy().tolist()
    names = dict(enumerate(kano.ANSWERS, start=1))
    by_name = kano.classify(has.replace(names), lacks.replace(names))
    assert by_name["feature"].tolist() == letters.ravel().tolist()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30))
def test_from_questionnaire_to_counts(rows):
    has, lacks = (pd.DataFrame({"f": list(column)}) for column in zip(*rows, strict=True))
    table = kano.counts(kano.classify(has, lacks))
    assert table.loc["f"].sum() == len(rows)
    assert table.loc["f", "O"] == rows.count((1, 5))
    doubled = kano.counts(kano.classify(has, lacks), weights=[2] * len(rows))
    assert (doubled == 2 * table).all(axis=None)


counts = st.lists(st.integers(0, 500), min_size=6, max_size=6).filter(lambda c: sum(c[:4]) > 0)


@settings(max_examples=30, deadline=None)
@given(counts)
def test_coefficients(row):
    table = pd.DataFrame([row], columns=LETTERS)
    m, o, a, i, *_ = row
    better, worse = kano.better(table)[0], kano.worse(table)[0]
    assert 0 <= better <= 1
    assert -1 <= worse <= 0
    # One-dimensional answers count on both sides, indifferent ones on neither.
    assert better - worse == pytest.approx((a + 2 * o + m) / (a + o + m + i))
    strength = kano.strengths(table).iloc[0]
    assert 0 <= strength["category_strength"] <= 1
    assert strength["total_strength"] == pytest.approx((m + o + a) / sum(row))


@settings(max_examples=15, deadline=None)
@given(counts, st.permutations(LETTERS))
def test_order_of_columns_does_not_matter(row, order):
    table = pd.DataFrame([row], columns=LETTERS)
    pd.testing.assert_frame_equal(kano.analyse(table[list(order)]), kano.analyse(table))


def test_nobody_decided():
    table = pd.DataFrame([[0, 0, 0, 0, 7, 3]], columns=LETTERS)
    assert np.isnan(kano.better(table)[0])
    assert np.isnan(kano.worse(table)[0])
    assert kano.category(table)[0] == "R"


@pytest.mark.parametrize(
    ("has", "lacks", "message"),
    [
        ([6], [1], r"functional answers .*row: 0"),
        ([1], ["maybe"], r"dysfunctional answers .*row: 0"),
        ([np.nan], [1], r"functional answers"),
    ],
)
def test_bad_answers(has, lacks, message):
    with pytest.raises(DataError, match=message):
        kano.classify(has, lacks)


def test_bad_tables():
    with pytest.raises(ModelError, match="same respondents"):
        kano.classify(pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]}))
    with pytest.raises(ModelError, match="no counts of: I"):
        kano.better(TABLE.drop(columns="I"))
    with pytest.raises(DataError, match="row: a"):
        kano.better(TABLE.assign(M=[-1, 1, 1, 1, 1]))
    with pytest.raises(DataError, match="unknown category"):
        kano.counts(pd.DataFrame({"a": ["X"]}))
    with pytest.raises(ModelError, match="no rule 'max'"):
        kano.category(TABLE, rule="max")


def test_explanation():
    up, down = kano.explain_better_worse(TABLE, "a")
    assert up.value == pytest.approx((123 + 45) / 296)
    assert down.value == pytest.approx(-(123 + 95) / 296)
    assert up.substitution == r"\frac{45 + 123}{45 + 123 + 95 + 33}"
    assert "56.8 %" in up.interpretation.zh
