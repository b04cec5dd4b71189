"""The satisfaction lab's checks catch every misconception that concerns it, and name it."""

from __future__ import annotations

from course.labs import teeth
from crm_models import misconceptions

TAUGHT = (
    "satisfaction.cb_index",
    "satisfaction.csat",
    "satisfaction.csat_interval",
    "satisfaction.nps",
    "satisfaction.nps_interval",
    "satisfaction.servqual.gaps",
    "satisfaction.servqual.score",
    "satisfaction.kano.classify",
    "satisfaction.kano.better",
    "satisfaction.kano.worse",
    "satisfaction.kano.category",
    "satisfaction.complaints.funnel",
    "satisfaction.word_of_mouth.reach",
    "satisfaction.word_of_mouth.break_even",
    "satisfaction.word_of_mouth.behaviour",
    "satisfaction.loyalty.dick_basu",
    "satisfaction.acsi_score",
    "sem.by_hand.mode_a_round",
    "sem.by_hand.path_coefficients",
    "sem.by_hand.total_effect",
)


def test_every_misconception_loses_points_and_is_named(assignment):
    bites = teeth.try_all(assignment("satisfaction").source)
    assert all(bite.lost and bite.named for bite in bites), bites
    assert {bite.name for bite in bites} >= {
        wrong.name for target in TAUGHT for wrong in misconceptions.of(target)
    }
