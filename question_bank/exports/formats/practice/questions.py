"""Questions of the practice page: what is shown, and the data by which its script marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from question_bank.exports import markup
from question_bank.exports.format import Piece
from question_bank.exports.losses import FORMULAS
from question_bank.exports.weights import share_of
from question_bank.marking.number import parse
from question_bank.marking.text import read
from question_bank.types.fill_in import BLANK

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_models.text import Text
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.blanks import Blanks
    from question_bank.exports.shapes.choice import Choice
    from question_bank.exports.shapes.judgement import Judgement
    from question_bank.exports.shapes.number import Number
    from question_bank.exports.shapes.writing import Writing

_SLACK = 1e-12
"""The edge of a tolerance counts, as in our marking."""


def _both(text: Text | None, render: Callable[[str], str] = markup.html) -> dict[str, str] | None:
    return None if text is None else {"zh": render(text.zh), "en": render(text.en)}


def _numbered(markdown: str) -> str:
    """Render a stem; its blanks are numbered, since their fields stand below it."""
    count = len(BLANK.findall(markdown))
    return markup.html(markdown, [f"<u>&emsp;({n})&emsp;</u>" for n in range(1, count + 1)])


def _piece(question: Question, widget: str, score: Any, key: dict[str, Any], **shown: Any) -> Piece:
    item = question.item
    stem = _both(item.stem, _numbered)
    body = {
        "id": question.id,
        "widget": widget,
        "kind": item.title,
        "points": f"{float(question.points):g}",
        "rule": question.rule.says if question.rule else None,
        "stem": stem,
        "key": {"widget": widget, "points": float(question.points), **key},
        **shown,
    }
    return Piece(body, score, (FORMULAS,) if "\\(" in str(stem) or "\\[" in str(stem) else ())


def choice(question: Question, shape: Choice) -> Piece:
    """Write a choice; any marking rule becomes a table of right and wrong options chosen."""
    share, right = share_of(question, shape), len(shape.key)
    shares = [
        [float(share(hits, wrong)) for wrong in range(len(shape.options) - right + 1)]
        for hits in range(right + 1)
    ]
    options = [
        {"value": shown.letter, "head": f"{shown.letter}.", "text": _both(stored.text, markup.line)}
        for shown, stored in zip(shape.options, shape.stored, strict=True)
    ]
    why = {
        shown.letter: _both(stored.why)
        for shown, stored in zip(shape.options, shape.stored, strict=True)
    }

    def score(chosen: str) -> float:
        hits = len(set(chosen) & set(shape.key))
        return shares[hits][len(chosen) - hits]

    key = {"right": shape.key, "shares": shares, "why": why}
    return _piece(question, "many" if shape.many else "one", score, key, options=options)


def judgement(question: Question, shape: Judgement) -> Piece:
    """Write a statement with two buttons."""
    item = shape.item
    options = [
        {"value": "true", "head": "✓", "text": {"zh": "正确", "en": "True"}},
        {"value": "false", "head": "✗", "text": {"zh": "错误", "en": "False"}},
    ]
    key = {
        "right": "true" if shape.correct else "false",
        "why": {"true": _both(item.if_true), "false": _both(item.if_false)},
    }
    return _piece(
        question,
        "judgement",
        lambda judged: float(judged is shape.correct),
        key,
        options=options,
    )


def blanks(question: Question, shape: Blanks) -> Piece:
    """Write blanks; their accepted answers are stored as the reading steps leave them."""
    key = {
        "ordered": shape.ordered,
        "blanks": [
            {
                "accept": [read(text).text for text in blank.accept],
                "shown": blank.accept[0],
                "why": _both(blank.why),
                "near": [
                    {"answers": [read(text).text for text in miss.answers], "why": _both(miss.why)}
                    for miss in blank.near
                ],
            }
            for blank in shape.item.blanks
        ],
    }
    # The script takes our steps one by one and finds the same matching.
    return _piece(
        question,
        "blanks",
        lambda given: question.mark(given).score,
        key,
        count=len(shape.gaps),
        ordered=shape.ordered,
    )


def number(question: Question, shape: Number) -> Piece:
    """Write a number; bounds are computed here, numbers are read there as ours are."""
    item: Any = question.item
    units = list(shape.unit or ())

    def bounds(value: float) -> list[float]:
        margin = item.tolerance.margin(value) + _SLACK * max(1.0, abs(value))
        return [value - margin, value + margin]

    low, high = bounds(shape.value)
    mistakes = [
        {"bounds": bounds(item.number(each.value)), "why": _both(each.why)}
        for each in item.mistakes
    ]

    def score(text: str) -> float:
        try:
            return float(low <= float(parse(text, units, shape.accept)) <= high)
        except (ValueError, OverflowError):
            return 0.0

    key = {
        "bounds": [low, high],
        "units": units,
        "accept": list(shape.accept),
        "shown": item.key_text()._asdict(),
        "why": _both(item.why),
        "mistakes": mistakes,
    }
    return _piece(question, "number", score, key, unit=shape.unit)


def writing(question: Question, shape: Writing) -> Piece:
    """Write a question that students mark themselves with its rubric."""
    item: Any = question.item
    points = [
        {"text": _both(point.text, markup.line), "points": f"{float(share):g}"}
        for point, share in zip(item.rubric, item.shares(question.points), strict=True)
    ]
    return _piece(
        question, "prose", None, {}, lines=shape.lines, model=_both(item.model), rubric=points
    )
