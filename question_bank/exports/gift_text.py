r"""Escapes text for GIFT, in which ``~ = # { } :`` and the backslash have a meaning."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\~=#{}:]")
_WEIGHT = re.compile(r"^\s*%-?\d")


def escape(text: str) -> str:
    r"""Return text that GIFT shows as it is; a line break becomes ``\n``.

    A blank line would end the question, and a bare ``=`` begin an answer.

    Examples
    --------
    >>> escape("R:F=1\nM")
    'R\\:F\\=1\\nM'
    """
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\r\n", "\n").replace("\n", "\\n")


def unescape(text: str) -> str:
    r"""Return the text that GIFT shows.

    Examples
    --------
    >>> unescape(escape("a\\n {b}\n~c"))
    'a\\n {b}\n~c'
    """
    return re.sub(r"\\([\\~=#{}:n])", lambda found: "\n" if found[1] == "n" else found[1], text)


def looks_weighted(text: str) -> bool:
    """Whether GIFT would take the beginning of an answer for its weight.

    Examples
    --------
    >>> looks_weighted("%25%增长"), looks_weighted("25% 增长")
    (True, False)
    """
    return bool(_WEIGHT.match(text))


def comment(name: str, value: str) -> str:
    """Return a property in the comment line above a question; only ``]`` is escaped there."""
    line = " ".join(value.split())
    return f"[{name}:{line.replace(']', chr(92) + ']')}]"
