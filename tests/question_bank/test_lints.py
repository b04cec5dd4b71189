"""Every lint finds its fault, and the shipped bank has none."""

from pathlib import Path

import pytest

from question_bank import linting, papers
from question_bank.loading import load

BAD = Path(__file__).with_name("bad_items")
QUIZ = Path(__file__).parents[2] / "assignments" / "quiz-c3"


@pytest.mark.parametrize("name", linting.names())
def test_each_lint_has_a_fixture_that_fails_it(name):
    bank = load(BAD / f"{name}.yaml", cache=False)
    problems = linting.run(bank, only=[name], paper=True, seeds=2)
    assert {problem.code for problem in problems} == {name}
    assert {problem.item for problem in problems} <= {item.id for item in bank}
    assert all(problem.line > 0 and problem.file.endswith(f"{name}.yaml") for problem in problems)
    assert all(problem.text.zh != problem.text.en for problem in problems)


# Fixtures whose every item is at fault on its own: nothing may be missed.
ALL_BAD = ("one_key", "explained", "sourced", "parity", "languages", "negative_stem")
ALL_BAD += ("rubric_points", "own_tests", "variants")


@pytest.mark.parametrize("name", ALL_BAD)
def test_every_item_of_the_fixture_is_found(name):
    bank = load(BAD / f"{name}.yaml", cache=False)
    problems = linting.run(bank, only=[name], seeds=2)
    assert {problem.item for problem in problems} == {item.id for item in bank}


def test_no_fixture_without_a_lint():
    assert {file.stem for file in BAD.glob("*.yaml")} == set(linting.names())


def test_every_lint_says_what_it_is_for():
    assert all(linting.about(name).endswith(".") for name in linting.names())


def test_the_shipped_bank_is_clean():
    assert [problem.of("en") for problem in linting.run(load(), seeds=3)] == []


def test_the_quiz_is_clean_as_a_paper():
    sheet = papers.read(QUIZ)
    bank = load().only([entry.item for entry in sheet.items])
    assert [problem.of("en") for problem in linting.run(bank, paper=True, seeds=1)] == []


def test_a_paper_lint_is_silent_about_a_whole_bank():
    assert linting.run(load(BAD / "leak.yaml", cache=False), only=["leak"]) == []


def test_findings_are_in_the_order_of_the_bank():
    problems = linting.run(load(BAD / "sourced.yaml", cache=False), only=["sourced"])
    assert [problem.item for problem in problems] == ["C3-001", "C3-002", "C3-003"]
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
