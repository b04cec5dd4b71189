"""Reads XML as a small tree with line numbers; no DTD, no entities, nothing fetched."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.handler import ContentHandler

from crm_models.text import Text
from question_bank.imports.reader import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEEPEST = 200


@dataclass
class Node:
    """An element: name without name space, attributes, line, text of its own, children."""

    name: str
    attributes: Mapping[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> Iterator[Node]:
        """Yield the children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, *path: str) -> Node | None:
        """Return the first descendant along a path of names."""
        node: Node | None = self
        for name in path:
            node = next(node.all(name), None) if node else None
        return node

    def value(self, *path: str) -> str:
        """Return the text along a path, empty where there is none."""
        node = self.first(*path)
        return node.text.strip() if node else ""


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self._open: list[Node] = []
        self._where: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - SAX's name
        self._where = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - SAX's name
        if len(self._open) >= _DEEPEST:
            raise Unreadable(Text("XML 嵌套太深", "the XML is nested too deeply"))
        node = Node(name.rpartition(":")[2], dict(attrs.items()), self._where.getLineNumber())
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - SAX's name
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].text += content


def parse(content: bytes) -> Node:
    """Return the root of a document.

    Raises
    ------
    Unreadable
        It is not well-formed, or has a DTD or entities of its own.
    """
    from xml.sax import SAXParseException

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import make_parser

    builder = _Builder()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(builder)
    try:
        parser.parse(io.BytesIO(content))
    except SAXParseException as error:
        line, what = error.getLineNumber(), error.getMessage()
        text = Text(
            f"第 {line} 行不是有效的 XML（{what}）", f"line {line} is not valid XML ({what})"
        )
        raise Unreadable(text) from None
    except DefusedXmlException:
        text = Text(
            "XML 里有 DTD 或实体，为安全起见不读；请删去后再导入",
            "the XML has a DTD or entities and is not read; remove them first",
        )
        raise Unreadable(text) from None
    assert builder.root is not None  # noqa: S101 - the parser refuses an empty document
    return builder.root
