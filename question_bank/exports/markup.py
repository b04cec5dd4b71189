r"""Renders the bank's Markdown for other systems: HTML, strict XHTML, one line of plain text.

Formulas between dollar signs become ``\(...\)``, which the mathematics of Moodle, Canvas and
most others read. Blanks (``____``) can be replaced by fields.
"""

from __future__ import annotations

import html as html_text
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from question_bank.types.fill_in import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt

# As Pandoc has it: no space inside the signs, no digit behind them, so "$5 and $6" is money.
_DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_INLINE = re.compile(r"(?<![\\$])\$(?=[^\s$])([^$\n]+?)(?<=[^\s\\])\$(?![\d$])")
_KEPT = "\ue000{}\ue001"
_MARK = re.compile("\ue000(\\d+)\ue001")
_BREAK = "\ue002"
_WIDE = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’"
_CHINESE_BREAK = re.compile(f"(?<=[{_WIDE}]){_BREAK}(?=[{_WIDE}])")
_TABLE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(\||$)", re.MULTILINE)
_ALIGNED = re.compile(r' style="text-align:(left|right|center)"')


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("softbreak", lambda *_: _BREAK)
    return made


def html(text: str, fields: Sequence[str] = ()) -> str:
    r"""Render Markdown as HTML that is well-formed XML too.

    Parameters
    ----------
    text
        Markdown.
    fields
        HTML for the first blanks of the text, in order; other blanks stay as drawn.

    Examples
    --------
    >>> html("**净利** < 5，$a_1$")
    '<p><strong>净利</strong> &lt; 5，\\(a_1\\)</p>'
    >>> html("C 是 ____ 和 ____", ["<i/>"])
    '<p>C 是 <i/> 和 ____</p>'
    """
    return _html(text, tuple(fields))


@lru_cache(maxsize=4096)
def _html(text: str, fields: tuple[str, ...]) -> str:
    kept: list[str] = []

    def keep(shown: str) -> str:
        kept.append(shown)
        return _KEPT.format(len(kept) - 1)

    waiting = iter(fields)
    text = _DISPLAY.sub(lambda m: keep(f"\\[{html_text.escape(m[1].strip(), False)}\\]"), text)
    text = _INLINE.sub(lambda m: keep(f"\\({html_text.escape(m[1], False)}\\)"), text)
    text = BLANK.sub(lambda m: keep(next(waiting, m[0])), text)
    made = _unbroken(str(_markdown().render(text)).strip())
    return _MARK.sub(lambda m: kept[int(m[1])], made)


def _unbroken(made: str) -> str:
    """Join the lines of a paragraph: with a space, which Chinese does not have."""
    return _CHINESE_BREAK.sub("", made).replace(_BREAK, " ")


def xhtml(text: str, fields: Sequence[str] = ()) -> str:
    """Render Markdown as the XHTML that QTI allows: classes instead of styles."""
    return _ALIGNED.sub(r' class="\1"', html(text, fields))


def line(text: str) -> str:
    """Escape a plain line, such as an option, for HTML."""
    kept = _INLINE.sub(r"\\(\1\\)", text)
    return html_text.escape(kept, quote=False)


def has_table(text: str) -> bool:
    """Whether Markdown has a table."""
    return bool(_TABLE.search(text)) and "|" in text


def plain(text: str) -> str:
    """Return Markdown as one line of plain text: emphasis dropped, lines joined.

    Examples
    --------
    >>> plain("**不**是哪一项？")
    '不是哪一项？'
    """
    text = re.sub(r"\*\*(.+?)\*\*", r"\1", text)
    text = re.sub(r"(?<![\\*\w])\*(\S(?:[^*]*\S)?)\*(?![*\w])", r"\1", text)
    text = re.sub(r"`([^`]+)`", r"\1", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", text)
    return " ".join(text.split())
