"""What every fitted model must do, whatever its formula."""

import json
import pickle

import numpy as np
import pandas as pd
import pytest

from crm_models import clv
from crm_models.errors import DataError, ModelError

# A fitted truth for each model, how to draw data from it, and what it says of each customer.
TRUTHS = {
    "BetaGeoNBD": {"r": 0.6, "alpha": 6.0, "a": 0.8, "b": 2.5},
    "ModifiedBetaGeoNBD": {"r": 0.6, "alpha": 6.0, "a": 0.8, "b": 2.5},
    "ParetoNBD": {"r": 0.6, "alpha": 8.0, "s": 0.7, "beta": 12.0},
    "BetaGeoBetaBinomial": {"alpha": 1.2, "beta": 0.75, "gamma": 0.66, "delta": 2.8},
    "ShiftedBetaGeometric": {"alpha": 0.7, "beta": 2.5},
    "GammaGamma": {"p": 6.25, "q": 3.74, "gamma": 15.44},
}
PURCHASE = ["BetaGeoNBD", "ModifiedBetaGeoNBD", "ParetoNBD", "BetaGeoBetaBinomial"]
MODELS = list(TRUTHS)


def truth(name, **hyper):
    return getattr(clv, name)(**hyper).given(**TRUTHS[name])


def draw(name, n, rng):
    model = truth(name)
    if name == "GammaGamma":
        return model.sample(n, rng, frequency=rng.integers(1, 9, n))
    if name in {"BetaGeoBetaBinomial", "ShiftedBetaGeometric"}:
        return model.sample(n, rng, T=rng.integers(4, 9, n))
    return model.sample(n, rng, T=rng.integers(200, 400, n) / 7)


def said(model, data=None):
    """Every statement of the model about each customer, one column each."""
    parts = [model.log_likelihood(data)]
    if hasattr(model, "expected_purchases"):
        parts += [
            model.expected_purchases(5, data),
            model.p_alive(data),
            model.p_alive(data, horizon=3),
        ]
    if hasattr(model, "expected_spend"):
        parts.append(model.expected_spend(data))
    if hasattr(model, "churn_next"):
        parts.append(model.churn_next(data))
    return pd.concat(parts, axis=1)


@pytest.fixture(params=MODELS, scope="module")
def name(request):
    return request.param


@pytest.fixture(scope="module")
def data(name):
    return draw(name, 400, np.random.default_rng(20240229))


@pytest.fixture(scope="module")
def model(name, data):
    return getattr(clv, name)().fit(data)


def test_rows_in_another_order_say_the_same(name, model, data, rng):
    shuffled = data.sample(frac=1, random_state=1)
    again = getattr(clv, name)().fit(shuffled)
    assert again.params_ == pytest.approx(model.params_, rel=1e-6)
    assert again.loglik_ == pytest.approx(model.loglik_, rel=1e-12)
    pd.testing.assert_frame_equal(said(again).loc[data.index], said(model), rtol=1e-5)


def test_columns_in_another_order_say_the_same(name, model, data):
    turned = data[data.columns[::-1]].assign(note="x")
    pd.testing.assert_frame_equal(said(model, turned), said(model, data), rtol=1e-12)
    assert getattr(clv, name)().fit(turned).params_ == model.params_


def test_weights_are_repetition(name, data, rng):
    times = rng.integers(0, 4, len(data))
    weighted = getattr(clv, name)().fit(data, weights=times)
    repeated = getattr(clv, name)().fit(data.iloc[np.repeat(np.arange(len(data)), times)])
    assert weighted.loglik_ == pytest.approx(repeated.loglik_, rel=1e-12)
    assert weighted.params_ == pytest.approx(repeated.params_, rel=1e-5)
    assert weighted.n_obs_ == times.sum()
    np.testing.assert_allclose(weighted.cov_, repeated.cov_, rtol=1e-3)


def test_weights_change_the_answer(name, model, data, rng):
    skewed = getattr(clv, name)().fit(data, weights=rng.integers(0, 4, len(data)))
    assert skewed.params_ != pytest.approx(model.params_, rel=1e-3)


def test_new_data_equal_to_the_old_say_the_same(model, data):
    pd.testing.assert_frame_equal(said(model, data.copy()), said(model))


def test_part_of_the_data_says_the_same(model, data):
    part = data.iloc[[17, 3, 3, 200]]
    pd.testing.assert_frame_equal(said(model, part), said(model).loc[part.index], rtol=1e-12)


def test_index_and_dtype_are_kept(name, model, data):
    labels = pd.Index([f"客户{i}" for i in range(len(data))], name="who")
    relabelled = data.set_index(labels)
    for statement in (said(model, relabelled), said(model, relabelled.astype(float))):
        pd.testing.assert_index_equal(statement.index, labels)
        assert (statement.dtypes == np.float64).all()


def test_nullable_and_small_dtypes_are_read(model, data):
    nullable = data.convert_dtypes()
    pd.testing.assert_frame_equal(said(model, nullable), said(model, data))


def test_data_are_never_changed(name, data):
    before = data.copy(deep=True)
    said(getattr(clv, name)().fit(data, weights=np.ones(len(data))), data)
    pd.testing.assert_frame_equal(data, before)


def test_sampled_rows_have_the_likelihood_of_the_sum(model, data):
    assert model.log_likelihood().sum() == pytest.approx(model.loglik_, rel=1e-12)


def test_fit_is_a_maximum(name, model, data):
    for parameter in model.params_:
        for factor in (0.97, 1.03):
            moved = dict(model.params_) | {parameter: model.params_[parameter] * factor}
            there = getattr(clv, name)().given(**moved).log_likelihood(data).sum()
            assert there <= model.loglik_ + 1e-9


def test_gradient_is_that_of_the_likelihood(name, model, rng):
    likelihood = model._likelihood(model._rows)
    at = np.log(list(TRUTHS[name].values())) + rng.normal(0, 0.3, len(TRUTHS[name]))
    slopes = likelihood(at)[1]
    np.testing.assert_allclose(likelihood.slope(at), slopes, rtol=1e-12)
    bent = likelihood.curvature(at)
    for i, step in enumerate(np.eye(at.size) * 1e-5):
        rise = (likelihood(at + step)[0] - likelihood(at - step)[0]) / 2e-5
        assert slopes[i] == pytest.approx(rise, rel=1e-5, abs=1e-4)
        if bent is not None:
            turn = (likelihood.slope(at + step) - likelihood.slope(at - step)) / 2e-5
            np.testing.assert_allclose(bent[i], turn, rtol=1e-5, atol=1e-4)
    assert (bent is not None) == name.endswith("GeoNBD")


def test_a_quick_total_is_the_sum_of_the_rows(name, model, data, rng, monkeypatch):
    moved = {p: v * np.exp(rng.normal(0, 0.3)) for p, v in TRUTHS[name].items()}
    there = getattr(clv, name)().given(**moved)
    weights = rng.integers(0, 4, len(data))
    expected = there.log_likelihood(data) @ weights
    rows = model._read(data, weights)
    at = np.log(list(moved.values()))
    whole = model._likelihood(rows)
    assert whole(at)[0] == pytest.approx(expected, rel=1e-12)
    # A few rows at a time, as with thousands of distinct ones.
    monkeypatch.setattr("crm_models.clv.likelihood_model._CHUNK", 7)
    parts = model._likelihood(rows)
    assert parts(at)[0] == pytest.approx(expected, rel=1e-12)
    np.testing.assert_allclose(parts(at)[1], whole(at)[1], rtol=1e-9)
    np.testing.assert_allclose(parts.slope(at), whole(at)[1], rtol=1e-9)
    if whole.curvature(at) is None:
        assert parts.curvature(at) is None
    else:
        np.testing.assert_allclose(parts.curvature(at), whole.curvature(at), rtol=1e-9)


def test_covariance_is_symmetric_and_positive(name, rng):
    cov = getattr(clv, name)().fit(draw(name, 3000, rng)).cov_.to_numpy()
    np.testing.assert_array_equal(cov, cov.T)
    assert (np.linalg.eigvalsh(cov) > 0).all()


def test_intervals_stay_in_range(model):
    table = model.summary()
    assert (table["lower"] > 0).all()
    assert ((table["lower"] < table["estimate"]) & (table["estimate"] < table["upper"])).all()
    wide = model.confidence_intervals(0.99)
    assert (wide["upper"] > table["upper"]).all()


def test_pickle_round_trip(model, data):
    again = pickle.loads(pickle.dumps(model))
    pd.testing.assert_frame_equal(said(again), said(model))
    assert again.status_ == model.status_


def test_plain_data_round_trip(name, model, data):
    plain = json.loads(json.dumps(model.to_dict(), allow_nan=False))
    again = getattr(clv, name).from_dict(plain)
    pd.testing.assert_frame_equal(said(again, data), said(model, data), rtol=1e-12)
    pd.testing.assert_frame_equal(again.summary(), model.summary())
    assert again.to_dict() == model.to_dict()
    with pytest.raises(ModelError, match="give data"):
        again.log_likelihood()


def test_other_models_data_are_refused(name, model):
    other = MODELS[MODELS.index(name) - 1]
    with pytest.raises(ModelError, match="are of"):
        getattr(clv, other).from_dict(model.to_dict())


def test_hyper_parameters(name):
    model = getattr(clv, name)(unit="week")
    assert repr(model) == f"{name}(unit='week')"
    assert model.set_params(unit="day").get_params() == {"unit": "day"}
    with pytest.raises(ModelError, match="no hyper-parameter"):
        model.set_params(units="day")


def test_unfitted_says_so(name, data):
    with pytest.raises(ModelError, match="not fitted"):
        getattr(clv, name)().log_likelihood(data)


def test_missing_numbers_are_named(name, data):
    broken = data.astype(float).copy()
    broken.iloc[[2, 5], 0] = np.nan
    with pytest.raises(DataError) as caught:
        getattr(clv, name)().fit(broken)
    assert caught.value.rows == tuple(data.index[[2, 5]])


def test_missing_columns_are_named(name, data):
    with pytest.raises(ModelError, match=data.columns[0]):
        getattr(clv, name)().fit(data.drop(columns=data.columns[0]))


def test_twice_the_same_customer_is_refused(name, data):
    doubled = data.reset_index()
    doubled.loc[1, "customer_id"] = doubled.loc[0, "customer_id"]
    with pytest.raises(DataError, match="more than once") as caught:
        getattr(clv, name)().fit(doubled)
    assert caught.value.rows == (0, 1)


@pytest.mark.parametrize("weights", [[1.0], [-1.0] * 400, [np.nan] * 400, [0.0] * 400])
def test_bad_weights_are_refused(name, data, weights):
    with pytest.raises(ModelError):
        getattr(clv, name)().fit(data, weights=weights)


def test_weights_of_other_rows_are_refused(name, data):
    wrong = pd.Series(1.0, index=data.index[::-1])
    with pytest.raises(ModelError, match="index"):
        getattr(clv, name)().fit(data, weights=wrong)


def test_parameters_are_recovered(name, rng):
    model = getattr(clv, name)().fit(draw(name, 20_000, rng))
    true = pd.Series(TRUTHS[name])
    off = (np.log(pd.Series(dict(model.params_))) - np.log(true)) * true / model.se_
    assert off.abs().max() < 4
    assert (model.se_ < 0.2 * true).all()


@pytest.mark.parametrize("name", PURCHASE, scope="module")
class TestPurchaseModels:
    def test_pmf_is_a_distribution(self, name):
        t = 6 if name == "BetaGeoBetaBinomial" else 39.0
        mass = truth(name).pmf(np.arange(3000 if t == 39.0 else 7), t)
        assert (mass >= 0).all()
        assert mass.sum() == pytest.approx(1, abs=1e-9)

    def test_pmf_and_expectation_agree(self, name):
        t = 6 if name == "BetaGeoBetaBinomial" else 39.0
        n = np.arange(3000 if t == 39.0 else 7)
        model = truth(name)
        assert n @ model.pmf(n, t) == pytest.approx(model.expected_purchases_new(t), rel=1e-8)

    def test_no_time_no_purchases(self, name, model, data):
        assert model.expected_purchases_new(0) == 0
        assert (model.expected_purchases(0, data) == 0).all()
        at_once = model.pmf([0, 1, 2], 0)
        assert at_once == pytest.approx([1, 0, 0], abs=1e-15)
        pd.testing.assert_series_equal(model.p_alive(horizon=0), model.p_alive())

    def test_more_time_more_purchases(self, model, data):
        ahead = model.expected_purchases([1, 4, 16, 64], data)
        assert ahead.columns.tolist() == [1, 4, 16, 64]
        assert (ahead.diff(axis=1).iloc[:, 1:] > 0).all(axis=None)
        assert (model.p_alive(data, horizon=64) < model.p_alive(data)).all()

    def test_p_alive_is_a_probability(self, model, data):
        alive = model.p_alive(data)
        assert alive.between(0, 1).all()
        assert alive.nunique() > 10

    def test_sample_agrees_with_the_formulas(self, name, rng):
        T = 6 if name == "BetaGeoBetaBinomial" else 39.0
        model = truth(name)
        drawn = model.sample(40_000, rng, T=T, hidden=True)
        x = drawn["frequency"]
        error = x.std() / 200
        assert x.mean() == pytest.approx(model.expected_purchases_new(T), abs=4 * error)
        assert (x == 0).mean() == pytest.approx(model.pmf(0, T), abs=0.01)
        alive = model.p_alive(drawn)
        assert drawn["alive"].mean() == pytest.approx(alive.mean(), abs=0.01)
        likely = alive > 0.8
        assert drawn["alive"][likely].mean() == pytest.approx(alive[likely].mean(), abs=0.02)

    def test_drawn_futures_agree_with_the_expectation(self, name, rng):
        t = 10
        model = truth(name)
        data = draw(name, 500, rng)
        columns = tuple(data[c].to_numpy(float).repeat(200) for c in model.columns)
        drawn = model._draw_future(t, *columns, rng)
        future, expected = drawn.reshape(500, 200).mean(axis=1), model.expected_purchases(t, data)
        error = drawn.std() / np.sqrt(drawn.size)
        assert future.mean() == pytest.approx(expected.mean(), abs=4 * error)
        assert np.corrcoef(future, expected)[0, 1] > 0.97

    def test_same_seed_same_sample(self, name):
        one, two, other = (
            truth(name).sample(50, np.random.default_rng(seed), T=8) for seed in (1, 1, 2)
        )
        pd.testing.assert_frame_equal(one, two)
        assert not one.equals(other)

    def test_samples_are_histories_that_can_be(self, name, data):
        getattr(clv, name)().fit(data)
        assert data.index.name == "customer_id"
        assert data["frequency"].dtype == np.int64

    @pytest.mark.parametrize(
        ("x", "t_x", "T", "words"),
        [
            (2, 0, 5, "recency = 0"),
            (0, 3, 5, "frequency = 0"),
            (2, 6, 5, "above T"),
            (-1, 0, 5, "whole number"),
            (1.5, 3, 5, "whole number"),
            (1, -2, 5, "negative"),
        ],
    )
    def test_impossible_histories_are_named(self, name, data, x, t_x, T, words):
        broken = data.astype(float)
        broken.iloc[7] = (x, t_x, T)
        with pytest.raises(DataError, match=words) as caught:
            getattr(clv, name)().fit(broken)
        assert caught.value.rows == (data.index[7],)

    @pytest.mark.parametrize("t", [-1, np.nan, np.inf])
    def test_impossible_times_are_refused(self, model, t):
        with pytest.raises(ModelError):
            model.expected_purchases_new(t)
