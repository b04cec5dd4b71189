"""Markdown: the questions to be read, with keys and explanations behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports.format import Format, Piece
from question_bank.exports.scheme import scheme
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.types.fill_in import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question

_KEY = Text("答案", "Key")
_POINTS = Text("{points} 分", "{points} points")
_CONTENT = Text("题目", "questions")


def _whole(question: Question, options: Sequence[str], key: str, notes: Sequence[str]) -> str:
    say = question.words.line
    points = say(_POINTS).format(points=f"{float(question.points):g}")
    rule = f"\n\n*{say(question.rule.says)}*" if question.rule else ""
    # Markdown would take the blanks around a word for emphasis.
    stem = BLANK.sub(lambda found: r"\_" * len(found[0]), question.stem)
    parts = [f"## {question.id} · {question.kind} · {points}", stem + rule]
    if options:
        parts.append("\n".join(options))
    parts.append(f"**{say(_KEY)}**: {key}" if key else "")
    parts.append("\n".join(f"- {' '.join(note.split())}" for note in notes if note))
    return "\n\n".join(part for part in parts if part)


def _choice(question: Question, shape: Choice) -> Piece:
    options = [f"- {each.letter}. {each.text}" for each in shape.options]
    notes = [f"{each.letter}: {each.why}" for each in shape.options if each.why]
    return Piece(_whole(question, options, shape.key, notes), None)


def _judgement(question: Question, shape: Judgement) -> Piece:
    key = question.words.line(question.item.key_text())
    return Piece(_whole(question, (), key, [shape.if_true, shape.if_false]), None)


def _number(question: Question, shape: Number) -> Piece:
    key = question.words.line(question.item.key_text())
    wrong = [f"{each.value:.6g}: {each.why}" for each in shape.mistakes]
    return Piece(_whole(question, (), f"{key} (±{shape.margin:.6g})", [shape.why, *wrong]), None)


def _blanks(question: Question, shape: Blanks) -> Piece:
    rows = [
        f"{number}. {' | '.join(gap.accept)} {gap.why}".strip()
        for number, gap in enumerate(shape.gaps, start=1)
    ]
    return Piece(_whole(question, (), "；".join(gap.accept[0] for gap in shape.gaps), rows), None)


def _writing(question: Question, shape: Writing) -> Piece:
    body = _whole(question, (), "", ())
    return Piece(f"{body}\n\n{scheme(question, shape)}", None)


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    title = f"# {about.words.line(about.title)}"
    total = f"{len(pieces)} {about.words.line(_CONTENT)}"
    text = "\n\n".join([title, total, *(each.piece.body for each in pieces)])
    return {"questions.md": f"{text}\n".encode()}


FORMAT = Format(
    title=Text("Markdown", "Markdown"),
    suffix=".md",
    handlers={
        Choice: _choice,
        Judgement: _judgement,
        Blanks: _blanks,
        Number: _number,
        Writing: _writing,
    },
    bundle=_bundle,
    note=Text("给人看的，带答案", "to be read by people, with keys"),
)
