"""Anki's own importer reads the package; a second import updates instead of doubling."""

import sys
from dataclasses import replace

import pytest

from question_bank.exports import run
from question_bank.problems import BankError


@pytest.fixture
def collection(tmp_path):
    storage = pytest.importorskip("anki.collection", reason="Anki is not installed")
    opened = storage.Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def take(collection, tmp_path):
    """Import questions with Anki's defaults: (new, updated) notes."""
    from anki.import_export_pb2 import ImportAnkiPackageRequest

    def go(questions):
        path = tmp_path / "crm.apkg"
        path.write_bytes(run.export("anki", questions).files["crm.apkg"])
        log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path))).log
        return len(log.new), len(log.updated)

    return go


def altered(question, version):
    stem = question.item.stem._replace(zh="换了说法的题目")
    return replace(
        question, item=question.item.model_copy(update={"stem": stem, "version": version})
    )


def test_every_question_becomes_a_card_in_its_chapter(collection, take, few):
    assert take(few("zh")) == (len(few("zh")), 0)
    assert collection.note_count() == collection.card_count() == len(few("zh"))
    question = next(q for q in few("zh") if q.item.type == "single")
    (found,) = collection.find_notes(f"Id:{question.id}")
    note = collection.get_note(found)
    assert question.item.stem.zh in note["Question"]
    assert note["Answer"] == question.item.key_response()
    assert note["Answer"] not in note["Question"]
    decks = {each.name for each in collection.decks.all_names_and_ids()}
    assert {f"题库::{q.item.chapter}" for q in few("zh")} <= decks
    card = note.cards()[0]
    assert question.item.options[0].text.zh in card.question()
    assert question.item.options[0].why.zh not in card.question()
    assert question.item.options[0].why.zh in card.answer()


def test_a_second_import_adds_nothing_and_a_new_version_updates(collection, take, few):
    first, *others = few("zh")
    take(few("zh"))
    assert take(few("zh")) == (0, 0)
    assert take([altered(first, first.item.version), *others]) == (0, 0)
    assert take([altered(first, first.item.version + 1), *others]) == (0, 1)
    assert collection.note_count() == len(few("zh"))
    (found,) = collection.find_notes(f"Id:{first.id}")
    assert "换了说法的题目" in collection.get_note(found)["Question"]


def test_without_genanki_one_line_says_what_to_install(few, monkeypatch):
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(BankError, match="crm-course"):
        run.export("anki", few("zh"))
