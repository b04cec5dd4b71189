"""The estimator contract, bad input, and estimates that do not exist."""

import json
import pickle

import numpy as np
import pandas as pd
import pytest

from crm_models import sem
from crm_models.errors import DataError, ModelError

SPEC = sem.specification("Q =~ q1..q3\nS <~ s1..s2\nQ -> S")


@pytest.fixture
def survey():
    return sem.simulate(SPEC, {"Q -> S": 0.6}, n=60, seed=1, scale=(1, 10))


def test_the_constructor_only_keeps_what_it_was_given():
    model = sem.PLSPathModel(SPEC, scheme="centroid")
    assert model.get_params()["scheme"] == "centroid"
    assert not model.is_fitted
    assert model.set_params(scheme="path") is model
    assert model.scheme == "path"
    with pytest.raises(ModelError, match="not fitted yet"):
        model.summary()
    with pytest.raises(ModelError, match="not fitted yet"):
        model.scores(pd.DataFrame())


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"scheme": "pca"}, "no inner weighting scheme 'pca'"),
        ({"missing": "zero"}, "missing='zero'"),
        ({"tolerance": 0}, "tolerance"),
        ({"max_iterations": 0}, "max_iterations"),
    ],
)
def test_unknown_settings_are_refused(settings, message):
    with pytest.raises(ModelError, match=message):
        sem.PLSPathModel(SPEC, **settings)


@pytest.mark.parametrize("settings", [{}, {"consistent": True}, {"scaled": False}])
def test_pickle_and_plain_data_bring_the_fit_back(survey, settings):
    model = sem.PLSPathModel(SPEC, **settings)
    assert model.fit(survey) is model
    for again in (
        pickle.loads(pickle.dumps(model)),
        sem.PLSPathModel.from_dict(json.loads(json.dumps(model.to_dict()))),
    ):
        assert again.params_ == model.params_
        pd.testing.assert_frame_equal(again.summary(), model.summary())
        pd.testing.assert_frame_equal(again.indices(survey), model.indices(survey))
    unfitted = sem.PLSPathModel.from_dict(sem.PLSPathModel(SPEC, **settings).to_dict())
    assert unfitted.get_params() == model.get_params()


def test_correlations_come_back_too(survey):
    model = sem.PLSPathModel(SPEC).fit_correlations(survey.corr(), n=60)
    again = sem.PLSPathModel.from_dict(json.loads(json.dumps(model.to_dict())))
    assert again.params_ == pytest.approx(sem.PLSPathModel(SPEC).fit(survey).params_)
    with pytest.raises(ModelError, match="knows no means"):
        again.scores(survey)


@pytest.mark.parametrize(
    ("spoil", "error", "message"),
    [
        (lambda d: d.drop(columns="q2"), ModelError, "lack the columns: q2"),
        (lambda d: d.assign(q1="five"), ModelError, "not numbers: q1"),
        (lambda d: d.assign(q1=7), ModelError, "same answer to: q1"),
        (
            lambda d: d.assign(q1=d["q1"].where(d.index != 4)),
            DataError,
            r"columns q1.*\(1 row: 4\)",
        ),
        (
            lambda d: d.assign(q1=d["q1"].astype(float).where(d.index != 9, np.inf)),
            DataError,
            "row: 9",
        ),
        (lambda d: d.head(2), ModelError, "only 2 usable rows"),
        (lambda d: pd.concat([d, d["q1"]], axis=1), ModelError, "same name"),
    ],
)
def test_bad_answers_say_where(survey, spoil, error, message):
    with pytest.raises(error, match=message) as caught:
        sem.PLSPathModel(SPEC).fit(spoil(survey))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("weights", "error", "message"),
    [
        ([1, 2], ModelError, "2 weights for 60 rows"),
        ([-1] + [1] * 59, DataError, r"1 row: 0"),
        ([np.nan] + [1] * 59, DataError, r"1 row: 0"),
        ([1, 1] + [0] * 58, ModelError, "only 2 usable rows"),
    ],
)
def test_bad_weights_say_where(survey, weights, error, message):
    with pytest.raises(error, match=message):
        sem.PLSPathModel(SPEC).fit(survey, weights=weights)


def test_missing_answers_can_be_dropped_or_filled(survey):
    holed = survey.astype(float)
    holed.loc[3, "q1"] = np.nan
    dropped = sem.PLSPathModel(SPEC, missing="drop").fit(holed)
    without = sem.PLSPathModel(SPEC).fit(survey.drop(index=3))
    assert dropped.params_ == pytest.approx(without.params_)
    assert dropped.n_obs_ == 59
    filled = sem.PLSPathModel(SPEC, missing="mean").fit(holed)
    by_hand = holed.fillna({"q1": holed["q1"].mean()})
    assert filled.params_ == pytest.approx(sem.PLSPathModel(SPEC).fit(by_hand).params_)
    assert filled.params_ != pytest.approx(dropped.params_, abs=1e-9)
    # A new row is completed with the mean of the sample that was fitted.
    alone = filled.scores(holed.loc[[3]])
    pd.testing.assert_frame_equal(alone, filled.scores(by_hand).loc[[3]])
    with pytest.raises(ModelError, match="nobody answered: q1"):
        filled.fit(holed.assign(q1=np.nan))


def test_a_search_that_stops_too_early_says_so(survey):
    model = sem.PLSPathModel(SPEC, max_iterations=1).fit(survey)
    assert model.status_.kind == "not_converged"
    assert "raise max_iterations" in model.status_.text.en
    assert sem.PLSPathModel(SPEC).fit(survey).status_.kind == "interior"


def test_dependent_formative_items_are_named(survey):
    model = sem.PLSPathModel(SPEC).fit(survey.assign(s2=2 * survey["s1"] + 1))
    assert model.status_.kind == "not_converged"
    assert any("'S' (s1, s2)" in note.en for note in model.notes_)
    assert np.isnan(model.params_["Q -> S"])


def test_dependent_predecessors_are_named(survey):
    spec = sem.specification("A =~ q1\nB =~ copy\nS =~ s1..s2\nA, B -> S")
    model = sem.PLSPathModel(spec).fit(survey.assign(copy=survey["q1"] * 3))
    assert model.status_.kind != "interior"
    assert np.isnan(model.params_["A -> S"])


def test_two_names_for_one_construct_are_noticed_by_plsc(survey):
    """Items of one factor split over two constructs correlate too much once corrected."""
    spec = sem.specification("A =~ q1..q2\nB =~ q3..q4\nA -> B")
    rng = np.random.default_rng(3)
    factor = rng.standard_normal(40)
    table = pd.DataFrame({f"q{i}": factor + rng.standard_normal(40) for i in range(1, 5)})
    model = sem.PLSPathModel(spec, consistent=True).fit(table)
    assert model.construct_correlations_.loc["A", "B"] > 1
    assert model.status_.kind == "boundary"
    assert any("beyond ±1" in note.en for note in model.notes_)
    plain = sem.PLSPathModel(spec).fit(table)
    assert plain.status_.kind == "interior"
    assert not plain.notes_


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.mask(np.eye(5, dtype=bool), 2.0),
        lambda r: r.assign(q1=0.1),
        lambda r: r * np.nan,
        lambda r: r.where(np.eye(5, dtype=bool), -0.9),
    ],
)
def test_no_correlation_matrix(survey, spoil):
    with pytest.raises(ModelError, match="no correlation matrix"):
        sem.PLSPathModel(SPEC).fit_correlations(spoil(survey.corr()), n=60)


def test_incomplete_correlation_matrix(survey):
    with pytest.raises(ModelError, match="lacks: s2"):
        sem.PLSPathModel(SPEC).fit_correlations(survey.drop(columns="s2").corr(), n=60)
