import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import trees
from crm_models.errors import ModelError

# Quinlan (1986), Induction of decision trees: fourteen days, playing against not playing.
DAYS = {
    "outlook": ([[2, 3], [4, 0], [3, 2]], 0.246),
    "temperature": ([[2, 2], [4, 2], [3, 1]], 0.029),
    "humidity": ([[3, 4], [6, 1]], 0.151),
    "windy": ([[6, 2], [3, 3]], 0.048),
}
CHILDREN = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 30), st.integers(0, 9)), min_size=2, max_size=5
)


@pytest.mark.parametrize("name", DAYS)
def test_quinlans_gains(name):
    children, printed = DAYS[name]
    # Quinlan subtracted rounded entropies: the third decimal is his.
    assert trees.gain(children) == pytest.approx(printed, abs=0.0012)


def test_quinlans_root():
    assert max(DAYS, key=lambda name: trees.gain(DAYS[name][0])) == "outlook"
    assert trees.gain_ratio(DAYS["outlook"][0]) == pytest.approx(0.156, abs=0.001)


@given(CHILDREN)
def test_a_split_never_loses_and_is_below_the_impurity_itself(children):
    parent = [sum(column) for column in zip(*children, strict=True)]
    for measure, impurity in (("entropy", trees.entropy), ("gini", trees.gini)):
        gain = trees.gain(children, measure)
        assert -1e-12 <= gain <= impurity(parent) + 1e-12


@given(st.integers(1, 50), st.integers(2, 6))
def test_equal_classes_are_most_impure(size, classes):
    counts = [size] * classes
    assert trees.entropy(counts) == pytest.approx(math.log2(classes))
    assert trees.gini(counts) == pytest.approx(1 - 1 / classes)
    assert trees.entropy([size, 0]) == trees.gini([size, 0]) == 0


def test_a_split_by_customer_number_gains_most_and_its_ratio_does_not():
    one_by_one, useful = [[1, 0], [0, 1]] * 4, [[4, 0], [0, 4]]
    assert trees.gain(one_by_one) == trees.gain(useful) == 1
    assert trees.gain_ratio(one_by_one) < trees.gain_ratio(useful)


@pytest.mark.parametrize(
    ("applicant", "risk"),
    [
        ((50_000, 90_000, 9), "high"),
        ((50_000, 80_000, 1), "low"),
        ((40_000, 90_000, 6), "low"),
        ((40_000, 0, 5), "high"),
        ((40_001, 0, 0), "low"),
    ],
)
def test_the_loan_tree_with_its_edges(applicant, risk):
    assert trees.loan_risk(*applicant) == risk


@pytest.mark.parametrize(
    "call",
    [
        lambda: trees.entropy([0, 0]),
        lambda: trees.gini([-1, 3]),
        lambda: trees.gain([[1, 2]]),
        lambda: trees.gain([[1, 2], [0, 0]]),
        lambda: trees.gain([[1, 2], [1]]),
        lambda: trees.gain([[1, 2], [2, 1]], "error"),
        lambda: trees.loan_risk(-1, 0, 0),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ModelError):
        call()
