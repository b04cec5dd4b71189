"""All replicates at once must be the replicates one by one."""

import numpy as np
import pandas as pd
import pytest

from crm_models import sem
from crm_models.errors import ModelError

SPEC = sem.specification("Q =~ q1..q3\nV <~ v1..v2\nS =~ s1..s3\nQ -> V, S\nV -> S")
PATHS = {"Q -> V": 0.5, "Q -> S": 0.4, "V -> S": 0.3}


@pytest.fixture(scope="module")
def survey():
    return sem.simulate(SPEC, PATHS, n=100, seed=2, scale=(1, 10))


@pytest.mark.parametrize("scheme", ["path", "factorial", "centroid"])
@pytest.mark.parametrize("extra", [{}, {"consistent": True}, {"scaled": False}])
def test_the_stack_equals_single_fits(survey, scheme, extra):
    model = sem.PLSPathModel(SPEC, scheme=scheme, tolerance=1e-11, **extra).fit(survey)
    boot = model.bootstrap(survey, replicates=12, seed=3)
    counts = np.random.default_rng(3).multinomial(100, np.full(100, 0.01), size=12)
    for row, times in enumerate(counts):
        one = sem.PLSPathModel(SPEC, scheme=scheme, tolerance=1e-11, **extra)
        one.fit(survey.loc[survey.index.repeat(times)])
        np.testing.assert_allclose(
            boot.replicates["paths"][row], list(one.params_.values()), atol=1e-8
        )
        np.testing.assert_allclose(boot.replicates["loadings"][row], one.loadings_, atol=1e-8)
        np.testing.assert_allclose(boot.replicates["weights"][row], one.weights_, atol=1e-8)
        np.testing.assert_allclose(boot.replicates["r_squared"][row], one.r_squared_, atol=1e-8)
        htmt = one.htmt().to_numpy()[np.triu_indices(3, 1)]
        np.testing.assert_allclose(boot.replicates["htmt"][row], htmt, atol=1e-8)
        total = one.total_effects()
        expected = [total.loc["Q", "V"], total.loc["Q", "S"], total.loc["V", "S"]]
        np.testing.assert_allclose(boot.replicates["total_effects"][row], expected, atol=1e-8)


def test_tables_carry_the_estimates(survey):
    model = sem.PLSPathModel(SPEC).fit(survey)
    boot = model.bootstrap(survey, replicates=200, seed=1)
    assert boot.table("paths")["estimate"].to_dict() == pytest.approx(model.params_)
    pd.testing.assert_series_equal(
        boot.table("loadings")["estimate"], model.loadings_, check_names=False
    )
    assert boot.table("total_effects").index.tolist() == ["Q -> V", "Q -> S", "V -> S"]
    assert boot.table("htmt").loc["Q ~ S", "estimate"] == model.htmt().loc["Q", "S"]
    table = boot.table("paths")
    assert (table["lower"] < table["estimate"]).all()
    assert (table["estimate"] < table["upper"]).all()
    narrow = boot.table("paths", level=0.5)
    assert (narrow["upper"] - narrow["lower"] < table["upper"] - table["lower"]).all()
    np.testing.assert_allclose(table["t"], table["estimate"] / table["se"])
    assert "200 replicates" in repr(boot)


def test_the_standard_error_of_a_correlation():
    """With single items a path is a correlation, whose standard error is known: (1 - r²)/√n."""
    spec = sem.specification("a =~ a\nb =~ b\na -> b")
    table = sem.simulate(spec, {"a -> b": 0.5}, n=2000, seed=4)
    model = sem.PLSPathModel(spec).fit(table)
    error = model.bootstrap(table, replicates=2000, seed=5).table()["se"].iloc[0]
    assert error == pytest.approx((1 - 0.5**2) / np.sqrt(2000), rel=0.08)
    # The loading of a single item cannot vary and has no t value.
    loadings = model.bootstrap(table, replicates=50, seed=5).table("loadings")
    assert (loadings["se"] < 1e-12).all()
    assert loadings["t"].isna().all()


def test_weights_are_repetitions(survey):
    times = np.arange(100) % 3
    repeated = survey.loc[survey.index.repeat(times)]
    model = sem.PLSPathModel(SPEC).fit(survey, weights=times)
    weighted = model.bootstrap(survey, weights=times, replicates=1500, seed=6).table()
    plain = model.bootstrap(repeated, replicates=1500, seed=7).table()
    np.testing.assert_allclose(weighted["se"], plain["se"], rtol=0.1)
    np.testing.assert_allclose(weighted["estimate"], plain["estimate"])


def test_seeds(survey):
    model = sem.PLSPathModel(SPEC).fit(survey)
    first = model.bootstrap(survey, replicates=20, seed=1).table()
    pd.testing.assert_frame_equal(first, model.bootstrap(survey, replicates=20, seed=1).table())
    other = model.bootstrap(survey, replicates=20, seed=2).table()
    assert not np.allclose(first["se"], other["se"])


def test_batches_do_not_matter(survey, monkeypatch):
    model = sem.PLSPathModel(SPEC).fit(survey)
    whole = model.bootstrap(survey, replicates=30, seed=1)
    monkeypatch.setattr("crm_models.sem.bootstrap._BATCH", 1000)
    monkeypatch.setattr("crm_models.sem.moments._CHUNK", 500)
    parts = model.bootstrap(survey, replicates=30, seed=1)
    np.testing.assert_allclose(whole.replicates["paths"], parts.replicates["paths"], atol=1e-10)


def test_other_data_are_refused(survey):
    model = sem.PLSPathModel(SPEC).fit(survey)
    with pytest.raises(ModelError, match="not the data of the fit"):
        model.bootstrap(survey.head(50), replicates=10)
    with pytest.raises(ModelError, match="at least 2 replicates"):
        model.bootstrap(survey, replicates=1)
    boot = model.bootstrap(survey, replicates=5, seed=1)
    with pytest.raises(ModelError, match="no 'fit'"):
        boot.table("fit")
    with pytest.raises(ModelError, match="between 0 and 1"):
        boot.table(level=95)


def test_tiny_samples_lose_replicates_and_say_how_many():
    spec = sem.specification("a =~ a\nb =~ b\na -> b")
    table = pd.DataFrame({"a": [0, 0, 0, 1], "b": [0, 1, 0, 1]})
    boot = sem.PLSPathModel(spec).fit(table).bootstrap(table, replicates=100, seed=1)
    assert 0 < boot.failed < 100
    assert len(boot.replicates["paths"]) == 100 - boot.failed
    assert f"{boot.failed} without a solution" in repr(boot)
    assert np.isfinite(boot.table().loc["a -> b", "se"])
