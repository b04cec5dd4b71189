"""Spells QTI 2.1 as QTI 3: names in lower case with hyphens, elements with a prefix."""

from __future__ import annotations

import re

from question_bank.exports.xml import Element, Raw

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# HTML keeps its names.
_HTML = {"p", "div", "span", "em", "strong"}
# What is shown stands in a body of its own.
_WRAPPED = {"modalFeedback", "rubricBlock"}
_FIELD = re.compile(r"<textEntryInteraction ([^/]*)/>")


def spell(root: Element) -> Element:
    """Return an element and all below it in version 3's spelling.

    Examples
    --------
    >>> spell(Element("simpleChoice", {"showHide": "show"}, ())).name
    'qti-simple-choice'
    """
    children = tuple(_child(child) for child in root.children)
    if root.name in _HTML:
        return root._replace(children=children)
    attributes = {_hyphened(name): text for name, text in root.attributes.items()}
    if root.name in _WRAPPED:
        children = (Element("qti-content-body", {}, children),)
    if root.name == "assessmentItem" and not _processed(root):
        children = tuple(_by_hand(child) for child in children)
    return Element(f"qti-{_hyphened(root.name)}", attributes, children)


def _processed(root: Element) -> bool:
    return any(isinstance(c, Element) and c.name == "responseProcessing" for c in root.children)


def _by_hand(part: Element | Raw | str) -> Element | Raw | str:
    """Say that a person gives the score, which version 2.1 has no word for."""
    if isinstance(part, Element) and part.name == "qti-outcome-declaration":
        return part._replace(attributes={**part.attributes, "external-scored": "human"})
    return part


def _child(child: Element | Raw | str) -> Element | Raw | str:
    if isinstance(child, Element):
        return spell(child)
    return Raw(_FIELD.sub(_field, child.text)) if isinstance(child, Raw) else child


def _field(found: re.Match[str]) -> str:
    attributes = re.sub(r"(\w+)=", lambda name: f"{_hyphened(name[1])}=", found[1])
    return f"<qti-text-entry-interaction {attributes}/>"


def _hyphened(name: str) -> str:
    return name if ":" in name else _HUMP.sub("-", name).lower()
