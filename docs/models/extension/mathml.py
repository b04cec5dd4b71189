"""Write formulas as MathML: browsers draw it themselves, without scripts and without the net."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_LOGGER = logging.getLogger(__name__)
_BELOW = re.compile(
    r"<munderover>\s*(<mi>[^<]*</mi>)\s*(.*?)\s*(<mo [^>]*>[ˉˆ˜˙]</mo>)\s*</munderover>", re.DOTALL
)
"""An accented letter with an index, which docutils puts below the letter, not beside it."""


def written(latex: str, *, block: bool = False) -> str:
    r"""Return a formula as MathML.

    Raises
    ------
    ValueError
        Naming the formula that cannot be read.

    Examples
    --------
    >>> written("x")
    '<math xmlns="http://www.w3.org/1998/Math/MathML">\n  <mi>x</mi>\n</math>'
    """
    try:
        return _BELOW.sub(
            r'<msub><mover accent="true">\1\3</mover>\2</msub>', tex2mathml(latex, as_block=block)
        )
    except MathError as error:
        message = f"{error} in the formula {latex}"
        raise ValueError(message) from error


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_or_warn(node, block=False))
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(f'<div class="formula">{_or_warn(node, block=True)}</div>')
    raise nodes.SkipNode


def _or_warn(node: nodes.Element, *, block: bool) -> str:
    try:
        return written(node.astext(), block=block)
    except ValueError as error:
        _LOGGER.warning("%s", error, location=node)
        return ""


def setup(app: Sphinx) -> dict[str, Any]:
    """Offer the renderer to Sphinx."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
