import pandas as pd
import pytest

from crm_models import retention, rfm
from crm_models.plots import cohorts


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_triangle_writes_only_what_was_observed(store, lang, drawn_clean):
    counts = retention.cohort_triangle(store.transactions, as_of=store.as_of, every="W")
    ax, data = cohorts.triangle(counts, lang=lang)
    drawn_clean(ax)
    pd.testing.assert_frame_equal(data, retention.retention_triangle(counts))
    assert len(ax.texts) == data.notna().to_numpy().sum()
    assert ax.images[0].get_array().mask.sum() == data.isna().to_numpy().sum()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_survival_draws_steps_from_one(store, lang, drawn_clean):
    stay = retention.tenure(store.transactions, as_of=store.as_of, silent_for=14)
    curve = retention.kaplan_meier(*stay)
    ax, data = cohorts.survival(curve, lang=lang)
    drawn_clean(ax)
    assert data.index[0] == 0
    assert data["survival"].iloc[0] == 1
    assert data["survival"].is_monotonic_decreasing
    assert ax.lines[0].get_ydata().tolist() == data["survival"].tolist()
    assert len(ax.lines[1].get_xdata()) == (curve["censored"] > 0).sum()


def test_departures_at_time_zero_are_where_the_curve_begins():
    _, data = cohorts.survival(retention.kaplan_meier([0, 1, 2], [1, 0, 0]))
    assert data["survival"].iloc[0] == pytest.approx(2 / 3)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_migration_draws_the_matrix(store, lang, drawn_clean):
    moments = [
        rfm.compute(store.transactions, as_of=day, window=30)["monetary_value"]
        for day in ("2025-04-15", store.as_of)
    ]
    before, after = (retention.tiers(m, (30, 120), ("低", "中", "高")) for m in moments)
    ax, data = cohorts.migration(before, after, lang=lang)
    drawn_clean(ax)
    pd.testing.assert_frame_equal(data, retention.migration_matrix(before, after))
    assert len(ax.texts) == data.size
    assert ax.get_xticklabels()[-1].get_text() == {"zh": "流失", "en": "left"}[lang]
