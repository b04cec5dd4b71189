"""Choices and judgements in Canvas; several right options have Canvas's own partial credit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.format import Piece
from question_bank.exports.formats.canvas.parts import (
    RESPONSE,
    earns,
    equals,
    feedback,
    item,
    material,
    plain_material,
    shows,
)
from question_bank.exports.weights import Weights, counts
from question_bank.exports.xml import Element, element

if TYPE_CHECKING:
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.choice import Choice
    from question_bank.exports.shapes.judgement import Judgement

_OWN_RULE = Text(
    "Canvas 的多选题只有一种规则：正误相抵，最低零分",
    "Canvas has one rule for several right options: a wrong one cancels a right one,"
    " never below zero",
)


class _Answer(NamedTuple):
    name: str
    shown: Element
    correct: bool
    why: str


def choice(question: Question, shape: Choice) -> Piece:
    """Write a choice."""
    answers = [
        _Answer(str(1000 + number), material(markup.line(each.text)), each.correct, each.why)
        for number, each in enumerate(shape.options, start=1)
    ]
    if not shape.many:
        body = _item(question, "multiple_choice_question", answers)
        return Piece(body, lambda chosen: float(chosen == shape.key))
    weights = Weights(Fraction(1, len(shape.key)), Fraction(-1, len(shape.key)))
    same = question.rule is not None and question.rule.name == "net_correct"
    return Piece(
        _item(question, "multiple_answers_question", answers),
        lambda chosen: weights.share(*counts(shape, chosen)),
        () if same else (_OWN_RULE,),
    )


def judgement(question: Question, shape: Judgement) -> Piece:
    """Write a statement; some readers know the answers by these English words only."""
    answers = [
        _Answer("1001", plain_material("True"), shape.correct, shape.if_true),
        _Answer("1002", plain_material("False"), not shape.correct, shape.if_false),
    ]
    body = _item(question, "true_false_question", answers)
    return Piece(body, lambda judged: float(judged is shape.correct))


def _item(question: Question, kind: str, answers: list[_Answer]) -> Element:
    many = kind == "multiple_answers_question"
    labels = [element("response_label", each.shown, ident=each.name) for each in answers]
    shown = element(
        "response_lid",
        element("render_choice", *labels),
        ident=RESPONSE,
        rcardinality="Multiple" if many else "Single",
    )
    explained = [each for each in answers if each.why]
    processing = [shows(f"{each.name}_fb", equals(each.name)) for each in explained]
    if many:
        tests = [
            equals(each.name) if each.correct else element("not", equals(each.name))
            for each in answers
        ]
        processing.append(earns(element("and", *tests)))
    else:
        processing += [earns(equals(each.name)) for each in answers if each.correct]
    return item(
        question,
        kind,
        [shown],
        processing,
        [feedback(f"{each.name}_fb", each.why) for each in explained],
        answers=[each.name for each in answers],
    )
