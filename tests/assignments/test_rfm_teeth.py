"""The RFM lab's checks catch every misconception that concerns it, and name it."""

from __future__ import annotations

from course import labs
from course.labs import teeth
from crm_models import misconceptions

TAUGHT = (
    "rfm.compute",
    "rfm.scores",
    "rfm.binary_codes",
    "rfm.four_segments",
    "rfm.four_tiers",
    "rfm.recent_buyer_trend",
    "pareto.counts",
    "pareto.by_rank_share",
    "pareto.by_cumulative_contribution",
    "pareto.top_share",
    "pareto.metal_tiers",
    "pareto.crosstab",
    "retention.ratio_chain",
    "retention.share_of_wallet",
)


def test_every_misconception_loses_points_and_is_named(assignment):
    lab = assignment("rfm")
    bites = teeth.try_all(lab.source)
    assert all(bite.named for bite in bites if bite.lost), bites
    caught = {bite.name for bite in bites if bite.lost}
    # rows are purchases here, and the cut is the mean: that is no mistake in this lab
    right_here = {*labs.load(lab.folder).right_here}
    assert caught.isdisjoint(right_here)
    assert caught | right_here >= {
        wrong.name for target in TAUGHT for wrong in misconceptions.of(target)
    }
