"""Choices and judgements in QTI; every marking rule is exact.

A rule sees how many right and how many wrong options were chosen. The mapping gives 1 for a
right and 100 for a wrong option, so its sum says both, and a condition looks up the points.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.qti.parts import (
    Body,
    Note,
    any_of,
    condition,
    correct,
    declaration,
    number,
    set_score,
    set_share,
    value,
    variable,
)
from question_bank.exports.weights import counts, exact, share_of
from question_bank.exports.xml import Element, Raw, element, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.choice import Choice
    from question_bank.exports.shapes.judgement import Judgement
    from question_bank.exports.weights import Share, Weights

_RESPONSE = "RESPONSE"
_WRONG = 100
_WORDS = {True: Text("正确", "True"), False: Text("错误", "False")}


def choice(question: Question, shape: Choice) -> Body:
    """Return a choice."""
    options = [
        element("simpleChoice", Raw(markup.line(each.text)), identifier=each.letter, fixed="true")
        for each in shape.options
    ]
    notes = [Note(each.letter, markup.xhtml(each.why)) for each in shape.options if each.why]
    if not shape.many:
        return _single(question, options, shape.key, notes)
    right = len(shape.key)
    share = share_of(question, shape)
    others = len(shape.options) - right
    weights = exact(share, right, others)
    if weights:
        entries = _entries(shape, float(weights.right), float(weights.wrong))
        mapping = _mapping(entries, lowerBound="0.0", upperBound="1.0")
        partly = [set_score(element("mapResponse", identifier=_RESPONSE))]
        cases: list[tuple[Element, Sequence[Element]]] = [(_full(), [set_share(1)])]
        marked = condition(cases, partly)
    else:
        mapping = _mapping(_entries(shape, 1, _WRONG))
        marked = condition([(_full(), [set_share(1)]), *_table(share, right, others)])

    def score(chosen: str) -> Fraction:
        return _scored(counts(shape, chosen), share, right, others, weights)

    return Body(
        (declaration(_RESPONSE, "multiple", "identifier", list(shape.key), mapping),),
        (Raw(markup.xhtml(question.stem)), _interaction(options, "0")),
        (marked, *_shown(notes)),
        tuple(notes),
        score,
    )


def judgement(question: Question, shape: Judgement) -> Body:
    """Return a statement as a choice between true and false."""
    options = [
        element("simpleChoice", question.words.line(word), identifier=_name(judged), fixed="true")
        for judged, word in _WORDS.items()
    ]
    whys = {True: shape.if_true, False: shape.if_false}
    notes = [Note(_name(j), markup.xhtml(why)) for j, why in whys.items() if why]
    body = _single(question, options, _name(shape.correct), notes)
    return body._replace(score=lambda judged: float(judged is shape.correct))


def _single(question: Question, options: list[Element], key: str, notes: list[Note]) -> Body:
    return Body(
        (declaration(_RESPONSE, "single", "identifier", [key]),),
        (Raw(markup.xhtml(question.stem)), _interaction(options, "1")),
        (condition([(_full(), [set_share(1)])], [set_share(0)]), *_shown(notes)),
        tuple(notes),
        lambda chosen: float(chosen == key),
    )


def _name(judged: bool) -> str:
    return "true" if judged else "false"


def _interaction(options: list[Element], most: str) -> Element:
    return element(
        "choiceInteraction",
        *options,
        responseIdentifier=_RESPONSE,
        shuffle="false",
        maxChoices=most,
    )


def _full() -> Element:
    return element("match", variable(_RESPONSE), correct(_RESPONSE))


def _shown(notes: list[Note]) -> list[Element]:
    """Return the assignment that shows the explanations of what was chosen."""
    if not notes:
        return []
    chosen = element("multiple", variable(_RESPONSE))
    return [element("setOutcomeValue", chosen, identifier="FEEDBACK")]


def _entries(shape: Choice, right: float, wrong: float) -> list[tuple[str, float]]:
    return [(each.letter, right if each.correct else wrong) for each in shape.options]


def _mapping(entries: list[tuple[str, float]], **bounds: str) -> Element:
    made = [element("mapEntry", mapKey=key, mappedValue=number(v)) for key, v in entries]
    return named("mapping", {**bounds, "defaultValue": "0.0"}, *made)


def _table(share: Share, right: int, others: int) -> list[tuple[Element, Sequence[Element]]]:
    """Return one case for every score that an incomplete answer can have."""
    by_share: dict[Fraction, list[Element]] = {}
    for hits in range(right + 1):
        for wrong in range(others + 1):
            earned = share(hits, wrong)
            if earned and (hits, wrong) != (right, 0):
                sum_ = value("float", number(hits + _WRONG * wrong))
                mapped = element("mapResponse", identifier=_RESPONSE)
                same = element("equal", mapped, sum_, toleranceMode="exact")
                by_share.setdefault(earned, []).append(same)
    return [(any_of(tests), [set_share(float(earned))]) for earned, tests in by_share.items()]


def _scored(
    count: tuple[int, int], share: Share, right: int, others: int, weights: Weights | None
) -> Fraction:
    """Score as the processing above does."""
    if count == (right, 0):
        return Fraction(1)
    if weights:
        return weights.share(*count)
    known = {
        (hits + _WRONG * wrong): share(hits, wrong)
        for hits in range(right + 1)
        for wrong in range(others + 1)
    }
    return known.get(count[0] + _WRONG * count[1], Fraction(0))
