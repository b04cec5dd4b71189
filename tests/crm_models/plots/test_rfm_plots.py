import matplotlib.pyplot as plt
import pytest

from crm_models import retention as reference
from crm_models import rfm as rfm_reference
from crm_models.plots import retention, rfm


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_heat_map_shows_the_mean_of_each_cell(table, lang, drawn_clean):
    ax, data = rfm.heat_map(table, lang=lang)
    drawn_clean(ax)
    assert data["customers"].sum() == len(table)
    total = (data["mean_m"] * data["customers"]).sum()
    assert total == pytest.approx(table["monetary_value"].sum())
    grid = ax.images[0].get_array()
    for row in data.itertuples():
        assert grid[row.R - 1, row.F - 1] == pytest.approx(row.mean_m)
    assert len(ax.texts) == len(data)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_segment_sizes_add_up(table, codes, lang, drawn_clean):
    ax, data = rfm.segment_sizes(table, codes, lang=lang)
    drawn_clean(ax)
    assert list(data.index) == list(rfm_reference.SEGMENTS)
    assert data["customers"].sum() == 78
    assert data["share_of_customers"].sum() == pytest.approx(1)
    assert data["share_of_spending"].sum() == pytest.approx(1)
    assert data["segment"].iloc[0] == rfm_reference.SEGMENTS["222"].name.of(lang)
    lengths = [bar.get_width() for bar in ax.containers[0]]
    assert lengths == pytest.approx((100 * data["share_of_customers"]).tolist())


def test_a_code_without_customers_is_shown_as_empty(table, codes):
    few = codes[codes != "222"]
    _, data = rfm.segment_sizes(table.loc[few.index], few)
    assert data.loc["222", "customers"] == 0
    assert data.loc["222", "spending"] == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_chain_draws_the_ratios(spend, lang, drawn_clean):
    ax, data = retention.chain(spend, (1, 2, 1), lang=lang)
    drawn_clean(ax)
    assert data.equals(reference.ratio_chain(spend, (1, 2, 1)))
    for line, group in zip(ax.lines, data.index, strict=False):
        assert line.get_label() == group
        assert line.get_ydata().tolist() == data.loc[group].tolist()


def test_plots_draw_on_given_axes(table):
    _figure, (left, right) = plt.subplots(1, 2)
    assert rfm.heat_map(table, ax=right)[0] is right
    assert not left.images
    assert right.images
