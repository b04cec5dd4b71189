"""AUC, gains and lift: scikit-learn is the judge."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, precision_score, recall_score, roc_auc_score

from crm_models import prediction
from crm_models.errors import DataError, ModelError

scored = st.lists(st.tuples(st.booleans(), st.integers(0, 8)), min_size=2, max_size=40).filter(
    lambda rows: len({actual for actual, _ in rows}) == 2
)


@given(scored)
def test_auc_and_confusion_are_those_of_scikit_learn(rows):
    actual, score = map(np.array, zip(*rows, strict=True))
    assert prediction.auc(actual, score) == pytest.approx(roc_auc_score(actual, score))
    found = prediction.confusion(actual, score, threshold=4)
    alarm = score >= 4
    assert found["accuracy"] == accuracy_score(actual, alarm)
    assert found["recall"] == recall_score(actual, alarm)
    if alarm.any():
        assert found["precision"] == precision_score(actual, alarm)
    else:
        assert np.isnan(found["precision"])
    assert found.iloc[:4].sum() == len(rows)


@given(scored)
def test_auc_turns_round_and_knows_ranks_alone(rows):
    actual, score = map(np.array, zip(*rows, strict=True))
    value = prediction.auc(actual, score)
    assert prediction.auc(actual, -score) == pytest.approx(1 - value)
    assert prediction.auc(~actual, score) == pytest.approx(1 - value)
    assert prediction.auc(actual, np.exp(score)) == pytest.approx(value)


@given(scored, st.integers(1, 2))
def test_gains_end_with_everybody(rows, n):
    actual, score = map(np.array, zip(*rows, strict=True))
    table = prediction.gains(actual, score, n)
    assert table.iloc[-1].tolist() == [1, 1, 1]
    assert table["captured"].is_monotonic_increasing


def test_lift_is_the_first_row_of_the_gains():
    rng = np.random.default_rng(1)
    actual, score = rng.random(100) < 0.2, rng.random(100)
    assert (
        prediction.lift(actual, score, 0.1) == prediction.gains(actual, score, 10)["lift"].iloc[0]
    )
    assert prediction.lift(actual, actual, 0.2) == pytest.approx(min(1 / actual.mean(), 5))
    assert prediction.lift(actual, score, 1.0) == 1


def test_the_working_of_the_lift():
    rng = np.random.default_rng(2)
    actual, score = rng.random(50) < 0.3, rng.random(50)
    working = prediction.explain_lift(actual, score, 0.25)  # 12.5 customers are 13
    assert working.value == prediction.lift(actual, score, 0.25)
    assert "/13}" in working.substitution


def test_never_warning_is_accurate_where_few_leave():
    actual = np.arange(100) < 5
    found = prediction.confusion(actual, np.zeros(100))
    assert found["accuracy"] == found["accuracy_of_never"] == 0.95
    assert found["recall"] == 0
    assert prediction.auc(actual, np.zeros(100)) == 0.5


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: prediction.auc([1, 1], [0.2, 0.3]), "one kind"),
        (lambda: prediction.auc([1, 0], [0.2]), "same length"),
        (lambda: prediction.lift([0, 0], [1, 2]), "nobody"),
        (lambda: prediction.lift([1, 0], [1, 2], share=20), "share lies"),
        (lambda: prediction.gains([1, 0], [1, 2], n=3), "n lies"),
        (lambda: prediction.gains([0, 0], [1, 2], n=1), "nobody"),
    ],
)
def test_what_has_no_answer_is_refused(call, words):
    with pytest.raises(ModelError, match=words):
        call()


def test_rows_at_fault_are_named():
    actual = pd.Series([1, 0, 2], index=list("abc"))
    with pytest.raises(DataError) as caught:
        prediction.auc(actual, pd.Series([1, np.nan, 2], index=list("abc")))
    assert caught.value.rows == ("b", "c")
    with pytest.raises(ModelError, match="different indexes"):
        prediction.auc(actual, pd.Series([1, 2, 3]))
