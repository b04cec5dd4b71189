"""Surveys and logs whose true figures the models find again."""

import numpy as np
import pandas as pd
import pytest

from crm_models import satisfaction
from crm_models.datasets import complaint_log, kano_survey, loyalty_panel, service_survey
from crm_models.errors import ModelError
from crm_models.satisfaction import complaints, kano, loyalty, servqual


def test_kanos_categories_are_found_again():
    survey = kano_survey(1, n=3000)
    counts = kano.counts(kano.classify(survey.functional, survey.dysfunctional))
    shares = counts[list("MOAIRQ")] / 3000
    assert np.abs(shares - survey.shares).to_numpy().max() < 0.03
    assert kano.category(counts).tolist() == list("MOAIR")
    decided = survey.shares[list("MOAI")].sum(axis=1)
    better = (survey.shares["A"] + survey.shares["O"]) / decided
    assert kano.better(counts).to_numpy() == pytest.approx(better.to_numpy(), abs=0.06)


def test_gaps_and_recommendations_are_found_again():
    survey = service_survey(2, n=4000)
    found = servqual.dimension_gaps(survey.expectations, survey.perceptions)["gap"]
    assert found.to_numpy() == pytest.approx([survey.gaps[name] for name in found.index], abs=0.03)
    score = 100 * (survey.promoters - survey.detractors)
    assert satisfaction.nps(survey.recommends) == pytest.approx(score, abs=4)
    for table in (survey.expectations, survey.perceptions):
        assert table.to_numpy().min() >= 1
        assert table.to_numpy().max() <= 7
    ratio = satisfaction.cb_index(survey.perceptions.mean(axis=1), survey.expectations.mean(axis=1))
    assert ratio < 1, "perceived below expected"


def test_the_funnel_is_found_again():
    log = complaint_log(3, n=6000, go_on=(0.5, 0.6, 0.25))
    table = complaints.funnel(log)
    assert table["conversion"].iloc[1:].tolist() == pytest.approx([0.5, 0.6, 0.25], abs=0.03)
    assert table["reached"].iloc[0] == 6000
    assert log["time"].is_monotonic_increasing
    complaints.stage_reached(log)  # no case goes back


@pytest.mark.parametrize("power", [0.25, 1.0, 4.0])
def test_the_competition_curve_is_found_again(power):
    panel = loyalty_panel(4, n=3000, power=power)
    found = loyalty.fit_competition_curve(panel["satisfaction"], panel["loyalty"])
    assert found.power == pytest.approx(power, rel=0.05)


def test_competition_fills_other_cells_of_the_loyalty_matrix():
    cut = (0.6, 0.6)
    shares = {
        power: loyalty.dick_basu(panel["repeat"], panel["attitude"], cut=cut).value_counts(
            normalize=True
        )
        for power in (0.25, 4.0)
        for panel in [loyalty_panel(5, n=2000, power=power)]
    }
    assert shares[0.25]["spurious"] > 0.3, "they stay without liking it"
    assert shares[4.0].get("spurious", 0) < 0.02
    assert shares[4.0]["latent"] > 0.15, "they like it and buy elsewhere"


@pytest.mark.parametrize(
    "draw",
    [
        lambda seed: kano_survey(seed, n=30).functional,
        lambda seed: service_survey(seed, n=30).perceptions,
        lambda seed: complaint_log(seed, n=30),
        lambda seed: loyalty_panel(seed, n=30),
    ],
)
def test_a_seed_is_a_survey(draw):
    pd.testing.assert_frame_equal(draw(1), draw(1))
    assert not draw(1).equals(draw(2))


@pytest.mark.parametrize(
    "call",
    [
        lambda: kano_survey(1, shares={"x": {"M": 0.5}}),
        lambda: kano_survey(1, n=0),
        lambda: service_survey(1, gaps={"price": 1.0}),
        lambda: service_survey(1, gaps={"empathy": -3.0}),
        lambda: service_survey(1, promoters=0.8, detractors=0.3),
        lambda: complaint_log(1, go_on=(0.5, 0.5)),
        lambda: complaint_log(1, go_on=(0.5, 0.5, 1.5)),
        lambda: loyalty_panel(1, power=0.0),
    ],
)
def test_what_cannot_be_drawn_is_refused(call):
    with pytest.raises(ModelError):
        call()
