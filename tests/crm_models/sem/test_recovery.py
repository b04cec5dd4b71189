"""Estimates of simulated surveys come back to the parameters they were drawn with."""

import numpy as np
import pytest

from crm_models import sem
from crm_models.errors import ModelError

CORE = {
    "Expectation -> Quality": 0.5,
    "Expectation -> Value": 0.1,
    "Expectation -> Satisfaction": 0.1,
    "Quality -> Value": 0.6,
    "Quality -> Satisfaction": 0.5,
    "Value -> Satisfaction": 0.3,
    "Satisfaction -> Complaints": -0.4,
    "Satisfaction -> Loyalty": 0.6,
    "Complaints -> Loyalty": -0.1,
}
IMAGE = {"Image -> Expectation": 0.4, "Image -> Satisfaction": 0.1, "Image -> Loyalty": 0.1}
PARAMETERS = {"ACSI": CORE, "ECSI": IMAGE | CORE, "CCSI": IMAGE | CORE}


@pytest.mark.parametrize("name", sem.READY)
@pytest.mark.parametrize("scheme", ["path", "factorial", "centroid"])
def test_consistent_pls_recovers_a_factor_model_exactly(name, scheme):
    """On the model's own correlations PLSc is right, whatever the scheme; plain PLS is not."""
    spec, paths = sem.READY[name], PARAMETERS[name]
    survey = sem.simulate(spec, paths, n=200, seed=1, loadings=0.75, exact=True)
    model = sem.PLSPathModel(spec, scheme=scheme, consistent=True).fit(survey)
    assert model.params_ == pytest.approx(paths, abs=1e-7)
    several = [item for c in spec.constructs if len(c.indicators) > 1 for item in c.indicators]
    loadings = model.loadings_.droplevel("construct")
    np.testing.assert_allclose(loadings[several], 0.75, atol=1e-7)
    plain = sem.PLSPathModel(spec, scheme=scheme).fit(survey)
    assert abs(plain.params_["Quality -> Satisfaction"]) < 0.5 - 0.02


def test_composites_are_recovered_without_correction():
    spec = sem.specification("""
        Q <~ q1..q3
        S <~ s1..s4
        L <~ l1..l2
        Q -> S, L
        S -> L
    """)
    paths = {"Q -> S": 0.6, "Q -> L": 0.2, "S -> L": 0.5}
    survey = sem.simulate(spec, paths, n=100, seed=2, loadings=0.8, exact=True)
    model = sem.PLSPathModel(spec).fit(survey)
    assert model.params_ == pytest.approx(paths, abs=1e-7)
    np.testing.assert_allclose(model.weights_["Q"], model.weights_["Q"].iloc[0], atol=1e-7)


def test_a_large_sample_comes_close():
    spec = sem.ACSI
    survey = sem.simulate(spec, CORE, n=20_000, seed=3, loadings=0.75)
    model = sem.PLSPathModel(spec, consistent=True).fit(survey)
    assert model.params_ == pytest.approx(CORE, abs=0.05)


def test_the_same_seed_gives_the_same_survey():
    first = sem.simulate(sem.ACSI, CORE, n=20, seed=4, scale=(1, 10))
    assert first.equals(sem.simulate(sem.ACSI, CORE, n=20, seed=4, scale=(1, 10)))
    assert not first.equals(sem.simulate(sem.ACSI, CORE, n=20, seed=5, scale=(1, 10)))
    assert first.to_numpy().min() >= 1
    assert first.to_numpy().max() <= 10


def test_implied_correlations_follow_the_arrows():
    phi = sem.construct_correlations(sem.ACSI, CORE)
    assert phi.loc["Expectation", "Quality"] == pytest.approx(0.5)
    assert phi.loc["Expectation", "Value"] == pytest.approx(0.1 + 0.6 * 0.5)
    np.testing.assert_allclose(np.diagonal(phi), 1)
    assert np.linalg.eigvalsh(phi)[0] > 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Quality -> Satisfaction": 1.2}, "above 1"),
        ({"Loyalty -> Quality": 0.1}, "not drawn"),
        ({"Quality -> Satisfaction": None}, "no coefficient"),
    ],
)
def test_impossible_parameters_are_refused(change, message):
    paths = {k: v for k, v in (CORE | change).items() if v is not None}
    with pytest.raises(ModelError, match=message):
        sem.simulate(sem.ACSI, paths, n=10, seed=1)


def test_correlated_exogenous_constructs():
    spec = sem.specification("a =~ a1..a2\nb =~ b1..b2\nc =~ c1..c2\na, b -> c")
    phi = sem.construct_correlations(spec, {"a -> c": 0.4, "b -> c": 0.3}, {("a", "b"): 0.5})
    assert phi.loc["a", "c"] == pytest.approx(0.4 + 0.5 * 0.3)
    with pytest.raises(ModelError, match="only exogenous"):
        sem.construct_correlations(spec, {"a -> c": 0.4, "b -> c": 0.3}, {("a", "c"): 0.5})


@pytest.mark.parametrize(
    ("loadings", "message"),
    [({"a": 0.8}, "no loading"), (1.2, "beyond 1"), ({"a": 0.5, "b": 0.8}, "formative")],
)
def test_impossible_loadings_are_refused(loadings, message):
    spec = sem.specification("a <~ a1..a2\nb =~ b1..b2\na -> b")
    with pytest.raises(ModelError, match=message):
        sem.simulate(spec, {"a -> b": 0.5}, n=10, seed=1, loadings=loadings)


def test_exact_correlations_need_rows():
    with pytest.raises(ModelError, match="more than 14"):
        sem.simulate(sem.ACSI, CORE, n=14, seed=1, exact=True)
