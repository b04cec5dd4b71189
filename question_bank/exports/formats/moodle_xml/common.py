"""What all questions of Moodle XML share: name, text, points, tags, category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.exports import markup
from question_bank.exports.xml import cdata, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.neutral import Question
    from question_bank.exports.xml import Element

_LONGEST_NAME = 255


def text(content: str) -> Element:
    """Return a text; CDATA, because Moodle drops spaces between entities and Chinese."""
    return element("text", cdata(content))


def rich(name: str, html: str) -> Element:
    """Return an element with HTML."""
    return element(name, text(html), format="html")


def feedback(markdown: str) -> Element:
    """Return the explanation of an answer."""
    return rich("feedback", markup.html(markdown) if markdown else "")


def wrap(kind: str, question: Question, *own: Element, stem: str | None = None) -> Element:
    """Return a question.

    Parameters
    ----------
    kind
        Moodle's name of the type.
    question
        The question.
    own
        The elements of the type.
    stem
        HTML of the question's text, if it is not simply the rendered stem.
    """
    tags = [element("tag", text(tag)) for tag in question.tags]
    return element(
        "question",
        element("name", text(question.title[:_LONGEST_NAME])),
        rich("questiontext", stem if stem is not None else markup.html(question.stem)),
        rich("generalfeedback", ""),
        element("defaultgrade", f"{float(question.points):g}"),
        element("penalty", "0.3333333"),
        element("hidden", "0"),
        element("idnumber", question.id),
        *own,
        element("tags", *tags),
        type=kind,
    )


def answer(fraction: str, content: str, why: str, *more: Element, rich_text: bool) -> Element:
    """Return an answer with its share in percent and its explanation."""
    form = "html" if rich_text else "moodle_auto_format"
    return element("answer", text(content), feedback(why), *more, fraction=fraction, format=form)


def category(top: str, path: Sequence[str]) -> Element:
    """Return the mark that the following questions belong to a category."""
    levels = ["$course$", "top", *(part.replace("/", "//") for part in (top, *path))]
    return element(
        "question",
        element("category", text("/".join(levels))),
        rich("info", ""),
        element("idnumber"),
        type="category",
    )
