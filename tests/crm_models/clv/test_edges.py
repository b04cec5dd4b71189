"""Where a small sample has no ordinary maximum: told in words, with the limits, never thrown."""

import numpy as np
import pandas as pd
import pytest

from crm_models import clv

NAMES = ["BetaGeoNBD", "ModifiedBetaGeoNBD", "ParetoNBD"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(8))
def test_classroom_samples_always_get_an_answer(cdnow, name, seed):
    # 30 customers: half of all samples have no interior maximum (lifetimes raises).
    data = cdnow.sample(30, replace=True, random_state=seed)
    model = getattr(clv, name)().fit(data)
    assert model.status_.kind in {"interior", "boundary"}
    assert np.isfinite(model.loglik_)
    assert np.isfinite(model.expected_purchases(39)).all()
    assert model.p_alive().between(0, 1).all()
    assert set(model.status_.edge) <= set(model.params_)
    unknown = model.se_[model.se_.isna()].index
    assert set(model.status_.edge) <= set(unknown)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(4))
def test_nothing_better_lies_elsewhere(cdnow, name, seed):
    data = cdnow.sample(30, replace=True, random_state=seed)
    model = getattr(clv, name)().fit(data)
    rng = np.random.default_rng(seed)
    likelihood = model._likelihood(model._rows)
    spots = np.log(list(model._start(model._rows))) + rng.normal(0, 3, (200, 4))
    assert max(likelihood(spot)[0] for spot in spots) <= model.loglik_ + 1e-6


def test_alike_customers_are_told(cdnow):
    data = cdnow.sample(30, replace=True, random_state=0)
    model = clv.BetaGeoNBD().fit(data)
    assert model.status_.kind == "boundary"
    assert model.status_.edge == {"a": np.inf, "b": np.inf}
    share = model.status_.limits["a/(a+b)"]
    assert share == pytest.approx(model.params_["a"] / (model.params_["a"] + model.params_["b"]))
    assert "a 与 b 一同趋于无穷" in model.status_.text.zh
    assert "go to infinity together" in model.status_.text.en
    assert model.summary().loc["a", "estimate"] == np.inf
    assert model.se_[["r", "alpha"]].notna().all()

    # It is the model in which everyone leaves with that probability.
    def alike(p):
        return clv.BetaGeoNBD().given(
            r=model.params_["r"], alpha=model.params_["alpha"], a=p * 1e9, b=(1 - p) * 1e9
        )

    assert alike(share).log_likelihood(data).sum() == pytest.approx(model.loglik_, abs=1e-4)
    for p in (share * 0.9, share * 1.1):
        assert alike(p).log_likelihood(data).sum() < model.loglik_


def test_two_kinds_of_customers_are_told(cdnow):
    data = cdnow.sample(30, replace=True, random_state=6)
    model = clv.BetaGeoNBD().fit(data)
    assert model.status_.edge == {"a": 0.0, "b": 0.0}
    assert "of two kinds" in model.status_.text.en


def test_nobody_bought_again():
    data = pd.DataFrame({"frequency": [0] * 5, "recency": 0.0, "T": [10.0, 20, 30, 40, 50]})
    model = clv.BetaGeoNBD().fit(data)
    assert model.status_.kind == "boundary"
    assert model.expected_purchases_new(10) < 1e-3


def test_nobody_churned():
    data = pd.DataFrame({"T": [3, 4, 5], "churned": False})
    model = clv.ShiftedBetaGeometric().fit(data)
    assert model.status_.kind == "boundary"
    assert model.survival(10) == pytest.approx(1, abs=1e-4)


def test_constant_retention_is_the_edge_of_sbg():
    data, weights = clv.from_survivors([1000, 800, 640, 512, 409.6])
    model = clv.ShiftedBetaGeometric().fit(data, weights=weights)
    assert model.status_.limits["alpha/(alpha+beta)"] == pytest.approx(0.2, abs=1e-4)
    assert model.retention_rate([1, 5, 50]) == pytest.approx([0.8] * 3, abs=1e-3)


def test_equal_spending_within_customers_is_told(rng):
    mean = 20 / rng.gamma(4, 1, 50)
    data = pd.DataFrame({"frequency": rng.integers(1, 6, 50), "monetary_value": mean})
    # The first purchase count says nothing here: every customer always spends the same.
    model = clv.GammaGamma().fit(data.assign(frequency=5))
    assert np.isfinite(model.loglik_)
    spread = clv.GammaGamma().fit(pd.DataFrame({"frequency": [3] * 9, "monetary_value": 12.5}))
    assert spread.status_.kind == "boundary"
    assert spread.expected_spend().to_numpy() == pytest.approx([12.5] * 9, rel=1e-3)


def test_the_edge_survives_json(cdnow):
    model = clv.BetaGeoNBD().fit(cdnow.sample(30, replace=True, random_state=0))
    again = clv.BetaGeoNBD.from_dict(model.to_dict())
    assert again.status_ == model.status_
    pd.testing.assert_frame_equal(again.summary(), model.summary())


def test_a_single_customer_gets_an_answer():
    data = pd.DataFrame({"frequency": [3], "recency": [20.0], "T": [30.0]})
    for name in NAMES:
        assert getattr(clv, name)().fit(data).status_.kind in {"boundary", "interior"}
