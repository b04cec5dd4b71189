"""Exports questions: handlers write, their scoring is compared with ours, a ledger says it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank import exports
from question_bank.exports.format import About, Carried, NotCarried
from question_bank.exports.ledger import Fidelity, Ledger, Prediction, Record
from question_bank.exports.neutral import NO_SHAPE
from question_bank.exports.tried import tried
from question_bank.exports.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from question_bank.exports.format import Format, Piece
    from question_bank.exports.neutral import Question
    from question_bank.exports.words import Language

TITLE = Text("题库", "Question bank")
_NAMED = 3


@dataclass(frozen=True)
class Export:
    """Files by name, and the ledger."""

    files: dict[str, bytes]
    ledger: Ledger


def export(
    name: str,
    questions: Iterable[Question],
    *,
    title: Text = TITLE,
    lang: Language = "zh",
    instructions: Text | None = None,
    minutes: int | None = None,
) -> Export:
    """Write questions in a format.

    Parameters
    ----------
    name
        Name of the format.
    questions
        Made by ``neutral.questions`` or ``neutral.of_paper``.
    title
        What the whole is called.
    lang
        The language that the questions were made in.
    instructions, minutes
        What a paper says of itself, for the formats that print it.

    Raises
    ------
    BankError
        There is no such format.
    """
    form = exports.format_named(name)
    carried: list[Carried] = []
    records: list[Record] = []
    for question in questions:
        try:
            piece = _piece(form, question)
        except NotCarried as refusal:
            records.append(_record(question, Fidelity.DROPPED, (refusal.why,), ()))
            continue
        carried.append(Carried(question, piece))
        records.append(_judged(question, piece))
    files = form.bundle(carried, About(title, Words(lang), instructions, minutes))
    return Export(files, Ledger(name, lang, tuple(records)))


def _piece(form: Format, question: Question) -> Piece:
    if question.shape is None:
        raise NotCarried(NO_SHAPE)
    handler = form.handlers.get(type(question.shape))
    if handler is None:
        kind = question.item.title
        raise NotCarried(
            Text(
                f"{form.title.zh} 没有与“{kind.zh}”对应的题型",
                f"{form.title.en} has no question type for '{kind.en}'",
            )
        )
    return handler(question, question.shape)


def _judged(question: Question, piece: Piece) -> Record:
    predictions = tuple(_predictions(question, piece))
    apart = [each for each in predictions if not each.agrees]
    reasons = (*piece.losses, *_differences(apart))
    fidelity = Fidelity.APPROXIMATE if reasons else Fidelity.EXACT
    return _record(question, fidelity, reasons, predictions)


def _record(
    question: Question,
    fidelity: Fidelity,
    reasons: tuple[Text, ...],
    predictions: tuple[Prediction, ...],
) -> Record:
    item = question.item
    return Record(
        question.id,
        item.id,
        item.version,
        question.seed,
        item.type,
        question.rule.spec() if question.rule else None,
        fidelity,
        reasons,
        predictions,
    )


def _predictions(question: Question, piece: Piece) -> Iterator[Prediction]:
    for response, answer, ours in tried(question):
        if piece.score is None:
            yield Prediction(response, None, ours, "by_hand")
        elif response is None:
            # A question left alone earns nothing in every system known here.
            yield Prediction(response, 0.0, ours)
        elif answer is None:
            yield Prediction(response, None, ours, "impossible")
        else:
            yield Prediction(response, float(piece.score(answer)), ours)


def _differences(apart: Sequence[Prediction]) -> Iterator[Text]:
    if not apart:
        return
    zh = "；".join(f"{_shown(p)} 得 {p.score:.3g}，应得 {p.ours:.3g}" for p in apart[:_NAMED])
    en = "; ".join(f"{_shown(p)} earns {p.score:.3g}, not {p.ours:.3g}" for p in apart[:_NAMED])
    more = len(apart) - _NAMED
    yield Text(
        f"评分不同：{zh}" + (f"；另有 {more} 种" if more > 0 else ""),
        f"scored differently: {en}" + (f"; and {more} more" if more > 0 else ""),
    )


def _shown(prediction: Prediction) -> str:
    response = prediction.response
    return response if isinstance(response, str) else json.dumps(response, ensure_ascii=False)
