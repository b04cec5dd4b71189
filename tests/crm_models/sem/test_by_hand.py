"""The steps by hand lead to what the package estimates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import sem
from crm_models.errors import ModelError
from crm_models.sem import by_hand

PATHS = {
    "Expectation -> Quality": 0.5,
    "Expectation -> Value": 0.2,
    "Expectation -> Satisfaction": 0.1,
    "Quality -> Value": 0.5,
    "Quality -> Satisfaction": 0.4,
    "Value -> Satisfaction": 0.3,
    "Satisfaction -> Complaints": -0.5,
    "Satisfaction -> Loyalty": 0.5,
    "Complaints -> Loyalty": -0.2,
}


@pytest.fixture(scope="module")
def survey():
    drawn = sem.simulate(sem.ACSI, PATHS, n=200, seed=5)
    return (drawn - drawn.mean()) / drawn.std(ddof=0)


@pytest.mark.parametrize("scheme", ["path", "factorial", "centroid"])
def test_rounds_end_where_the_package_ends(survey, scheme):
    figure = sem.specification("Q =~ PERQ1..PERQ3\nS =~ CUSA1..CUSA3\nQ -> S")
    model = sem.PLSPathModel(figure, scheme=scheme).fit(survey)
    q, s = (survey[list(each.indicators)].to_numpy() for each in figure.constructs)
    weights = np.array([1.0, 0.2, 3.0]), np.ones(3)
    for _ in range(100):
        weights = by_hand.mode_a_round(q, s, *weights)
    assert np.concatenate(weights) == pytest.approx(model.weights_.to_numpy(), abs=1e-9)
    for block, found in zip((q, s), weights, strict=True):
        assert np.var(block @ found) == pytest.approx(1)


def test_a_reversed_block_keeps_weights_above_zero(survey):
    one, other = survey[["CUSA1", "CUSA2"]].to_numpy(), survey[["CUSL1", "CUSL2"]].to_numpy()
    right = by_hand.mode_a_round(one, other, [1, 1], [1, 1])
    turned = by_hand.mode_a_round(one, -other, [1, 1], [1, 1])
    assert right[0] == pytest.approx(turned[0])
    assert right[1] == pytest.approx(turned[1])
    assert min(right[0].min(), right[1].min()) > 0


def test_scores_without_correlation_have_no_next_round():
    with pytest.raises(ModelError, match="do not correlate"):
        by_hand.mode_a_round([[1], [1], [-1], [-1]], [[1], [-1], [1], [-1]], [1], [1])


def test_path_coefficients_of_the_scores_are_the_packages(survey):
    model = sem.PLSPathModel(sem.ACSI).fit(survey)
    arrows = [(arrow.source, arrow.target) for arrow in sem.ACSI.paths]
    found = by_hand.path_coefficients(model.scores(survey), arrows)
    assert list(found) == arrows
    for (cause, effect), value in found.items():
        assert value == pytest.approx(model.params_[f"{cause} -> {effect}"])


def test_total_effects_are_the_packages(survey):
    model = sem.PLSPathModel(sem.ACSI).fit(survey)
    paths = {tuple(name.split(" -> ")): value for name, value in model.params_.items()}
    table = model.total_effects()
    for cause in table.index:
        for effect in table.columns.drop(cause):
            assert by_hand.total_effect(paths, cause, effect) == pytest.approx(
                table.loc[cause, effect]
            )


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=6))
def test_along_one_way_coefficients_multiply(values):
    paths = {(str(i), str(i + 1)): value for i, value in enumerate(values)}
    assert by_hand.total_effect(paths, "0", str(len(values))) == pytest.approx(np.prod(values))
    assert by_hand.total_effect(paths, "0", "elsewhere") == 0
