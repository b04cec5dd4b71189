"""The source notebook as the gradebook knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.notebook_format import (
    from_dict,
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_raw_cell,
)
from autograder.reading import read_notebook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from autograder.gradebook import KnownNotebook

_NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


def source_notebook(paths: Sequence[Path], known: KnownNotebook) -> NotebookNode:
    """Return the instructor's notebook with what the gradebook says of its cells.

    Parameters
    ----------
    paths
        Where the notebook may lie, best first: source, release. None need exist.
    known
        The notebook in the gradebook.

    Returns
    -------
    NotebookNode
        Locked cells, points and types are the gradebook's: what students were given, and what
        marks are entered for. A file with other cells than the gradebook's is passed over;
        if there is no other, the gradebook's cells alone are taken.
    """
    cells = known.cells
    for path in paths:
        made = read_notebook(path, follow_links=True).notebook if path.is_file() else None
        if made is not None and set(_ids(made)) == set(cells):
            break
    else:
        parts = [_NEW[k.cell_type](k.source, metadata=k.metadata) for k in cells.values()]
        made = new_notebook(cells=parts)
    for cell in made.cells:
        meta = cell.metadata.get("nbgrader", {})
        cell_known = cells.get(meta.get("grade_id")) if _counts(meta) else None
        if cell_known is None:
            cell.metadata.pop("nbgrader", None)
            continue
        cell.metadata["nbgrader"] = dict(cell_known.metadata["nbgrader"])
        if not meta.get("solution"):
            cell.source = cell_known.source
    if known.kernelspec:
        made.metadata["kernelspec"] = from_dict(known.kernelspec)
    return made


def _counts(meta: Any) -> bool:
    keys = ("grade", "solution", "locked", "task")
    return isinstance(meta, dict) and any(meta.get(key) for key in keys)


def _ids(notebook: NotebookNode) -> list[str]:
    metas = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return [str(meta.get("grade_id")) for meta in metas if _counts(meta)]
