"""What students are given of a source notebook, made without a gradebook."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from autograder.released import Rules
from course.labs import regions
from course.nbgrader_settings import CODE_STUB, TEXT_STUB

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

RULES = Rules(code_stub={"python": CODE_STUB}, text_stub=TEXT_STUB)
"""How this course makes a release, for the autograder."""

_HIDDEN = (
    (regions.BEGIN_SOLUTION, regions.END_SOLUTION),
    (regions.BEGIN_HIDDEN, regions.END_HIDDEN),
    (regions.BEGIN_SCHEME, regions.END_SCHEME),
)


def release(source: Path, out_dir: Path) -> Path:
    """Do what ``nbgrader generate_assignment`` does to a notebook, and copy the files beside it.

    Returns
    -------
    Path
        The released notebook, ``out_dir/<name>.ipynb``.
    """
    import nbformat
    from nbgrader import preprocessors as steps
    from traitlets.config import Config

    config = Config()
    config.ClearSolutions.code_stub = {"python": CODE_STUB}
    config.ClearSolutions.text_stub = TEXT_STUB
    notebook = nbformat.read(source, as_version=4)
    resources: dict[str, object] = {}
    for step in (
        steps.LockCells,
        steps.ClearSolutions,
        steps.ClearOutput,
        steps.CheckCellMetadata,
        steps.ComputeChecksums,
        steps.ClearHiddenTests,
        steps.ClearMarkScheme,
        steps.ComputeChecksums,
        steps.CheckCellMetadata,
    ):
        notebook, resources = step(config=config).preprocess(notebook, resources)
    shutil.copytree(source.parent, out_dir, dirs_exist_ok=True)
    path = out_dir / source.name
    nbformat.write(notebook, path)
    return path


def leaks(source: NotebookNode, released: NotebookNode) -> list[str]:
    """Return the lines of solutions, hidden tests and mark schemes that a release still shows.

    Lines that the students see elsewhere in the source too, and very short ones, tell nothing.
    """
    hidden: set[str] = set()
    shown: set[str] = set()
    for cell in source.cells:
        visible = cell.source
        for begin, end in _HIDDEN:
            visible = regions.without(visible, begin, end)
        shown |= _lines(visible)
        hidden |= _lines(cell.source) - _lines(visible)
    given = {line for cell in released.cells for line in _lines(cell.source)}
    return sorted((hidden - shown) & given)


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n") if len(line.strip()) > 12}
