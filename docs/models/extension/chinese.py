"""Chinese pages: lines are joined without a space, and the theme's words are Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_MARK = r"[\u3000-\u303f\uff00-\uffef“”‘’—…]"
_HAN = r"[\u3400-\u9fff]"
_BREAK = re.compile(rf"(?<={_MARK})\n|\n(?={_MARK})|(?<={_HAN})\n(?={_HAN})")

WORDS = {
    "Back to top": "回到顶部",
    "Home": "首页",
    "Next": "下一页",
    "On this page": "本页内容",
    "Previous": "上一页",
    "Search": "搜索",
}
"""What the theme says in English, having no Chinese of its own."""


def join(text: str) -> str:
    r"""Take out the line breaks that are no spaces in Chinese.

    A break between Chinese characters, or beside a Chinese mark, leaves nothing; one between a
    Chinese character and a Latin one stays, for there a space is usual.

    Examples
    --------
    >>> join("客户\n关系"), join("see\nalso"), join("用\nRFM")
    ('客户关系', 'see\nalso', '用\nRFM')
    """
    return _BREAK.sub("", text)


def _read(_: Sphinx, doctree: nodes.document) -> None:
    for node in list(doctree.findall(nodes.Text)):
        parent = node.parent
        if "\n" not in node or isinstance(parent, nodes.literal_block | nodes.raw):
            continue
        # What stands before and after may be a node of its own.
        place = parent.index(node)
        before = parent[place - 1].astext()[-1:] if place else ""
        after = parent[place + 1].astext()[:1] if place + 1 < len(parent) else ""
        joined = join(f"{before}{node.astext()}{after}")
        parent.replace(node, nodes.Text(joined[len(before) : len(joined) - len(after)]))


def _words(_: Sphinx, __: str, ___: str, context: dict[str, Any], ____: object) -> None:
    context["_"] = lambda word: WORDS.get(word, word)


def setup(app: Sphinx) -> dict[str, Any]:
    """Have every page joined once it is read, and its frame speak Chinese."""
    if app.config.language.startswith("zh"):
        app.connect("doctree-read", _read)
        app.connect("html-page-context", _words)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
