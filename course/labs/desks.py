"""A desk: a folder of one's own with a lab's source and one student's data, to run it in."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.variant import Recipe

if TYPE_CHECKING:
    from collections.abc import Iterator

GRADING = "NBGRADER_EXECUTION"


@contextlib.contextmanager
def desk(source: Path, seed: int | None = None) -> Iterator[Path]:
    """Work in a copy of a source notebook's folder, as if one student's work were graded.

    Parameters
    ----------
    source
        The source notebook. Nothing is written in its folder.
    seed
        Whose data lie there; None for the recipe's own seed. It says nothing where all students
        share the same data.

    Yields
    ------
    pathlib.Path
        The notebook's copy. Its folder is the working directory meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="crmlab-desk-") as scratch:
        folder = Path(scratch) / source.parent.name
        shutil.copytree(source.parent, folder)
        recipe = Recipe.beside(folder)
        if recipe is not None:
            recipe.write_files(folder, recipe.seed if seed is None else seed)
        before = os.environ.get(GRADING)
        os.environ[GRADING] = "autograde"
        try:
            with contextlib.chdir(folder):
                yield folder / source.name
        finally:
            if before is None:
                del os.environ[GRADING]
            else:
                os.environ[GRADING] = before
