"""Where PLS becomes another method, that method is the judge."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from sklearn.cross_decomposition import CCA, PLSCanonical
from sklearn.decomposition import PCA

from crm_models import sem


@pytest.fixture
def two_blocks():
    rng = np.random.default_rng(11)
    common = rng.standard_normal((200, 1))
    data = np.hstack(
        [
            common @ [[0.9, 0.6, 0.3]] + rng.standard_normal((200, 3)),
            common @ [[0.8, 0.5]] + rng.standard_normal((200, 2)),
        ]
    )
    return pd.DataFrame(data, columns=["x1", "x2", "x3", "y1", "y2"])


def figure(mode):
    return sem.Specification(
        [
            sem.construct("X", ["x1", "x2", "x3"], mode=mode),
            sem.construct("Y", ["y1", "y2"], mode=mode),
        ],
        sem.paths("X", to="Y"),
    )


@pytest.mark.parametrize("scheme", ["path", "factorial", "centroid"])
def test_two_formative_blocks_are_canonical_correlation(two_blocks, scheme):
    model = sem.PLSPathModel(figure("B"), scheme=scheme, tolerance=1e-12).fit(two_blocks)
    x, y = two_blocks[["x1", "x2", "x3"]], two_blocks[["y1", "y2"]]
    first, second = CCA(1, tol=1e-12, max_iter=5000).fit_transform(x, y)
    expected = np.corrcoef(first.ravel(), second.ravel())[0, 1]
    assert model.params_["X -> Y"] == pytest.approx(expected, abs=1e-7)


def test_two_reflective_blocks_are_canonical_pls(two_blocks):
    model = sem.PLSPathModel(figure("A"), tolerance=1e-12).fit(two_blocks)
    x, y = two_blocks[["x1", "x2", "x3"]], two_blocks[["y1", "y2"]]
    judge = PLSCanonical(1, tol=1e-12, max_iter=5000).fit(x, y)
    ratio = model.weights_["X"].to_numpy() / judge.x_weights_[:, 0]
    np.testing.assert_allclose(ratio, ratio[0], rtol=1e-6)


def test_a_construct_explained_by_its_own_items_is_a_principal_component(two_blocks):
    """Single items pointing at a block of the same items: mode A gives the first component."""
    items = ["x1", "x2", "x3"]
    table = two_blocks.join(two_blocks[items].add_suffix("_again"))
    spec = sem.Specification(
        [
            *(sem.construct(i.upper(), i) for i in items),
            sem.construct("Whole", [f"{i}_again" for i in items]),
        ],
        sem.paths([i.upper() for i in items], to="Whole"),
    )
    model = sem.PLSPathModel(spec, scheme="factorial", tolerance=1e-12, max_iterations=5000)
    model.fit(table)
    standard = (two_blocks[items] - two_blocks[items].mean()) / two_blocks[items].std()
    first = PCA(1).fit(standard)
    np.testing.assert_allclose(
        model.loadings_["Whole"] ** 2,
        first.components_[0] ** 2 * np.linalg.eigvalsh(standard.corr())[-1],
        atol=1e-6,
    )
    assert model.r_squared_["Whole"] == pytest.approx(1)


def test_single_items_are_standardised_regression(two_blocks):
    spec = sem.Specification(
        [sem.construct(name, name) for name in ("x1", "x2", "x3", "y1")],
        sem.paths(["x1", "x2", "x3"], to="y1"),
    )
    model = sem.PLSPathModel(spec).fit(two_blocks)
    standard = (two_blocks - two_blocks.mean()) / two_blocks.std(ddof=0)
    judge = sm.OLS(standard["y1"], standard[["x1", "x2", "x3"]]).fit()
    np.testing.assert_allclose(list(model.params_.values()), judge.params, atol=1e-10)
    assert model.r_squared_["y1"] == pytest.approx(judge.rsquared)
    with_constant = sm.OLS(two_blocks["y1"], sm.add_constant(two_blocks[["x1", "x2", "x3"]])).fit()
    adjusted = model.inner_model().loc["y1", "r_squared_adjusted"]
    assert adjusted == pytest.approx(with_constant.rsquared_adj)


def test_vif_and_f_squared_by_leaving_predictors_out(two_blocks):
    names = ["x1", "x2", "x3"]
    spec = sem.Specification(
        [sem.construct(name, name) for name in (*names, "y1")], sem.paths(names, to="y1")
    )
    model = sem.PLSPathModel(spec).fit(two_blocks)
    whole = sm.OLS(two_blocks["y1"], sm.add_constant(two_blocks[names])).fit().rsquared
    for name in names:
        rest = [other for other in names if other != name]
        without = sm.OLS(two_blocks["y1"], sm.add_constant(two_blocks[rest])).fit().rsquared
        assert model.f_squared().loc[name, "y1"] == pytest.approx((whole - without) / (1 - whole))
        among = sm.OLS(two_blocks[name], sm.add_constant(two_blocks[rest])).fit().rsquared
        assert model.vif().loc[name, "y1"] == pytest.approx(1 / (1 - among))


def test_total_effects_add_up_every_route():
    spec = sem.specification("""
        a =~ a
        b =~ b
        c =~ c
        d =~ d
        a -> b, c, d
        b -> c, d
        c -> d
    """)
    betas = {
        "a -> b": 0.5,
        "a -> c": 0.2,
        "a -> d": 0.1,
        "b -> c": 0.4,
        "b -> d": 0.3,
        "c -> d": 0.2,
    }
    table = sem.simulate(spec, betas, n=50, seed=1, exact=True)
    model = sem.PLSPathModel(spec).fit(table)
    by_hand = 0.1 + 0.5 * 0.3 + 0.2 * 0.2 + 0.5 * 0.4 * 0.2
    assert model.total_effects().loc["a", "d"] == pytest.approx(by_hand)
    assert model.indirect_effects().loc["a", "d"] == pytest.approx(by_hand - 0.1)
    assert model.total_effects().loc["d", "a"] == 0


def test_alpha_of_equally_correlated_items_is_spearman_brown():
    spec = sem.specification("X =~ x1..x4\nY =~ y\nX -> Y")
    table = sem.simulate(spec, {"X -> Y": 0.5}, n=100, seed=2, loadings=0.7, exact=True)
    r = 0.7**2
    found = sem.PLSPathModel(spec).fit(table).reliability()
    assert found.loc["X", "alpha"] == pytest.approx(4 * r / (1 + 3 * r))
    # A single indicator is its construct.
    assert found.loc["Y"].tolist() == [1, 1, 1, 1]
