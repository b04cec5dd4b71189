"""Finds the notebook in what was handed in, also under another name."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from autograder.messages import pair, repair
from autograder.reading import UnreadableNotebookError

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.report import Repair


def find_notebook(folder: Path, name: str) -> tuple[Path, tuple[Repair, ...]]:
    """Return the notebook ``name.ipynb``, or the only other one there is.

    Parameters
    ----------
    folder
        What was handed in.
    name
        The notebook's name without its ending; ``"*"`` for any.

    Raises
    ------
    UnreadableNotebookError
        There is none, or several of which none has the name.
    """
    found = notebooks_in(folder)
    named = [path for path in found if path.name == f"{name}.ipynb"]
    others = [path for path in found if path not in named]
    if named:
        # stock nbgrader grades a copy under the right name, which is no second notebook then
        twins = [path for path in others if path.read_bytes() == named[0].read_bytes()]
        notes = tuple(repair("file_name", given=path.name, name=name) for path in twins[:1])
        return named[0], (*notes, *_extra([path for path in others if path not in twins]))
    # upper and lower case count for less than a second notebook
    alike = [path for path in found if path.stem.casefold() == name.casefold()]
    candidates = alike or found
    if len(candidates) != 1:
        raise UnreadableNotebookError(pair("no_notebook", where=folder.name, name=name))
    rest = _extra([path for path in found if path != candidates[0]])
    if name == "*":
        return candidates[0], rest
    return candidates[0], (repair("file_name", given=candidates[0].name, name=name), *rest)


def notebooks_in(folder: Path) -> list[Path]:
    """Return the notebooks that lie in a folder itself: regular files, no links, not hidden."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix == ".ipynb"
        and not path.name.startswith(".")
        and stat.S_ISREG(path.lstat().st_mode)
    )


def _extra(others: list[Path]) -> tuple[Repair, ...]:
    if not others:
        return ()
    names = ", ".join(path.name[:40] for path in others[:5])
    return (repair("extra_notebooks", names=names),)
