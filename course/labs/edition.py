"""Code cells for readers of one language: comments and docstrings keep its half.

Code is the same in every edition, and a comment says things twice, ``# 毛利率 | margin``. What
runs is left as it is.
"""

from __future__ import annotations

import io
import re
import tokenize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_models.text import Lang

_HAN = re.compile(r"[\u3400-\u9fff]")
_BETWEEN = " | "
_OPENS = (tokenize.INDENT, tokenize.NEWLINE, tokenize.NL, tokenize.ENCODING, tokenize.DEDENT)
_QUOTED = re.compile(r"(?s)([A-Za-z]*(?:\"\"\"|'''|\"|'))(.*?)(\"\"\"|'''|\"|')$")


def in_language(source: str, lang: Lang) -> str:
    r"""Return a code cell's text with comments and docstrings in one language.

    Parameters
    ----------
    source
        Python text.
    lang
        The language to keep.

    Raises
    ------
    tokenize.TokenError, SyntaxError
        The text is no Python.

    Examples
    --------
    >>> print(in_language('rate = 0.3  # 毛利率 | margin\nboth = "甲 | X"', "en"))
    rate = 0.3  # margin
    both = "甲 | X"
    """
    lines = source.split("\n")
    for token in reversed(list(_prose(source))):
        start, end = token.start, token.end
        head = lines[start[0] - 1][: start[1]]
        tail = lines[end[0] - 1][end[1] :]
        halved = _comment if token.type == tokenize.COMMENT else _docstring
        text = halved(token.string, lang)
        lines[start[0] - 1 : end[0]] = f"{head}{text}{tail}".split("\n")
    return "\n".join(lines)


def _prose(source: str) -> Iterator[tokenize.TokenInfo]:
    """Yield the comments, and the strings that are statements of their own."""
    before = tokenize.ENCODING
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token
            continue
        if token.type == tokenize.STRING and before in _OPENS:
            yield token
        before = token.type


def _comment(text: str, lang: Lang) -> str:
    mark = text[: len(text) - len(text.lstrip("# "))]
    return f"{mark}{_half(text[len(mark) :], lang)}"


def _docstring(text: str, lang: Lang) -> str:
    found = _QUOTED.match(text)
    if found is None:
        return text
    opening, inside, closing = found.groups()
    halves = [_half(line, lang) for line in inside.split("\n")]
    return "".join([opening, "\n".join(halves), closing])


def _half(text: str, lang: Lang) -> str:
    """Return one half of the line ``中文 | English``; any other line as it is."""
    zh, between, en = text.partition(_BETWEEN)
    if not between or not _HAN.search(zh) or _HAN.search(en):
        return text
    margin = zh[: len(zh) - len(zh.lstrip())]
    return zh.rstrip() if lang == "zh" else f"{margin}{en.lstrip()}"
