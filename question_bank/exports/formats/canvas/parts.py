"""What Canvas's QTI 1.2 items are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.exports import markup
from question_bank.exports.xml import Element, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.neutral import Question

RESPONSE = "response1"


def material(html: str) -> Element:
    """Return HTML to be shown."""
    return element("material", element("mattext", html, texttype="text/html"))


def plain_material(text: str) -> Element:
    """Return plain text to be shown."""
    return element("material", element("mattext", text, texttype="text/plain"))


def field(name: str, entry: str) -> Element:
    """Return one entry of an item's data."""
    return element("qtimetadatafield", element("fieldlabel", name), element("fieldentry", entry))


def equals(value: str, response: str = RESPONSE) -> Element:
    """Return the test that a response is a value."""
    return element("varequal", value, respident=response)


def earns(*tests: Element, score: str = "100", action: str = "Set") -> Element:
    """Return the condition that gives points, in percent."""
    return element(
        "respcondition",
        element("conditionvar", *tests),
        element("setvar", score, action=action, varname="SCORE"),
        continue_="No",
    )


def shows(name: str, *tests: Element) -> Element:
    """Return the condition that shows a piece of feedback."""
    return element(
        "respcondition",
        element("conditionvar", *tests),
        element("displayfeedback", feedbacktype="Response", linkrefid=name),
        continue_="Yes",
    )


def feedback(name: str, markdown: str) -> Element:
    """Return a piece of feedback."""
    return element("itemfeedback", element("flow_mat", material(markup.html(markdown))), ident=name)


def typed(fibtype: str | None = None) -> Element:
    """Return a field to type into."""
    kind = {"fibtype": fibtype} if fibtype else {}
    label = element("response_label", ident="answer1", rshuffle="No")
    return element(
        "response_str", element("render_fib", label, **kind), ident=RESPONSE, rcardinality="Single"
    )


def item(
    question: Question,
    kind: str,
    shown: Sequence[Element],
    processing: Sequence[Element],
    notes: Sequence[Element] = (),
    *,
    answers: Sequence[str] = (),
    stem: str | None = None,
) -> Element:
    """Return an item.

    Parameters
    ----------
    question
        The question.
    kind
        Canvas's name of the type.
    shown
        The responses.
    processing
        Conditions that give points and feedback.
    notes
        Feedback.
    answers
        Names of the answers, where they have names.
    stem
        HTML of the stem, if it is not simply the rendered stem.
    """
    data = element(
        "qtimetadata",
        field("question_type", kind),
        field("points_possible", f"{float(question.points):g}"),
        field("original_answer_ids", ",".join(answers)),
        field("assessment_question_identifierref", f"{question.id}-question"),
    )
    html = markup.html(question.stem) if stem is None else stem
    outcomes = element(
        "outcomes",
        element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal"),
    )
    return element(
        "item",
        element("itemmetadata", data),
        element("presentation", material(html), *shown),
        element("resprocessing", outcomes, *processing),
        *notes,
        ident=question.id,
        title=question.title,
    )
