"""Logistic regression: statsmodels is the judge; separation is told."""

import json
import pickle

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from crm_models.errors import DataError, ModelError
from crm_models.prediction import LogisticRegression, explain_probability

FEATURES = ("silent", "visits")


def draw(n=200, seed=1):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({"silent": rng.gamma(2, 20, n), "visits": rng.poisson(4, n)})
    z = -1 + 0.03 * table["silent"] - 0.3 * table["visits"]
    table["churned"] = rng.random(n) < 1 / (1 + np.exp(-z))
    return table.set_index(pd.Index([f"客户{i}" for i in range(n)], name="customer_id"))


@pytest.fixture(scope="module")
def table():
    return draw()


@pytest.fixture(scope="module")
def model(table):
    return LogisticRegression("churned", FEATURES).fit(table)


@given(st.integers(0, 1000))
def test_same_as_statsmodels(seed):
    data = draw(120, seed)
    model = LogisticRegression("churned", FEATURES).fit(data)
    judge = sm.Logit(data["churned"].astype(float), sm.add_constant(data[list(FEATURES)]))
    judge = judge.fit(disp=0, method="newton")
    assert list(model.params_.values()) == pytest.approx(judge.params.tolist(), rel=1e-6, abs=1e-8)
    np.testing.assert_allclose(model.cov_, judge.cov_params(), rtol=1e-5, atol=1e-12)
    assert model.loglik_ == pytest.approx(judge.llf, rel=1e-10)
    assert model.status_.kind == "interior"
    summary = model.summary()
    np.testing.assert_allclose(summary[["lower", "upper"]], judge.conf_int(), rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(summary["odds_ratio"], np.exp(judge.params), rtol=1e-6)


def test_order_of_rows_and_columns_does_not_matter(model, table):
    turned = table.sample(frac=1, random_state=2)[["visits", "churned", "silent"]]
    again = LogisticRegression("churned", FEATURES).fit(turned)
    assert again.params_ == pytest.approx(model.params_, rel=1e-9)
    probability = model.probability(turned)
    pd.testing.assert_series_equal(probability.loc[table.index], model.probability())


def test_weights_are_repetition(table):
    times = np.arange(len(table)) % 3
    weighted = LogisticRegression("churned", FEATURES).fit(table, weights=times)
    repeated = LogisticRegression("churned", FEATURES).fit(table.loc[table.index.repeat(times)])
    assert weighted.params_ == pytest.approx(repeated.params_, rel=1e-8)
    assert weighted.loglik_ == pytest.approx(repeated.loglik_)
    np.testing.assert_allclose(weighted.cov_, repeated.cov_, rtol=1e-7)
    assert weighted.n_obs_ == times.sum()


def test_the_mean_probability_is_the_share(model, table):
    assert model.probability().mean() == pytest.approx(table["churned"].mean())
    assert model.probability().between(0, 1).all()
    pd.testing.assert_index_equal(model.probability(table.iloc[[5, 2]]).index, table.index[[5, 2]])


def test_data_are_never_changed(table):
    before = table.copy(deep=True)
    LogisticRegression("churned", FEATURES).fit(table).probability(table)
    pd.testing.assert_frame_equal(table, before)


def test_units_only_change_units(model, table):
    weeks = LogisticRegression("churned", FEATURES).fit(table.assign(silent=table["silent"] / 7))
    assert weeks.params_["silent"] == pytest.approx(7 * model.params_["silent"])
    assert weeks.loglik_ == pytest.approx(model.loglik_)


def test_round_trips(model, table):
    for again in (
        pickle.loads(pickle.dumps(model)),
        LogisticRegression.from_dict(json.loads(json.dumps(model.to_dict()))),
    ):
        pd.testing.assert_frame_equal(again.summary(), model.summary())
        pd.testing.assert_series_equal(again.probability(table), model.probability())
    with pytest.raises(ModelError, match="give data"):
        LogisticRegression.from_dict(model.to_dict()).probability()


def test_complete_separation_is_told():
    data = pd.DataFrame({"silent": [1.0, 2, 3, 10, 11, 12], "churned": [0, 0, 0, 1, 1, 1]})
    model = LogisticRegression("churned", ["silent"]).fit(data)
    assert model.status_.kind == "boundary"
    assert model.status_.edge == {"silent": np.inf}
    assert "silent tell the two kinds of customers apart" in model.status_.text.en
    assert "毫无差错" in model.status_.text.zh
    assert model.loglik_ == pytest.approx(0, abs=1e-6)
    assert model.se_.isna().all()
    assert model.probability().round(3).tolist() == [0, 0, 0, 1, 1, 1]
    assert model.summary().loc["silent", "estimate"] == np.inf
    again = LogisticRegression.from_dict(json.loads(json.dumps(model.to_dict())))
    assert again.status_ == model.status_


def test_a_feature_that_knows_the_answer_of_some_is_told():
    # Closed accounts have all left; of the others some did.
    rng = np.random.default_rng(3)
    data = pd.DataFrame({"silent": rng.gamma(2, 2, 80), "closed": np.arange(80) < 10})
    data["churned"] = data["closed"] | (rng.random(80) < 0.3)
    model = LogisticRegression("churned", ["silent", "closed"]).fit(data)
    assert model.status_.kind == "boundary"
    assert model.status_.edge == {"closed": np.inf}
    fine = LogisticRegression("churned", ["silent"]).fit(data)
    assert fine.status_.kind == "interior"


def test_far_out_is_not_separated():
    data = draw(100)
    data.loc[data.index[0], ["silent", "churned"]] = [20_000.0, True]
    assert LogisticRegression("churned", FEATURES).fit(data).status_.kind == "interior"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"churned": True}, "same throughout"),
        ({"silent": 3.0}, "do not vary: silent"),
        ({"churned": 2}, "True or False"),
        ({"visits": lambda t: 2 * t["silent"] + 1}, "determine each other: silent, visits"),
        ({"silent": np.nan}, "missing or not a finite number"),
    ],
)
def test_what_cannot_be_fitted_is_refused(table, change, words):
    with pytest.raises(ModelError, match=words):
        LogisticRegression("churned", FEATURES).fit(table.assign(**change))


def test_rows_at_fault_are_named(table):
    broken = table.astype({"visits": float})
    broken.loc[broken.index[3], "visits"] = -np.inf
    with pytest.raises(DataError) as caught:
        LogisticRegression("churned", FEATURES).fit(broken)
    assert caught.value.rows == ("客户3",)
    with pytest.raises(ModelError, match="missing columns: visits"):
        LogisticRegression("churned", FEATURES).fit(table.drop(columns="visits"))


@pytest.mark.parametrize("features", [[], ["a", "a"], ["churned"], ["intercept"]])
def test_what_cannot_be_a_feature(features):
    with pytest.raises(ModelError, match="features"):
        LogisticRegression("churned", features)


def test_unfitted_and_hyper_parameters(table):
    model = LogisticRegression("churned", FEATURES)
    assert model.get_params() == {"target": "churned", "features": FEATURES}
    with pytest.raises(ModelError, match="not fitted"):
        model.probability(table)
    assert (
        LogisticRegression.from_dict(json.loads(json.dumps(model.to_dict()))).features == FEATURES
    )
    with pytest.raises(ModelError, match="between 0 and 1"):
        model.fit(table).summary(level=95)


def test_the_working_gives_the_models_number(model, table):
    one = table.iloc[7]
    working = explain_probability(model, one)
    assert working.value == model.probability(table).iloc[7]
    parts = {name: model.params_[name] * one[name] for name in FEATURES}
    assert max(parts, key=lambda name: abs(parts[name])) in working.interpretation.en
    with pytest.raises(ModelError, match="missing features: visits"):
        explain_probability(model, {"silent": 3})
