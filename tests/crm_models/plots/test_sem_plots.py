import pytest
from matplotlib.patches import Ellipse, FancyArrowPatch

from crm_models import sem
from crm_models.plots import sem as plots

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
PATHS = {
    "Image -> Expectation": 0.5,
    "Image -> Satisfaction": 0.0,
    "Image -> Loyalty": 0.2,
    "Expectation -> Quality": 0.6,
    "Expectation -> Value": 0.0,
    "Expectation -> Satisfaction": 0.1,
    "Quality -> Value": 0.6,
    "Quality -> Satisfaction": 0.5,
    "Value -> Satisfaction": 0.2,
    "Satisfaction -> Complaints": -0.5,
    "Satisfaction -> Loyalty": 0.5,
    "Complaints -> Loyalty": -0.1,
}


@pytest.fixture(scope="module")
def survey():
    return sem.simulate(sem.ECSI, PATHS, n=200, seed=1, scale=(1, 10))


@pytest.fixture(scope="module")
def model(survey):
    return sem.PLSPathModel(sem.ECSI).fit(survey)


def arrows(ax):
    return [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]


@LANGUAGES
def test_path_diagram(lang, model, drawn_clean):
    ax, data = plots.path_diagram(model, lang=lang)
    drawn_clean(ax)
    assert data["estimate"].to_dict() == pytest.approx(model.params_)
    assert len(arrows(ax)) == 12
    assert sum(isinstance(patch, Ellipse) for patch in ax.patches) == 7
    texts = {text.get_text() for text in ax.texts}
    r2 = f"$R^2$ = {model.r_squared_['Satisfaction']:.3f}"
    assert any(r2 in text for text in texts)
    name = sem.ECSI["Satisfaction"].label.of(lang)
    assert any(name in text.replace("\n", " ") for text in texts)


def test_uncertain_arrows_are_dashed(model, survey, drawn_clean):
    bootstrap = model.bootstrap(survey, replicates=200, seed=1)
    ax, data = plots.path_diagram(model, bootstrap=bootstrap)
    drawn_clean(ax)
    weak = ((data["lower"] <= 0) & (data["upper"] >= 0)).tolist()
    assert 0 < sum(weak) < 12
    assert [arrow.get_linestyle() == "--" for arrow in arrows(ax)] == weak


def test_stronger_effects_are_thicker(model):
    ax, data = plots.path_diagram(model)
    widths = [arrow.get_linewidth() for arrow in arrows(ax)]
    by_strength = sorted(range(12), key=lambda i: abs(data["estimate"].iloc[i]))
    assert [widths[i] for i in by_strength] == sorted(widths)


def test_other_figures_are_laid_out_by_their_arrows(drawn_clean):
    spec = sem.specification("""
        价格 =~ p1..p2
        质量 =~ q1..q2
        满意 =~ s1..s2
        忠诚 =~ l1..l2
        价格, 质量 -> 满意
        满意, 质量 -> 忠诚
    """)
    paths = {"价格 -> 满意": -0.3, "质量 -> 满意": 0.5, "满意 -> 忠诚": 0.5, "质量 -> 忠诚": 0.1}
    survey = sem.simulate(spec, paths, n=100, seed=1)
    ax, _ = plots.path_diagram(sem.PLSPathModel(spec).fit(survey), lang="en")
    drawn_clean(ax)
    x = {e.get_center() for e in ax.patches if isinstance(e, Ellipse)}
    assert len(x) == 4  # no two constructs on one place
    own = {name: (i, 0.0) for i, name in enumerate(spec.names)}
    ax, _ = plots.path_diagram(sem.PLSPathModel(spec).fit(survey), positions=own)
    assert {e.get_center() for e in ax.patches if isinstance(e, Ellipse)} == set(own.values())


@LANGUAGES
def test_importance_performance(lang, model, survey, drawn_clean):
    ax, data = plots.importance_performance(model, "Loyalty", survey, lang=lang)
    drawn_clean(ax)
    expected = model.importance_performance("Loyalty", survey)
    assert data.equals(expected)
    drawn = {tuple(spot) for c in ax.collections for spot in c.get_offsets().round(9)}
    assert drawn == {tuple(row) for row in expected.to_numpy().round(9)}
