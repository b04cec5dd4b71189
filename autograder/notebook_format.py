"""nbformat, imported without what costs most of its start.

``jsonschema``, with which nbformat validates, imports ``rfc3987_syntax`` where it finds it, for a
format that no notebook uses; that package builds a grammar as it is imported, 1.6 s of the 1.8 s
that ``import nbformat`` took. It is kept out while nbformat is imported, and only then.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Make one import fail, as where the module is not installed."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


with _without("rfc3987_syntax"):
    import nbformat
    from nbformat import NotebookNode, from_dict
    from nbformat.v4 import (
        new_code_cell,
        new_markdown_cell,
        new_notebook,
        new_output,
        new_raw_cell,
    )
    from nbformat.v4.nbjson import writes as written
    from nbformat.v4.rwbase import rejoin_lines

__all__ = [
    "NotebookNode",
    "from_dict",
    "nbformat",
    "new_code_cell",
    "new_markdown_cell",
    "new_notebook",
    "new_output",
    "new_raw_cell",
    "rejoin_lines",
    "written",
]
