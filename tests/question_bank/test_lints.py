"""Every lint finds its fault, and the shipped bank has none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank import linting, lints, overlap, papers, registry
from question_bank.loading import load
from question_bank.problems import BankError
from question_bank.translations import FILE, Notes

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
ALL_BAD += ("rubric_points", "own_tests", "variants", "stale_translation", "rounding")
ALL_BAD += ("unreachable_full_mark", "key_in_stem", "punctuation", "accepts_both_languages")


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


def test_there_are_at_least_thirty_two_lints():
    assert len(linting.names()) >= 32


PAIRING = [m for m in registry.modules(lints) if hasattr(m, "pairs")]


@pytest.mark.parametrize("module", PAIRING, ids=lambda m: m.__name__.rpartition(".")[2])
def test_what_a_paper_lint_finds_is_kept_apart(module):
    name = module.__name__.rpartition(".")[2]
    bank = load(BAD / f"{name}.yaml", cache=False)
    assert {frozenset(pair) for pair in module.pairs(bank)} == {frozenset({"C3-001", "C3-002"})}


def test_what_is_called_related_exists():
    bank = load()
    ids = {item.id for item in bank if item.status == "ready"}
    named = {(item.id, other) for item in bank for other in item.related}
    assert named
    assert {other for _, other in named} <= ids - {one for one, _ in named}


def test_related_items_may_share_figures(tmp_path):
    text = (BAD / "same_figures.yaml").read_text(encoding="utf-8")
    first, _, second = text.rpartition("  source: [A1-01]\n")
    file = tmp_path / "C3.yaml"
    file.write_text(f"{first}  source: [A1-01]\n  related: [C3-001]\n{second}", encoding="utf-8")
    assert linting.run(load(file, cache=False), only=["same_figures"]) == []
    # Two figures are no material yet, and what many items print says nothing.
    file.write_text(text.replace("引用 1981 年", "引用 1985 年"), encoding="utf-8")
    assert linting.run(load(file, cache=False), only=["same_figures"]) == []


def test_notes_of_translations(tmp_path):
    file = tmp_path / "C3.yaml"
    text = (BAD / "same_stem.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")

    def stale():
        return linting.run(load(file, cache=False), only=["stale_translation"])

    assert stale() == []  # nothing was noted yet
    bank = load(file, cache=False)
    assert Notes().note(bank, bank) == 2
    assert Notes().note(bank, bank) == 0
    assert stale() == []
    file.write_text(text.replace("Which statement is right?", "Which is right?"), "utf-8")
    (found,) = stale()
    assert (found.item, found.text.en.split(":")[0]) == ("C3-001", "only the English changed")
    file.write_text(
        text.replace("Which statement is right?", "Which is right?").replace("甲一", "子一"),
        "utf-8",
    )
    assert stale() == []  # both changed: somebody was at it
    (tmp_path / FILE).write_text("[1]", "utf-8")
    with pytest.raises(BankError, match="translations"):
        stale()


@settings(deadline=None)
@given(
    st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=25),
    st.sampled_from([0.3, 0.4, 0.5, 0.8, 1.0]),
)
def test_similar_sets_are_those_that_comparing_all_pairs_gives(sets, least):
    def alike(a, b):
        return bool(a and b) and len(a & b) >= least * len(a | b)

    slow = {n for n in range(len(sets)) if any(alike(sets[n], sets[m]) for m in range(n))}
    found = list(overlap.similar(sets, least))
    assert {later for later, _ in found} == slow
    assert all(earlier < later and alike(sets[later], sets[earlier]) for later, earlier in found)


@settings(deadline=None)
@given(
    st.lists(st.text("abc", max_size=8), max_size=12),
    st.lists(st.text("abc", min_size=1, max_size=4), max_size=8),
)
def test_texts_that_hold_a_phrase_are_those_that_reading_each_one_gives(texts, phrases):
    slow = {p: [n for n, text in enumerate(texts) if p in text] for p in phrases}
    assert overlap.holding(texts, phrases) == {p: found for p, found in slow.items() if found}
