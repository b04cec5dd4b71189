"""The pieces that QTI items are made of, in the names of version 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from question_bank.exports.xml import Element, Raw, element, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from question_bank.exports.format import Scorer
    from question_bank.exports.neutral import Question

LANGUAGES = {"zh": "zh-CN", "en": "en"}


class Note(NamedTuple):
    """Feedback that is shown when the outcome FEEDBACK contains its name."""

    name: str
    html: str


class Body(NamedTuple):
    """What is particular to an item.

    Parameters
    ----------
    declarations
        Response declarations.
    content
        What stands in the item's body.
    processing
        Response processing; empty where a person marks.
    notes
        Feedback.
    score
        How the processing scores, for the ledger.
    """

    declarations: tuple[Element, ...]
    content: tuple[Element | Raw, ...]
    processing: tuple[Element, ...]
    notes: tuple[Note, ...]
    score: Scorer | None


def value(kind: str, text: str) -> Element:
    """Return a constant."""
    return element("baseValue", text, baseType=kind)


def number(amount: float) -> str:
    """Return a number as XML writes it, exactly."""
    return repr(float(amount))


def variable(name: str) -> Element:
    """Return the value of a variable."""
    return element("variable", identifier=name)


def correct(name: str) -> Element:
    """Return the right answer of a response."""
    return element("correct", identifier=name)


def set_score(expression: Element) -> Element:
    """Return the assignment of a score."""
    return element("setOutcomeValue", expression, identifier="SCORE")


def set_share(share: float) -> Element:
    """Return the assignment of a constant score."""
    return set_score(value("float", number(share)))


def add_note(name: str) -> Element:
    """Return the assignment that shows a piece of feedback beside what is shown already."""
    joined = element("multiple", variable("FEEDBACK"), value("identifier", name))
    return element("setOutcomeValue", joined, identifier="FEEDBACK")


def condition(
    cases: Iterable[tuple[Element, Sequence[Element]]], otherwise: Sequence[Element] = ()
) -> Element:
    """Return the first case that holds."""
    parts = [
        element("responseIf" if position == 0 else "responseElseIf", test, *actions)
        for position, (test, actions) in enumerate(cases)
    ]
    if otherwise:
        parts.append(element("responseElse", *otherwise))
    return element("responseCondition", *parts)


def any_of(tests: Sequence[Element]) -> Element:
    """Return the test that one of several holds."""
    return tests[0] if len(tests) == 1 else element("or", *tests)


def declaration(
    name: str, cardinality: str, kind: str, right: Sequence[str], *more: Element
) -> Element:
    """Return the declaration of a response with its right answer."""
    values = [element("value", text) for text in right]
    key = [element("correctResponse", *values)] if values else []
    return element(
        "responseDeclaration",
        *key,
        *more,
        identifier=name,
        cardinality=cardinality,
        baseType=kind,
    )


def item(question: Question, body: Body) -> Element:
    """Return a whole item; its score is the share of the points."""
    zero = element("defaultValue", element("value", "0"))
    score = named(
        "outcomeDeclaration",
        {
            "identifier": "SCORE",
            "cardinality": "single",
            "baseType": "float",
            "normalMaximum": "1",
            "normalMinimum": "0",
        },
        zero,
    )
    outcomes = [score]
    if body.notes:
        outcomes.append(
            element(
                "outcomeDeclaration",
                identifier="FEEDBACK",
                cardinality="multiple",
                baseType="identifier",
            )
        )
    processing = [element("responseProcessing", *body.processing)] if body.processing else []
    notes = [
        element(
            "modalFeedback",
            Raw(note.html),
            outcomeIdentifier="FEEDBACK",
            identifier=note.name,
            showHide="show",
        )
        for note in body.notes
    ]
    return named(
        "assessmentItem",
        {
            "identifier": question.id,
            "title": question.title,
            "label": f"{question.item.id} v{question.item.version}",
            "xml:lang": LANGUAGES[question.words.main],
            "adaptive": "false",
            "timeDependent": "false",
        },
        *body.declarations,
        *outcomes,
        element("itemBody", *body.content),
        *processing,
        *notes,
    )
