import numpy as np
import pandas as pd
import pytest

from crm_models.errors import ModelError
from crm_models.plots import kano as kano_plots
from crm_models.plots import satisfaction as plots
from crm_models.satisfaction import NetPromoter, complaints, kano, loyalty, servqual

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
COUNTS = pd.DataFrame(
    [
        (95, 123, 45, 33, 0, 0),
        (101, 54, 54, 81, 3, 3),
        (15, 24, 121, 124, 6, 6),
        (9, 18, 83, 177, 6, 3),
    ],
    columns=list("MOAIRQ"),
    index=["配送快", "包装好", "会员日", "短信提醒"],
)


@pytest.fixture
def answers():
    rng = np.random.default_rng(1)
    items = list(servqual.ITEMS)
    expected = pd.DataFrame(rng.integers(4, 8, (20, 22)), columns=items)
    return expected, pd.DataFrame(rng.integers(2, 8, (20, 22)), columns=items)


@LANGUAGES
def test_quadrant(lang, drawn_clean):
    ax, data = kano_plots.quadrant(COUNTS, lang=lang)
    drawn_clean(ax)
    pd.testing.assert_frame_equal(data, kano.analyse(COUNTS))
    spots = np.vstack([c.get_offsets() for c in ax.collections if len(c.get_offsets())])
    expected = np.column_stack([-data["worse"], data["better"]])
    assert sorted(map(tuple, spots.round(9))) == sorted(map(tuple, expected.round(9)))
    # The axes are the size of Worse and Better: nothing lies outside.
    assert ax.get_xlim() == ax.get_ylim() == (0, 1)


def test_more_strength_is_a_larger_mark():
    ax, data = kano_plots.quadrant(COUNTS)
    sizes = {
        tuple(c.get_offsets()[0].round(6)): c.get_sizes()[0]
        for c in ax.collections
        if len(c.get_offsets()) == 1
    }
    keyed = {
        (round(-r["worse"], 6), round(r["better"], 6)): r["total_strength"]
        for _, r in data.iterrows()
    }
    ordered = sorted(sizes, key=sizes.get)
    assert [keyed[spot] for spot in ordered] == sorted(keyed[spot] for spot in ordered)
    assert len(ordered) > 1


@LANGUAGES
def test_categories(lang, drawn_clean):
    ax, data = kano_plots.categories(COUNTS, lang=lang)
    drawn_clean(ax)
    np.testing.assert_allclose(data.sum(axis=1), 100)
    assert data.loc["配送快", "O"] == pytest.approx(100 * 123 / 296)
    ends = {round(p.get_x() + p.get_width(), 6) for p in ax.patches}
    assert max(ends) == pytest.approx(100)


def test_counts_are_checked():
    with pytest.raises(ModelError, match="no counts of: I"):
        kano_plots.categories(COUNTS.drop(columns="I"))


@LANGUAGES
def test_nps_bars(lang, drawn_clean):
    groups = {"新客户": NetPromoter(30, 40, 30), "会员": NetPromoter(58, 2, 0)}
    ax, data = plots.nps_bars(groups, lang=lang)
    drawn_clean(ax)
    assert data.loc["会员", "nps"] == groups["会员"].score
    assert data.loc["会员", "upper"] < 100
    np.testing.assert_allclose(data[["detractors", "passives", "promoters"]].sum(axis=1), 100)
    # Half of the passives stand on either side of the middle.
    for bar in ax.containers[1]:
        assert bar.get_x() + bar.get_width() / 2 == pytest.approx(0)


@LANGUAGES
def test_servqual_gaps(lang, drawn_clean, answers):
    ax, data = plots.servqual_gaps(*answers, lang=lang)
    drawn_clean(ax)
    pd.testing.assert_frame_equal(data, servqual.dimension_gaps(*answers))
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == [servqual.DIMENSIONS[name].of(lang) for name in data.index]


@LANGUAGES
def test_complaint_funnel(lang, drawn_clean):
    stages = list(complaints.STAGES)
    log = pd.DataFrame({"case_id": range(10), "stage": [stages[min(i // 4, 3)] for i in range(10)]})
    ax, data = plots.complaint_funnel(log, lang=lang)
    drawn_clean(ax)
    assert [bar.get_width() for bar in ax.patches] == data["reached"].tolist()


@LANGUAGES
def test_competition_curves(lang, drawn_clean):
    curves = {"汽车": loyalty.CompetitionCurve(4), "自来水": loyalty.CompetitionCurve(0.25)}
    ax, data = plots.competition_curves(curves, lang=lang)
    drawn_clean(ax)
    assert (data["汽车"] <= data["自来水"]).all()
    np.testing.assert_allclose(ax.lines[1].get_ydata(), data["汽车"])
