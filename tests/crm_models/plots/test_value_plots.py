import numpy as np
import pandas as pd
import pytest

from crm_models import pareto as reference
from crm_models.plots import pareto


@pytest.fixture
def value(table):
    return table["monetary_value"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lorenz_draws_the_curve_and_the_top(value, lang, drawn_clean):
    ax, data = pareto.lorenz(value, lang=lang)
    drawn_clean(ax)
    pd.testing.assert_frame_equal(data, reference.lorenz(value))
    assert ax.lines[1].get_ydata().tolist() == data["value"].tolist()
    point = ax.lines[3]
    assert point.get_xdata()[0] == pytest.approx(0.8)
    assert point.get_ydata()[0] == pytest.approx(1 - reference.top_share(value))
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert f"{reference.gini(value):.3f}" in labels[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "classify", [reference.by_rank_share, reference.by_cumulative_contribution]
)
def test_abc_draws_every_customer_once(value, classify, lang, drawn_clean):
    classes = classify(value)
    ax, data = pareto.abc(value, classes, lang=lang)
    drawn_clean(ax)
    assert len(ax.patches) == len(value)
    assert data["value"].is_monotonic_decreasing
    assert data["cumulative_share"].iloc[-1] == pytest.approx(1)
    heights = sorted(patch.get_height() for patch in ax.patches)
    assert heights == pytest.approx(sorted(value))
    for container, name in zip(ax.containers, "ABC", strict=True):
        assert len(container) == (classes == name).sum()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["layers", "metals"])
def test_pyramid_counts_customers_and_value(value, lang, kind, drawn_clean):
    layers = (
        reference.three_layers(value, (0.05, 0.15, 0.80))
        if kind == "layers"
        else reference.metal_tiers(value, (400, 200, 60))
    )
    ax, data = pareto.pyramid(value, layers, lang=lang)
    drawn_clean(ax)
    assert data["customers"].sum() == len(value)
    assert data["share_of_value"].sum() == pytest.approx(1)
    assert len(ax.patches) == len(data)
    for text, row in zip(ax.texts, data.itertuples(), strict=True):
        assert row.name in text.get_text()
        assert str(row.customers) in text.get_text()
    widths = [np.ptp(patch.get_xy()[:, 0]) for patch in ax.patches]
    assert widths == sorted(widths), "wider towards the bottom"
