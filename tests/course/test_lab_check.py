"""``crmlab lab new`` and ``crmlab lab check``: what is right passes, what is wrong is told."""

from __future__ import annotations

import json

import nbformat
import pytest

from autograder.variant import Recipe
from course import labs
from course.labs import release as releasing
from course.labs import teeth


@pytest.fixture
def new(crmlab, folder):
    """Return a new lab's folder, and the command that checks it."""
    code, _, said = crmlab("lab", "new", "first", "--course", folder)
    assert code == 0, said
    return folder / "assignments" / "first"


@pytest.mark.slow
def test_a_new_lab_passes_and_a_wrong_mark_is_told(crmlab, folder, new):
    code, out, said = crmlab("lab", "check", "first", "--course", folder, "--json")
    (told,) = json.loads(out)
    assert (code, told["faults"], told["students"], told["misconceptions"]) == (0, [], 4, 4), said
    assert told["seeds"] == 3

    wrong = new / "fixtures" / "full.yaml"
    text = wrong.read_text("utf-8").replace("npv-check: 4", "npv-check: 3")
    wrong.write_text(text.replace("total: 10", "total: 9"), encoding="utf-8")
    code, out, _ = crmlab("lab", "check", "first", "--course", folder, "--quick", "--json")
    (told,) = json.loads(out)
    assert (code, told["students"], told["seeds"]) == (1, 2, 0)
    assert [fault["where"] for fault in told["faults"]] == ["full: npv-check"]


def test_a_misconception_that_gets_away_is_told(new, tmp_path):
    caught = teeth.try_all(labs.build(new, tmp_path / "sharp"))
    assert len(caught) == 4
    assert all(bite.lost and bite.named for bite in caught)

    lab = new / "first.md"
    blunt = lab.read_text("utf-8").replace("for case in others]", "for case in [([5.0], 0.1)]]")
    blunt = blunt.replace("[(([-100, 50, 75], 0.25), -12)]", "[(([5], 0.25), 5)]")
    lab.write_text(blunt, encoding="utf-8")
    away = {
        bite.name for bite in teeth.try_all(labs.build(new, tmp_path / "blunt")) if not bite.lost
    }
    assert "clv.discounting_forgotten" in away


def test_what_a_release_gives_away_is_found(new, tmp_path):
    source = labs.build(new, tmp_path / "source")
    released = releasing.release(source, tmp_path / "release")
    made, given = (nbformat.read(path, as_version=4) for path in (source, released))
    assert releasing.leaks(made, given) == []
    assert "periods = np.arange(len(value))" in releasing.leaks(made, made)


@pytest.mark.parametrize(("name", "says"), [("rfm", "Choose another"), ("My Lab", "small letters")])
def test_a_name_that_cannot_be_is_refused(crmlab, folder, name, says):
    code, _, said = crmlab("lab", "new", name, "--course", folder, "--lang", "en")
    assert code == 2
    assert says in said
    assert not (folder / "assignments" / name).exists()


def test_one_students_data_can_be_looked_at(crmlab, folder, new, tmp_path):
    def written(*asked):
        out = tmp_path / "-".join(["d", *asked])
        code, said, _ = crmlab("lab", "data", "first", *asked, "--out", out, "--course", folder)
        assert code == 0, said
        return (out / "transactions.csv").read_bytes()

    recipe = Recipe.beside(labs.build(new, tmp_path / "source").parent)
    seed = recipe.seed_of("s01")
    assert written("--student", "s01") == recipe.make_files(seed)["transactions.csv"]
    assert written("--seed", str(seed)) == written("--student", "s01") != written()
    assert written() == recipe.make_files(2025)["transactions.csv"]


def test_data_are_of_a_student_or_of_a_seed(crmlab, folder, new, tmp_path):
    asked = ("lab", "data", "first", "--student", "s01", "--seed", "3", "--lang", "en")
    code, _, said = crmlab(*asked, "--out", tmp_path / "no", "--course", folder)
    assert code == 2
    assert "exclude each other" in said
    assert not (tmp_path / "no").exists()
