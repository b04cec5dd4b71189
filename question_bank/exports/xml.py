"""Writes XML: elements from plain data, text escaped, CDATA where a reader needs it."""

from __future__ import annotations

import re
from typing import NamedTuple

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# XML 1.0 has no way to write these, not even as references.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Raw(NamedTuple):
    """Text that is XML already."""

    text: str


class Element(NamedTuple):
    """An element: name, attributes, children."""

    name: str
    attributes: dict[str, str]
    children: tuple[Element | Raw | str, ...]


def element(name: str, *children: Element | Raw | str, **attributes: str) -> Element:
    """Return an element; an underscore at the end of an attribute's name is dropped.

    Examples
    --------
    >>> to_text(element("a", "x < y", element("b"), class_="c"))
    '<a class="c">x &lt; y<b/></a>'
    """
    return Element(name, {key.rstrip("_"): value for key, value in attributes.items()}, children)


def named(name: str, attributes: dict[str, str], *children: Element | Raw | str) -> Element:
    """Return an element whose attributes have names that Python does not."""
    return Element(name, attributes, children)


def cdata(text: str) -> Raw:
    """Return text as CDATA; an end mark inside is split over two sections.

    Examples
    --------
    >>> cdata("a ]]> b").text
    '<![CDATA[a ]]]]><![CDATA[> b]]>'
    """
    return Raw(f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>")


def clean(text: str) -> str:
    """Return text with a replacement character for what XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def to_text(part: Element | Raw | str) -> str:
    """Return an element as text, without added white space."""
    return clean(_written(part))


def _written(part: Element | Raw | str) -> str:
    if isinstance(part, str):
        return _escaped(part)
    if isinstance(part, Raw):
        return part.text
    given = "".join(f' {key}="{_quoted(value)}"' for key, value in part.attributes.items())
    inside = "".join([_written(child) for child in part.children])
    return f"<{part.name}{given}>{inside}</{part.name}>" if inside else f"<{part.name}{given}/>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    # A reader turns bare line breaks and tabs in attributes into spaces.
    bare = _escaped(text).replace('"', "&quot;")
    return bare.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def document(root: Element) -> bytes:
    """Return a whole document: declaration, one line for each child of the root."""
    lines = [to_text(child) for child in root.children]
    shell = to_text(Element(root.name, root.attributes, ("\n",)))
    opening = shell.split("\n", maxsplit=1)[0]
    return "\n".join([HEAD + opening, *lines, f"</{root.name}>\n"]).encode()
