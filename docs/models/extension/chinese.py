"""Join lines of Chinese: a line break in the source is no space on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_WIDE = r"[　-〿一-鿿＀-￯“”‘’—…]"
_BREAK = re.compile(rf"(?<={_WIDE})\n|\n(?={_WIDE})")


def join(text: str) -> str:
    r"""Take out the line breaks that touch a Chinese character or mark.

    Examples
    --------
    >>> join("客户\n关系"), join("see\nalso")
    ('客户关系', 'see\nalso')
    """
    return _BREAK.sub("", text)


def _read(_: Sphinx, doctree: nodes.document) -> None:
    for node in list(doctree.findall(nodes.Text)):
        parent = node.parent
        if parent is not None and not isinstance(parent, nodes.literal_block | nodes.raw):
            text = join(node.astext())
            if text != node.astext():
                parent.replace(node, nodes.Text(text))


def setup(app: Sphinx) -> dict[str, Any]:
    """Have every page of Chinese joined once it is read."""
    if app.config.language.startswith("zh"):
        app.connect("doctree-read", _read)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
