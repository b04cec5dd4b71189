"""HTML back into the bank's Markdown: paragraphs, emphasis, lists, tables, formulas.

What Markdown has no sign for (colours, fonts, boxes) is dropped; images and other media are
named, so that the importer can say that they are missing.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

_INLINE = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section"}
_MEDIA = {"img", "audio", "video", "object", "embed", "iframe", "svg", "math"}
_SILENT = {"script", "style", "head", "title"}
_ALIGN = {"left": ":---", "right": "---:", "center": ":---:"}
_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_SPECIAL = re.compile(
    r"([\\*`])|(?<!_)(_{1,2})(?!_)|(&)(?=#?\w+;)|(<)(?=[A-Za-z/!?])|(\])(?=[(\[])"
)
_BLANKS = " \t\n\r"
_SPACE = re.compile(f"[{_BLANKS}]+")
_START = re.compile(
    r"^(\s*)(>|~{3,}|=+$|-+$|\[(?=.*\]:)|(?:[-+]|#{1,6}|\d{1,9}(?=[.)]))(?=[\s.)]|$))"
)
_STYLE = re.compile(r"text-align:\s*(left|right|center)")


class Found(NamedTuple):
    """Markdown, and the media that it cannot hold."""

    markdown: str
    media: tuple[str, ...]


def markdown(html: str) -> Found:
    r"""Return HTML as Markdown.

    Examples
    --------
    >>> markdown("<p>净利 <strong>&lt;</strong> 5，\\(a_1\\)</p><p>二</p>").markdown
    '净利 **<** 5，$a_1$\n\n二'
    >>> markdown("<p>a*b</p><img src='x.png'>")
    Found(markdown='a\\*b', media=('img',))
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Found(reader.result(), tuple(reader.media))


def escape(text: str) -> str:
    r"""Return plain text so that Markdown shows it as it is; formulas become ``$...$``.

    Examples
    --------
    >>> escape("2*3 ____ a_b")
    '2\\*3 ____ a\\_b'
    """
    parts = []
    last = 0
    # A lone dollar sign is money; beside another one it could be read as a formula.
    several = text.count("$") > 1 or ("$" in text and bool(_FORMULA.search(text)))
    for found in _FORMULA.finditer(text):
        parts.append(_plain(text[last : found.start()], several))
        parts.append(f"${found[1]}$" if found[1] else f"$${found[2]}$$")
        last = found.end()
    parts.append(_plain(text[last:], several))
    return "".join(parts)


def _plain(text: str, dollars: bool) -> str:
    escaped = _SPECIAL.sub(lambda found: "".join(f"\\{letter}" for letter in found[0]), text)
    return escaped.replace("$", "\\$") if dollars else escaped


class _Reader(HTMLParser):
    """Collects finished blocks; a list or a table is one block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.media: list[str] = []
        self._line = ""
        self._lists: list[int | None] = []
        self._items: list[str] = []
        self._rows: list[list[str]] = []
        self._aligned: list[str] = []
        self._silent = 0
        self._code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _MEDIA:
            self.media.append(tag)
        elif tag in _INLINE:
            self._line += _INLINE[tag]
            self._code = tag == "code"
        elif tag == "br":
            self._line += "\\\n"
        elif tag in ("ul", "ol"):
            self._end_block()
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "table":
            self._end_block()
            self._rows, self._aligned = [], []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td"):
            self._line = ""
            style = _STYLE.search(dict(attrs).get("style") or "")
            if len(self._rows) <= 1:
                self._aligned.append(_ALIGN[style[1]] if style else "---")
        elif tag in _BLOCKS and not self._lists:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _INLINE:
            self._line += _INLINE[tag]
            self._code = False
        elif tag == "li":
            self._end_item()
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            if not self._lists:
                self.blocks.append("\n".join(self._items))
                self._items = []
        elif tag in ("th", "td") and self._rows:
            self._rows[-1].append(_one_line(self._line).replace("|", "\\|"))
            self._line = ""
        elif tag == "table":
            self._end_table()
        elif tag in _BLOCKS and not self._lists:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line += data if self._code else escape(_SPACE.sub(" ", data))

    def _end_block(self) -> None:
        lines = [line.strip(_BLANKS) for line in self._line.split("\n")]
        text = "\n".join(_START.sub(_guarded, line) for line in lines).strip(_BLANKS)
        if text:
            self.blocks.append(text)
        self._line = ""

    def _end_item(self) -> None:
        if not self._lists:
            return
        number = self._lists[-1]
        sign = "-" if number is None else f"{number}."
        if number is not None:
            self._lists[-1] = number + 1
        indent = "   " * (len(self._lists) - 1)
        text = _START.sub(_guarded, _one_line(self._line))
        self._items.append(f"{indent}{sign} {text}")
        self._line = ""

    def _end_table(self) -> None:
        if not self._rows:
            return
        head, *body = self._rows
        signs = (self._aligned + ["---"] * len(head))[: len(head)]
        rows = [head, signs, *body]
        self.blocks.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
        self._rows = []

    def result(self) -> str:
        """Return the blocks, separated by blank lines."""
        if self._items:
            self.blocks.append("\n".join(self._items))
            self._items = []
        self._end_block()
        return "\n\n".join(self.blocks)


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip(_BLANKS)


def _guarded(found: re.Match[str]) -> str:
    """Keep the beginning of a line from becoming a list, a heading or a rule."""
    if found[2].isdigit():
        return f"{found[1]}{found[2]}\\"
    return f"{found[1]}\\{found[2]}"
