"""Every variant of every computed item works, and keys are those of the reference."""

import os
from dataclasses import replace

import pytest

from crm_models import misconceptions
from question_bank import generators, linting, registry
from question_bank.draw import Draw
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.types.numeric import Numeric
from question_bank.variants import drawn, realise

BANK = load()
COMPUTED = [item for item in BANK if item.generator]


# 200 seeds of every item take more than a minute: `make proof` tries them, each run some.
SEEDS = int(os.environ.get("PROOF_SEEDS", "30"))


@pytest.mark.slow
@pytest.mark.parametrize("name", registry.module_names(generators))
def test_every_seed_of_each_generator_works(name):
    ids = [item.id for item in COMPUTED if item.generator == name]
    assert ids, f"no item uses the generator {name}"
    problems = linting.run(BANK.only(ids), only=["variants"], seeds=SEEDS)
    assert [problem.of("en") for problem in problems] == []


def test_seventy_items_have_distractors_from_the_registry_of_misconceptions(monkeypatch):
    run = set()

    def watched(found):
        def variant(*arguments, **options):
            run.add(found.name)
            return found.variant(*arguments, **options)

        return replace(found, variant=variant)

    of, get = misconceptions.of, misconceptions.get
    monkeypatch.setattr(misconceptions, "of", lambda t: tuple(map(watched, of(t))))
    monkeypatch.setattr(misconceptions, "get", lambda name: watched(get(name)))
    computed = 0
    for name in {item.generator for item in COMPUTED}:
        run.clear()
        registry.module(generators, name).generate(Draw(name, 1))
        for item in COMPUTED:
            if item.generator == name and isinstance(item, Numeric):
                named = {mistake.name for mistake in item.mistakes if mistake.name}
                assert named <= run, f"{item.id}: {named - run} is named but never computed"
                computed += bool(named)
    assert computed >= 70


def test_a_seed_gives_the_same_item_for_ever():
    # Frozen papers hold seeds: these values must never change.
    draw = Draw("lifetime", 1)
    assert [draw.integer(0, 99), draw.decimal(0, 1, 3), draw.choice("abc")] == [59, 0.989, "b"]
    assert drawn(BANK["C3-037"], 1)["march"] == 470.7
    assert realise(BANK["C3-037"], 1).value == pytest.approx(729.6 / 2 / 470.7, rel=1e-12)


def test_draws_stay_within_their_limits():
    draw = Draw("limits", 0)
    numbers = [draw.integer(3, 9, 2) for _ in range(300)]
    assert set(numbers) == {3, 5, 7, 9}
    assert all(1 <= draw.decimal(1, 2, 1) <= 2 for _ in range(100))
    assert sorted(draw.shuffled(range(6))) == list(range(6))


def test_seeds_differ():
    assert len({realise(BANK["C3-024"], seed).stem.zh for seed in range(30)}) > 25


def test_an_item_without_a_generator_is_left_alone():
    assert realise(BANK["C3-001"], 5) is BANK["C3-001"]


def test_a_number_that_was_not_drawn_is_an_error():
    with pytest.raises(BankError, match="variant"):
        BANK["C3-037"].key_response()
