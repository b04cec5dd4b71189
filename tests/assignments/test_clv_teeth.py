"""The lifetime value lab is fair with a student's own data, and names every misconception."""

from __future__ import annotations

import pytest

from autograder.variant import Recipe
from course import labs
from course.labs.proof import faults, script
from course.labs.proof.seed import prove
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


@pytest.fixture(scope="module")
def proved(assignment):
    """Return the lab and its proof with one student's data; 200 of them are for lab check."""
    work = assignment("clv")
    seed = Recipe.beside(work.source.parent).seed_of("s01")
    return labs.load(work.folder), prove(script.read(work.source), seed)


def test_the_lab_is_fair_to_a_student(proved):
    lab, proof = proved
    assert faults.found(lab, [proof]) == []
    assert len(proof.answers) == 17


def test_every_misconception_loses_points_and_is_named(proved):
    _, proof = proved
    assert all(bite.lost and bite.named for bite in proof.bites), proof.bites
    assert {bite.name for bite in proof.bites} >= {
        wrong.name for target in TAUGHT for wrong in misconceptions.of(target)
    }


def test_answers_depend_on_the_students_data(assignment, proved):
    """What asks for a student's own data has another answer for another student."""
    _, one = proved
    work = assignment("clv")
    other = prove(script.read(work.source), 7, known=one)
    differing = {cell for cell, looked in one.answers.items() if looked != other.answers[cell]}
    assert differing == {
        "summarise-check",
        "alive-check",
        "spend-check",
        "matrix-check",
        "keep-check",
    }
