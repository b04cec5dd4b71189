"""Published digits, from published correlations.

`ecsi_mobile_correlations.csv` holds the 276 correlations of the 24 items of the European index
(250 mobile-phone customers; Tenenhaus et al., CSDA 48, 2005). The R package seminr prints them in
tests/fixtures/V_3_5_X/item_cors.csv; here they stand to 12 decimals, as a lower triangle. Only
these numbers, which are facts, are taken over: the customers' answers, a data set under the GPL,
are not here and are not needed, as PLS on standardised items sees nothing but correlations.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from crm_models import sem
from crm_models.sem.simulate import sample


@pytest.fixture(scope="module")
def correlations():
    lower = pd.read_csv(Path(__file__).with_name("ecsi_mobile_correlations.csv"), index_col=0)
    return lower.fillna(lower.T)


SMALL = sem.Specification(
    [sem.ECSI[name] for name in ("Image", "Expectation", "Value", "Satisfaction")],
    sem.paths(["Image", "Expectation", "Value"], to="Satisfaction"),
)

# SmartPLS results in the tests of the R package semPLS, to all eight digits.
SMARTPLS_PATH = {
    "Image -> Expectation": 0.50491393,
    "Image -> Satisfaction": 0.17873950,
    "Image -> Loyalty": 0.19575534,
    "Expectation -> Quality": 0.55674896,
    "Expectation -> Value": 0.04998839,
    "Expectation -> Satisfaction": 0.06252287,
    "Quality -> Value": 0.55830438,
    "Quality -> Satisfaction": 0.51202394,
    "Value -> Satisfaction": 0.19476510,
    "Satisfaction -> Complaints": 0.52806625,
    "Satisfaction -> Loyalty": 0.48547762,
    "Complaints -> Loyalty": 0.06692607,
}
# Vignette of semPLS, Journal of Statistical Software 48(3).
JSS_CENTROID = [0.505, 0.179, 0.195, 0.557, 0.051, 0.064, 0.557, 0.513, 0.192, 0.526, 0.483, 0.071]


def test_ecsi_path_weighting_equals_smartpls(correlations):
    model = sem.PLSPathModel(sem.ECSI).fit_correlations(correlations, n=250)
    assert model.params_ == pytest.approx(SMARTPLS_PATH, abs=1.5e-8)
    assert model.status_.kind == "interior"


def test_ecsi_r_squared(correlations):
    model = sem.PLSPathModel(sem.ECSI).fit_correlations(correlations, n=250)
    expected = [0.254938, 0.309969, 0.345279, 0.681078, 0.278854, 0.456944]
    np.testing.assert_allclose(model.r_squared_, expected, atol=5e-7)


def test_ecsi_centroid_equals_the_vignette(correlations):
    model = sem.PLSPathModel(sem.ECSI, scheme="centroid").fit_correlations(correlations, n=250)
    np.testing.assert_allclose(list(model.params_.values()), JSS_CENTROID, atol=5e-4)


def test_ecsi_centroid_to_six_digits(correlations):
    """The vignette's row to all digits, as a loop over raw scores gives them."""
    model = sem.PLSPathModel(sem.ECSI, scheme="centroid").fit_correlations(correlations, n=250)
    expected = {
        "Image -> Expectation": 0.504706,
        "Expectation -> Quality": 0.557248,
        "Expectation -> Value": 0.050788,
        "Quality -> Value": 0.557217,
        "Image -> Satisfaction": 0.178833,
        "Expectation -> Satisfaction": 0.064425,
        "Quality -> Satisfaction": 0.512545,
        "Value -> Satisfaction": 0.191816,
        "Satisfaction -> Complaints": 0.526097,
        "Image -> Loyalty": 0.195360,
        "Satisfaction -> Loyalty": 0.483475,
        "Complaints -> Loyalty": 0.071232,
    }
    assert model.params_ == pytest.approx(expected, abs=6e-7)


def test_formative_quality_equals_seminr(correlations):
    """Quality in mode B, as in the fixtures of seminr (V_3_6_0)."""
    constructs = [
        sem.construct(name, sem.ECSI[name].indicators, mode="B" if name == "Quality" else "A")
        for name in ("Image", "Expectation", "Quality", "Complaints", "Loyalty")
    ]
    arrows = [
        *sem.paths("Image", to="Expectation"),
        *sem.paths(["Expectation", "Quality", "Complaints"], to="Loyalty"),
    ]
    model = sem.PLSPathModel(sem.Specification(constructs, arrows))
    model.fit_correlations(correlations, n=250)
    expected = {
        "Image -> Expectation": 0.512876954138615,
        "Expectation -> Loyalty": 0.124534792831633,
        "Quality -> Loyalty": 0.405693671851465,
        "Complaints -> Loyalty": 0.176081956818542,
    }
    assert model.params_ == pytest.approx(expected, abs=1e-9)


def test_the_schemes_are_not_interchangeable(correlations):
    """The eight digits above would not survive another scheme."""
    centroid = sem.PLSPathModel(sem.ECSI, scheme="centroid").fit_correlations(correlations, n=250)
    assert centroid.params_ != pytest.approx(SMARTPLS_PATH, abs=1e-4)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("path", [0.447003896753383, 0.171830104491586, 0.316425319256027]),
        ("factorial", [0.446873985519376, 0.172941539187286, 0.315219423208024]),
    ],
)
def test_small_model_equals_seminr(correlations, scheme, expected):
    model = sem.PLSPathModel(SMALL, scheme=scheme).fit_correlations(correlations, n=250)
    np.testing.assert_allclose(list(model.params_.values()), expected, atol=2e-9)


def test_small_model_fit_measures_equal_seminr(correlations):
    model = sem.PLSPathModel(SMALL).fit_correlations(correlations, n=250)
    row = model.inner_model().loc["Satisfaction"]
    expected = [0.590603320426892, 0.585610677993074, -202.183840742685]
    np.testing.assert_allclose(row, expected, rtol=1e-9)


def test_small_model_reliability_equals_seminr(correlations):
    table = sem.PLSPathModel(SMALL).fit_correlations(correlations, n=250).reliability()
    expected = {
        "Image": (0.722834595, 0.745291554, 0.818325774, 0.477979835),
        "Expectation": (0.451902556, 0.461657987, 0.733177802, 0.480507047),
        "Value": (0.823631979, 0.857527048, 0.917897282, 0.848310675),
        "Satisfaction": (0.779195022, 0.784023594, 0.871457928, 0.693363991),
    }
    for name, row in expected.items():
        np.testing.assert_allclose(
            table.loc[name, ["alpha", "rho_a", "rho_c", "ave"]], row, atol=2e-9
        )


def test_small_model_validity_equals_seminr(correlations):
    model = sem.PLSPathModel(SMALL).fit_correlations(correlations, n=250)
    htmt = model.htmt().to_numpy()[np.triu_indices(4, 1)]
    expected = [0.88803, 0.65166, 0.91010, 0.58863, 0.86511, 0.74081]
    np.testing.assert_allclose(htmt, expected, atol=5e-6)
    vif = model.vif()["Satisfaction"].dropna()
    np.testing.assert_allclose(
        vif, [1.6139498810707, 1.36849662441311, 1.37801850355244], rtol=1e-9
    )


def test_consistent_estimates_equal_seminr(correlations):
    """The fixture of seminr's PLSc uses the factorial scheme."""
    model = sem.PLSPathModel(SMALL, scheme="factorial", consistent=True)
    model.fit_correlations(correlations, n=250)
    row = model.inner_model().loc["Satisfaction"]
    expected = [0.885707115746682, 0.884313300085056, -521.163902958158]
    np.testing.assert_allclose(row, expected, rtol=1e-8)
    other = sem.PLSPathModel(SMALL, scheme="path", consistent=True)
    other.fit_correlations(correlations, n=250)
    assert other.r_squared_.iloc[0] != pytest.approx(expected[0], abs=1e-4)


def test_data_with_exactly_these_correlations_give_the_same_digits(correlations):
    """The way from a table of answers to the digits, not only from the matrix."""
    names = list(sem.ECSI.indicators)
    values = sample(
        correlations.loc[names, names].to_numpy(), 250, np.random.default_rng(5), exact=True
    )
    table = pd.DataFrame(values * 1.7 + 7, columns=names)
    model = sem.PLSPathModel(sem.ECSI).fit(table)
    assert model.params_ == pytest.approx(SMARTPLS_PATH, abs=1.5e-8)
