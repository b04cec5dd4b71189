import re

import numpy as np
import pytest

from crm_models import sem
from crm_models.errors import ModelError

SPEC = sem.specification("""
    Q =~ q1..q3
    V =~ v1..v2
    S <~ s1..s3
    L =~ l1
    Q -> V, S, L
    V -> S
    S -> L
""")
PATHS = {"Q -> V": 0.5, "Q -> S": 0.4, "Q -> L": -0.1, "V -> S": 0.3, "S -> L": 0.6}


@pytest.fixture(scope="module")
def survey():
    return sem.simulate(SPEC, PATHS, n=150, seed=2, scale=(1, 10))


@pytest.fixture(scope="module")
def model(survey):
    return sem.PLSPathModel(SPEC).fit(survey)


def test_routes():
    assert sem.routes(SPEC, "Q", "L") == (("Q", "L"), ("Q", "S", "L"), ("Q", "V", "S", "L"))
    assert sem.routes(SPEC, "L", "Q") == ()
    with pytest.raises(ModelError, match="no construct 'X'"):
        sem.routes(SPEC, "Q", "X")


def evaluate(substitution):
    """Compute the LaTeX that a reader sees."""
    text = substitution.replace(r"\times", "*").replace(r"\,", "*")
    text = re.sub(r"\\frac\{(.*)\}\{(.*)\}", r"(\1)/(\2)", text)
    text = re.sub(r"(\d)\(", r"\1*(", text).replace("100**", "100*")
    return eval(text.split("=")[-1], {"__builtins__": {}})  # noqa: S307  our own text


@pytest.mark.parametrize(("source", "target"), [("Q", "L"), ("Q", "S"), ("V", "L"), ("S", "L")])
def test_total_effect(model, source, target):
    shown = sem.explain_total_effect(model, source, target)
    assert shown.value == pytest.approx(model.total_effects().loc[source, target])
    assert evaluate(shown.substitution) == pytest.approx(shown.value, abs=2e-3)


def test_no_route(model):
    with pytest.raises(ModelError, match="no arrows lead"):
        sem.explain_total_effect(model, "L", "Q")


def test_index(model, survey):
    shown = sem.explain_index(model, survey, "S")
    assert shown.value == pytest.approx(model.indices(survey)["S"].mean())
    assert evaluate(shown.substitution) == pytest.approx(shown.value, abs=0.05)


def test_alpha(model, survey):
    shown = sem.explain_alpha(model, "Q")
    items = survey[["q1", "q2", "q3"]]
    standard = (items - items.mean()) / items.std()
    by_hand = 3 / 2 * (1 - 3 / standard.sum(axis=1).var())
    assert shown.value == pytest.approx(by_hand)
    assert evaluate(shown.substitution) == pytest.approx(by_hand, abs=1e-4)
    with pytest.raises(ModelError, match="no Cronbach"):
        sem.explain_alpha(model, "S")
    with pytest.raises(ModelError, match="no Cronbach"):
        sem.explain_alpha(model, "L")


def test_the_verdict_on_alpha_changes_at_seven_tenths():
    spec = sem.specification("X =~ x1..x3\nY =~ y1..y3\nX -> Y")
    for loading, word in ((0.5, "Below"), (0.9, "At least")):
        data = sem.simulate(spec, {"X -> Y": 0.5}, n=80, seed=1, loadings=loading, exact=True)
        shown = sem.explain_alpha(sem.PLSPathModel(spec).fit(data), "X")
        assert shown.interpretation.en.startswith(word)
        assert np.isclose(shown.value, 3 * loading**2 / (1 + 2 * loading**2))
