"""nbformat, imported without what costs most of its start.

``jsonschema``, with which nbformat validates, imports a package for each format of text that it
could check, where it finds one; no notebook uses these formats. ``rfc3987_syntax`` alone builds a
grammar as it is imported, 1.6 s of the 1.8 s that ``import nbformat`` took. They are kept out while
nbformat is imported, and only then.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


FORMATS = (
    *("fqdn", "idna", "isoduration", "jsonpointer", "rfc3339_validator", "rfc3986_validator"),
    *("rfc3987_syntax", "uri_template", "webcolors"),
)


@contextmanager
def _without(modules: Iterable[str]) -> Iterator[None]:
    """Make imports fail, as where the modules are not installed."""
    kept_out = [module for module in modules if module not in sys.modules]
    sys.modules.update(dict.fromkeys(kept_out))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for module in kept_out:
            del sys.modules[module]


with _without(FORMATS):
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
