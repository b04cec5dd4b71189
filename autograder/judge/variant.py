"""A student's own data in the judge: the source's files for a seed, and its run on them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.judge.reference import Reference, run_reference
from autograder.variant import Recipe, VariantError
from autograder.zygote.generators import seed_generators

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from autograder.codec.wire import Wire
    from autograder.judge.plan import Cell


def write(files: Mapping[str, bytes]) -> None:
    """Write data files into the working directory."""
    for name, content in files.items():
        Path(name).write_bytes(content)


def send(wire: Wire, recipe: Recipe, seed: int) -> None:
    """Make the files of a seed and send them, or why they cannot be made."""
    try:
        made = recipe.make_files(seed)
    except VariantError as error:
        wire.send("failed", why=str(error))
        return
    for name, content in made.items():
        wire.send("file", content, name=name)
    wire.send("made")


def run_again(
    first: Reference, cells: list[Cell], seconds: float, is_wanted: Callable[[], bool]
) -> Reference:
    """Run the source on the data that lie in the working directory now.

    Parameters
    ----------
    first
        The run on the common data, of which this process is a fork: its imports stay.
    cells, seconds, is_wanted
        See `run_reference`.

    Raises
    ------
    VariantError
        With these data the source asks for other values at its places.
    """
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    first.shell.fresh()
    seed_generators()
    again = run_reference(cells, seconds, is_wanted)
    if [one.place for one in again.prepared] != [one.place for one in first.prepared]:
        raise VariantError(
            "源笔记本在这份数据上要取的变量与平常不同"
            " / with these data the source notebook takes other names than with the common ones"
        )
    return again
