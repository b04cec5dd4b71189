"""A paper holds what the blueprint beside it asks for, and nothing that gives an answer away."""

from __future__ import annotations

import pytest

from question_bank import loading, papers
from question_bank.assembly import blueprint as blueprints

from .conftest import ASSIGNMENTS

NAMES = sorted(path.parent.name for path in ASSIGNMENTS.glob("*/blueprint.yaml"))


@pytest.fixture(scope="module")
def bank():
    return loading.load()


@pytest.fixture(params=NAMES)
def pair(request):
    """The blueprint and the frozen paper of an assignment."""
    folder = ASSIGNMENTS / request.param
    return blueprints.read(folder / "blueprint.yaml"), papers.read(folder)


def faults(wanted, paper, bank):
    """Return what a paper lacks or has too much of by its blueprint."""
    asked = papers.questions(paper, bank)
    held = {question.item.id for question in asked}

    def fits(choice, question):  # a variant of an item no longer says that it has some
        return choice.fits(bank[question.item.id])

    found = []
    rest = list(asked)
    for number, row in enumerate(wanted.rows, start=1):
        taken = [q for q in rest if fits(row, q) and q.points == row.points][: row.count]
        if len(taken) < row.count:
            found.append(f"row {number}")
        rest = [question for question in rest if question not in taken]
    found += [f"{question.item.id} in no row" for question in rest]
    for limit in wanted.limits:
        fitting = [question for question in asked if fits(limit, question)]
        bound = limit.points or limit.count
        have = sum(float(q.points) for q in fitting) if limit.points else len(fitting)
        low = bound.at_least if bound.at_least is not None else have
        high = bound.at_most if bound.at_most is not None else have
        if not low <= have <= high:
            found.append(f"{limit.words().en}: {have:g}")
    found += [f"{item} not included" for item in wanted.include if item not in held]
    found += [f"{item} excluded" for item in wanted.exclude if item in held]
    found += [f"{group} together" for group in wanted.apart if len(held & {*group}) > 1]
    for earlier in wanted.exposure.papers:
        found += [f"{entry.item} seen" for entry in _paper(earlier).items if entry.item in held]
    return found


def _paper(relative):
    return papers.read((ASSIGNMENTS / "any" / relative).resolve())


def test_a_paper_holds_what_its_blueprint_asks_for(pair, bank):
    wanted, paper = pair
    assert papers.frozen(paper)
    assert (paper.title, paper.minutes) == (wanted.title, wanted.minutes)
    assert faults(wanted, paper, bank) == []


def test_the_check_finds_what_does_not_fit(pair, bank):
    wanted, paper = pair
    without = paper.model_copy(update={"items": paper.items[1:]})
    assert "row 1" in faults(wanted, without, bank)
    first, second = (entry.item for entry in paper.items[:2])
    strict = wanted.model_copy(update={"apart": ((first, second),), "exclude": (first,)})
    assert len(faults(strict, paper, bank)) == 2
    narrow = wanted.limits[0].model_copy(update={"points": blueprints.Bound(at_most=99)})
    assert faults(wanted.model_copy(update={"limits": (narrow,)}), paper, bank)
