"""Runs the proof of a lab in a process of its own, and reads what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from autograder.variant import Recipe
from course.errors import CrmlabError
from course.labs.proof.record import Proof
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

# One seed is one process; threads beside it would only be in the way of the other seeds.
_ENVIRONMENT = {"MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def seeds_of(source: Path, number: int) -> list[int]:
    """Return the seeds to prove: the recipe's own, and those of students called 1, 2, 3, ….

    There are none where all students share the same data: then there is one proof.
    """
    recipe = Recipe.beside(source.parent)
    if recipe is None:
        return []
    return [recipe.seed, *(recipe.seed_of(f"{student}") for student in range(1, number))]


def run(source: Path, seeds: Sequence[int], *, jobs: int, step: Callable[[], None]) -> list[Proof]:
    """Prove a source notebook for each seed.

    Parameters
    ----------
    source
        The source notebook.
    seeds
        Whose data; none where all students share the same.
    jobs
        How many processes at a time.
    step
        Called after each seed.

    Returns
    -------
    list of Proof
        The first seed's proof first, the others as they came.

    Raises
    ------
    CrmlabError
        The notebook cannot be read as code.
    """
    line = [sys.executable, "-m", "course.labs.proof", f"--jobs={jobs}", str(source)]
    line += [str(seed) for seed in seeds]
    proofs = []
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=said, text=True, env={**os.environ, **_ENVIRONMENT}
        ) as process,
    ):
        for told in process.stdout or ():
            proofs.append(Proof.from_dict(json.loads(told)))
            step()
        if process.wait():
            said.seek(0)
            last = said.read().strip().rsplit("\n", 1)[-1]
            raise CrmlabError(
                Text(f"教师版运行出错（{last}）", f"the source notebook fails ({last})"),
                str(source),
                Text("请改正", "correct it"),
            )
    return proofs
