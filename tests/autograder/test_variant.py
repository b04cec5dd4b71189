"""Every student has data of their own, the same wherever they are made."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from autograder import variant
from autograder.variant import Recipe, VariantError

RECIPE = Recipe("rfm", "crm_models.datasets:campus_store", {"log.csv": "transactions"}, 2025)


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    """Return a student's folder that holds the recipe, made the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    (tmp_path / variant.RECIPE).write_text(RECIPE.to_json(), encoding="utf-8")
    return tmp_path


def test_equal_seeds_give_equal_files_and_others_differ():
    first, again, other = (RECIPE.make_files(seed)["log.csv"] for seed in (7, 7, 8))
    assert first == again != other
    assert pd.read_csv(io.BytesIO(first)).columns[0] == "transaction_id"


def test_two_assignments_of_one_student_differ():
    assert variant.seed_of("rfm", "s01") != variant.seed_of("clv", "s01")


def test_a_student_gets_the_files_that_the_grader_will_make(at_home, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "s01")
    variant.own_data()
    made = RECIPE.make_files(variant.seed_of("rfm", "s01"))
    assert (at_home / "log.csv").read_bytes() == made["log.csv"]


def test_in_a_hub_the_name_is_the_hubs(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "jovyan")
    monkeypatch.setenv("JUPYTERHUB_USER", "s02")
    assert variant.account() == "s02"


def test_while_grading_nothing_is_written(at_home, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    variant.own_data()
    assert not (at_home / "log.csv").exists()


def test_without_a_recipe_the_student_is_told(at_home):
    (at_home / variant.RECIPE).unlink()
    with pytest.raises(VariantError, match="fetch the assignment again"):
        variant.own_data()


@pytest.mark.parametrize(
    ("make", "files"),
    [
        ("crm_models.nowhere:shop", {"log.csv": "transactions"}),
        ("crm_models.datasets:shop", {"log.csv": "transactions"}),
        ("crm_models.datasets:campus_store", {"log.csv": "nothing"}),
    ],
)
def test_a_recipe_that_cannot_be_followed_says_so(make, files):
    with pytest.raises(VariantError, match="does not make the data"):
        Recipe("rfm", make, files, 1).make_files(1)
