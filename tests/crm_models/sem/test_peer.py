"""Digits of plspm 0.5.7 (Python 3.11, pandas 2, tolerance 1e-14) on the same correlations.

plspm cannot be installed beside pandas 3, so its results are written down here. The survey has
exactly the correlations of a figure that differs from the one estimated, so that the three
schemes come out apart.
"""

import pytest

from crm_models import sem

ESTIMATED = sem.specification("""
    Q =~ q1..q3
    V <~ v1..v3
    S =~ s1..s3
    L =~ l1..l2
    Q -> V, S
    V -> S
    S -> L
""")
DRAWN = sem.specification("""
    a =~ q1, q2, v1
    b =~ v2, v3, s1, q3
    c =~ s2, s3, l1
    d =~ l2
    a -> b, d
    b -> c
    c -> d
""")
DIGITS = {
    "path": ([0.741733213, 0.1940555749, 0.4395389557, 0.6952741792], 0.357384306, 0.721289588),
    "factorial": (
        [0.7414333347, 0.1954625588, 0.4434741052, 0.6924909457],
        0.3634136076,
        0.721884266,
    ),
    "centroid": (
        [0.7367645241, 0.196874266, 0.4508318849, 0.6912729056],
        0.3727951723,
        0.73305356,
    ),
}


@pytest.fixture(scope="module")
def survey():
    return sem.simulate(
        DRAWN,
        {"a -> b": 0.6, "a -> d": 0.3, "b -> c": 0.7, "c -> d": 0.5},
        n=60,
        seed=1,
        loadings={"a": 0.8, "b": 0.7, "c": 0.75},
        exact=True,
    )


@pytest.mark.parametrize("scheme", DIGITS)
def test_same_digits(survey, scheme):
    paths, explained, loading = DIGITS[scheme]
    model = sem.PLSPathModel(ESTIMATED, scheme=scheme, tolerance=1e-12).fit(survey)
    assert list(model.params_.values()) == pytest.approx(paths, abs=2e-9)
    assert model.r_squared_["S"] == pytest.approx(explained, abs=2e-9)
    assert model.loadings_["Q", "q3"] == pytest.approx(loading, abs=5e-9)


def test_other_schemes_have_other_digits(survey):
    model = sem.PLSPathModel(ESTIMATED, scheme="path").fit(survey)
    for scheme in ("factorial", "centroid"):
        assert list(model.params_.values()) != pytest.approx(DIGITS[scheme][0], abs=1e-4)
