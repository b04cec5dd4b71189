"""Out and in again: every question of the bank through Moodle XML, GIFT and CSV."""

import re
from fractions import Fraction
from functools import cache

import pytest

from question_bank import types
from question_bank.exports import markup, neutral, run
from question_bank.imports.assemble import Settings
from question_bank.imports.run import read
from question_bank.option import LETTERS
from question_bank.rubric import Prose

LANG = "zh"


@pytest.fixture(scope="module")
def round_trip(tmp_path_factory, exported, questions):
    """Export in a format, read back: pairs of question and item, and the findings."""

    @cache
    def go(name, suffix):
        export = exported(name, LANG)
        path = tmp_path_factory.mktemp(name) / f"bank{suffix}"
        path.write_bytes(next(iter(export.files.values())))
        made = read(path, Settings(lang=LANG))
        kept = [r.id for r in export.ledger.records if r.fidelity.value != "dropped"]
        asked = [question for question in questions(LANG) if question.id in set(kept)]
        assert len(made.items) == len(asked)
        items = [types.item_type(data["type"]).model_validate(data) for data in made.items]
        return list(zip(asked, items, strict=True)), made.problems

    return go


FORMATS = [("moodle_xml", ".xml"), ("gift", ".gift"), ("csv", ".csv")]


@pytest.mark.parametrize(("name", "suffix"), FORMATS)
def test_every_question_comes_back(name, suffix, round_trip, questions):
    lost = []
    pairs, _ = round_trip(name, suffix)
    for question, back in pairs:
        for what, there, here in compared(question, back):
            if there != here:
                lost.append((question.id, what, there, here))
    assert lost == []
    assert len(pairs) > len(questions(LANG)) / 2


def compared(question, back):
    """Yield what, the original and what came back."""
    item = question.item
    yield "type", item.type, back.type
    yield "stem", html(item.stem), html(back.stem)
    yield "chapter", (item.chapter, item.section), (back.chapter, back.section)
    yield "level", item.level, back.level
    for letter, one, two in zip(
        LETTERS, getattr(item, "options", ()), getattr(back, "options", ()), strict=False
    ):
        yield letter, one.text.zh, two.text.zh
        yield letter, one.correct, two.correct
        yield letter, html(one.why), html(two.why)
    yield "options", len(getattr(item, "options", ())), len(getattr(back, "options", ()))
    if item.type == "true_false":
        yield "key", item.correct, back.correct
        yield "why", (html(item.if_true), html(item.if_false)), (
            html(back.if_true), html(back.if_false))  # fmt: skip
    if item.type == "fill_in" and item.ordered:
        yield "accept", [b.accept for b in item.blanks], [b.accept for b in back.blanks]
    if isinstance(item, Prose) and back.model.zh != "（待补）":
        yield "model", html(item.model), html(back.model)
        shares = [back.shares(question.points), item.shares(question.points)]
        yield "rubric", [p.text.zh for p in item.rubric], [p.text.zh for p in back.rubric]
        yield "shares", *([float(f"{share:.4g}") for share in map(float, each)] for each in shares)


def html(text):
    # A short answer without a blank in its stem gets one behind it.
    return re.sub(r"\s*<p>____</p>$", "", markup.html(text.zh)) if text else ""


@pytest.mark.parametrize(("name", "suffix"), FORMATS)
def test_what_comes_back_is_marked_the_same(name, suffix, round_trip, questions):
    wrong, count = [], 0
    for question, back in round_trip(name, suffix)[0]:
        item = question.item
        unordered = item.type == "fill_in" and not item.ordered and name == "moodle_xml"
        if isinstance(item, Prose) or unordered:
            continue
        answers = [item.key_response(), *(response for response, _ in item.wrong_responses())]
        for answer in answers:
            ours = item.mark(answer, out_of=Fraction(1), rule=question.rule)
            theirs = back.mark(answer, out_of=Fraction(1), rule=question.rule)
            count += 1
            if abs(ours.points - theirs.points) > Fraction(1, 10**6):
                wrong.append((question.id, answer, ours.score, theirs.score))
    assert wrong == []
    assert count > len(questions(LANG))


def test_findings_are_about_what_the_formats_cannot_say(round_trip):
    codes = {
        name: {problem.code for problem in round_trip(name, suffix)[1]} for name, suffix in FORMATS
    }
    assert codes["csv"] <= {"translation"}
    assert codes["moodle_xml"] <= {"translation", "unordered"}
    assert codes["gift"] <= {"translation", "model", "rubric"}


def test_a_changed_file_comes_back_changed(tmp_path, questions):
    question = next(q for q in questions(LANG) if q.item.type == "single")
    content = run.export("moodle_xml", [question]).files["questions.xml"].decode()
    path = tmp_path / "x.xml"
    key = question.item.key_response()
    for text, changed in ((content, False), (swapped(content), True)):
        path.write_text(text, encoding="utf-8")
        (data,) = read(path, Settings()).items
        (letter,) = [x for x, o in zip(LETTERS, data["options"], strict=False) if "correct" in o]
        assert (letter != key) is changed


def swapped(content):
    return (
        content.replace('fraction="100"', 'fraction="?"', 1)
        .replace('fraction="0"', 'fraction="100"', 1)
        .replace('fraction="?"', 'fraction="0"', 1)
    )


def test_both_languages_come_back(tmp_path, bank):
    items = [item for item in bank if item.type in ("single", "true_false", "multiple")][:12]
    asked = list(neutral.questions(items, neutral.Options(lang="both", rule="net_correct")))
    path = tmp_path / "both.xml"
    path.write_bytes(run.export("moodle_xml", asked, lang="both").files["questions.xml"])
    made = read(path, Settings(lang="both"))
    assert made.problems == []
    for item, data in zip(items, made.items, strict=True):
        assert markup.html(data["stem"]["zh"]) == markup.html(item.stem.zh)
        assert markup.html(data["stem"]["en"]) == markup.html(item.stem.en)
