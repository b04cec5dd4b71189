"""Anki: a package of flash cards, one deck a chapter.

A note's identity comes from the question's id alone, and its date from the item's version: a
second import finds the cards of the first, keeps what has been learned and brings the new text.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.archive import zipped
from question_bank.exports.format import Format, Piece
from question_bank.exports.scheme import scheme
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.problems import BankError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question

_SELF = Text(
    "卡片不判分：由学习者自己对照答案",
    "cards are not marked: learners compare with the answer themselves",
)
_MODEL = "crm-course question"
_FIELDS = ("Id", "Question", "Options", "Answer", "Reasons")
_ASKS = '<div class="q">{{Question}}</div>{{#Options}}<div class="o">{{Options}}</div>{{/Options}}'
_TELLS = '{{FrontSide}}<hr id="answer"><p><b>{{Answer}}</b></p>{{Reasons}}<p class="id">{{Id}}</p>'
_STYLE = """.card { font-family: sans-serif; font-size: 18px; line-height: 1.6; }
table { border-collapse: collapse; } td, th { border: 1px solid; padding: 2px 8px; }
.id { font-size: 12px; opacity: .6; }"""
_EPOCH = 1_577_836_800
"""1 January 2020: no clock is read, a higher version counts as a later day."""
_DAY = 86_400


class _Card(NamedTuple):
    question: str
    options: str
    answer: str
    reasons: str


def _list(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<li><b>{head}</b> {body}</li>" for head, body in pairs if body)
    return f"<ul>{rows}</ul>" if rows else ""


def _piece(question: Question, answer: str, reasons: str = "", options: str = "") -> Piece:
    card = _Card(markup.html(question.stem), options, answer, reasons)
    return Piece(card, None, (_SELF,))


def _key(question: Question) -> str:
    return markup.line(question.words.line(question.item.key_text()))


def _choice(question: Question, shape: Choice) -> Piece:
    options = _list((f"{each.letter}.", markup.line(each.text)) for each in shape.options)
    reasons = _list((each.letter, markup.html(each.why)) for each in shape.options)
    return _piece(question, shape.key, reasons, options)


def _judgement(question: Question, shape: Judgement) -> Piece:
    pairs = (("✓", shape.if_true), ("✗", shape.if_false))
    return _piece(question, _key(question), _list((s, markup.html(why)) for s, why in pairs))


def _blanks(question: Question, shape: Blanks) -> Piece:
    answer = "；".join(markup.line(" / ".join(gap.accept)) for gap in shape.gaps)
    rows = ((f"({n})", markup.html(gap.why)) for n, gap in enumerate(shape.gaps, start=1))
    return _piece(question, answer, _list(rows))


def _number(question: Question, shape: Number) -> Piece:
    wrong = _list((f"{each.value:.6g}", markup.html(each.why)) for each in shape.mistakes)
    return _piece(question, _key(question), markup.html(shape.why) + wrong)


def _writing(question: Question, shape: Writing) -> Piece:
    return _piece(question, "", markup.html(scheme(question, shape)))


def _number_of(name: str) -> int:
    """Return a number for a deck or a model, always the same for the same name."""
    digest = hashlib.sha256(f"crm-course {name}".encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:4]) % (1 << 30)


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    try:
        import genanki
    except ImportError:
        raise BankError.one(
            "写 Anki 卡片需要 genanki：pip install 'crm-course[anki]'",
            "writing Anki cards needs genanki: pip install 'crm-course[anki]'",
            code="anki",
        ) from None

    class Dated(genanki.Note):  # type: ignore[misc]
        """A note with a date of its own."""

        def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:  # noqa: ARG002
            super().write_to_db(cursor, self.date, deck_id, id_gen)

    model = genanki.Model(
        _number_of(_MODEL),
        _MODEL,
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _ASKS, "afmt": _TELLS}],
        css=_STYLE,
        sort_field_index=0,
    )
    root = about.words.line(about.title).replace("::", "·")
    decks: dict[str, Any] = {}
    for question, piece in pieces:
        name = f"{root}::{question.item.chapter}"
        deck = decks.setdefault(name, genanki.Deck(_number_of(name), name))
        note = Dated(
            model=model,
            fields=[question.id, *piece.body],
            guid=genanki.guid_for("crm-course", question.id),
            tags=[tag.replace(" ", "_") for tag in question.tags],
        )
        note.date = _EPOCH + question.item.version * _DAY
        deck.add_note(note)
    return {"crm.apkg": _package(genanki.Package(list(decks.values())))}


def _package(package: Any) -> bytes:
    from itertools import count

    with closing(sqlite3.connect(":memory:")) as database:
        package.write_to_db(database.cursor(), _EPOCH, count(_EPOCH * 1000))
        database.commit()
        content = database.serialize()
    return zipped({"collection.anki2": content, "media": b"{}"})


FORMAT = Format(
    title=Text("Anki 卡片", "Anki cards"),
    suffix=".apkg",
    handlers={
        Choice: _choice,
        Judgement: _judgement,
        Blanks: _blanks,
        Number: _number,
        Writing: _writing,
    },
    bundle=_bundle,
    note=Text(
        "再次导入时更新原有卡片，学习进度不变；只改文字没有升版时，导入请选“总是更新”",
        "a second import updates the cards and keeps what was learned; choose to update always"
        " if a text changed without a new version",
    ),
)
