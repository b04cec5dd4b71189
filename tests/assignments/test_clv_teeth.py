"""The lifetime value lab's checks catch every misconception that concerns it, and name it."""

from __future__ import annotations

from course.labs import teeth
from crm_models import misconceptions

TAUGHT = (
    "clv.npv",
    "clv.retention_value",
    "clv.customer_equity",
    "clv.summarise",
    "clv.future_value",
    "clv.matrix_class",
    "clv.cltv.revenue",
    "clv.cltv.loyalty",
    "clv.cltv.influence",
)


def test_every_misconception_loses_points_and_is_named(assignment):
    bites = teeth.try_all(assignment("clv").source)
    assert all(bite.lost and bite.named for bite in bites), bites
    assert {bite.name for bite in bites} >= {
        wrong.name for target in TAUGHT for wrong in misconceptions.of(target)
    }
