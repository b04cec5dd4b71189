"""Scores from 0 to 100, and the importance-performance map."""

import numpy as np
import pandas as pd
import pytest

from crm_models import sem
from crm_models.errors import DataError, ModelError

SPEC = sem.specification("Q =~ q1..q3\nV =~ v1..v2\nS =~ s1..s3\nQ -> V, S\nV -> S")
PATHS = {"Q -> V": 0.5, "Q -> S": 0.4, "V -> S": 0.3}


@pytest.fixture(scope="module")
def survey():
    return sem.simulate(SPEC, PATHS, n=150, seed=2, scale=(1, 10))


@pytest.fixture(scope="module")
def model(survey):
    return sem.PLSPathModel(SPEC).fit(survey)


def test_bounds(model, survey):
    row = survey.iloc[[0]]
    assert model.indices(row * 0 + 10).to_numpy() == pytest.approx(100)
    assert model.indices(row * 0 + 1).to_numpy() == pytest.approx(0)
    assert model.indices(row * 0 + 5.5).to_numpy() == pytest.approx(50)


def test_fornells_formula_by_hand(model, survey):
    w = (model.weights_["S"] / survey[["s1", "s2", "s3"]].std(ddof=0)).to_numpy()
    x = survey[["s1", "s2", "s3"]].mean().to_numpy()
    by_hand = 100 * (w @ x - w.sum() * 1) / (w.sum() * 10 - w.sum() * 1)
    assert model.indices(survey)["S"].mean() == pytest.approx(by_hand)
    # Weights of standardised items are another formula, and another number.
    wrong = 100 * (model.weights_["S"].to_numpy() @ (x - 1)) / (model.weights_["S"].sum() * 9)
    assert by_hand != pytest.approx(wrong, abs=1e-3)


def test_an_index_is_the_score_on_another_scale(model, survey):
    joint = pd.concat([model.indices(survey)["S"], model.scores(survey)["S"]], axis=1)
    assert np.corrcoef(joint.T.to_numpy())[0, 1] == pytest.approx(1)


def test_scales_by_item(model, survey):
    scale = dict.fromkeys(SPEC.indicators, (1, 10))
    pd.testing.assert_frame_equal(
        model.indices(survey, scale=scale), model.indices(survey, scale=(1, 10))
    )
    with pytest.raises(ModelError, match="no scale given for: s3"):
        model.indices(survey, scale={k: v for k, v in scale.items() if k != "s3"})
    with pytest.raises(ModelError, match="above its start"):
        model.indices(survey, scale=(10, 1))


def test_answers_off_the_scale_are_named(model, survey):
    with pytest.raises(DataError, match="row"):
        model.indices(survey, scale=(1, 7))


def test_negative_weights_are_refused(survey):
    turned = survey.assign(s2=11 - survey["s2"])
    model = sem.PLSPathModel(SPEC).fit(turned)
    with pytest.raises(ModelError, match="weights of s2 are negative"):
        model.indices(turned)


def test_importance_is_the_total_effect_in_index_points(model, survey):
    """Regressions among the indices themselves give the unstandardised effects."""
    table = model.importance_performance("S", survey)
    assert table.index.tolist() == ["Q", "V"]
    points = model.indices(survey)

    def slopes(target, *sources):
        design = np.column_stack([np.ones(len(points)), points[list(sources)]])
        return np.linalg.lstsq(design, points[target], rcond=None)[0][1:]

    q, v = slopes("S", "Q", "V")
    (qv,) = slopes("V", "Q")
    np.testing.assert_allclose(table["importance"], [q + qv * v, v], atol=1e-9)
    np.testing.assert_allclose(table["performance"], points[["Q", "V"]].mean())


def test_performance_with_weights(model, survey):
    weights = np.arange(len(survey)) % 3
    repeated = survey.loc[survey.index.repeat(weights)]
    weighted = model.importance_performance("S", survey, weights=weights)
    pd.testing.assert_frame_equal(weighted, model.importance_performance("S", repeated))
    with pytest.raises(ModelError, match="no construct 'X'"):
        model.importance_performance("X", survey)
