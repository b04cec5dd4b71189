"""Where a scripted class plays, and how its steps are announced."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING

import click

from course import setup
from course.errors import CrmlabError
from course.language import say
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from course.scripted.steps import Step


def prepare(folder: Path, marker: str, *, fresh: bool, roster: str | None = None) -> None:
    """Make the course folder that the class plays in, or take up the one that is there.

    Parameters
    ----------
    folder : Path
        The course folder.
    marker : str
        Name of the file that tells a folder made here from anybody's work.
    fresh : bool
        Remove what is left of an earlier run.
    roster : str, optional
        The text of ``roster.csv``; by default the one that comes with the course.

    Raises
    ------
    CrmlabError
        The folder is there and was not made here.
    """
    ours = (folder / marker).is_file()
    if folder.exists() and any(folder.iterdir()) and not ours:
        raise CrmlabError(
            Text("这个文件夹里有别的东西", "there is something else in this folder"),
            folder.resolve(),
            Text("用 --out 换一个文件夹", "choose another one with --out"),
        )
    if ours and fresh:
        shutil.rmtree(folder)
    if roster is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "roster.csv").write_text(roster, encoding="utf-8")
    setup.make(folder)
    (folder / marker).touch()


def perform(steps: Sequence[Step], *, quietly: bool = False) -> list[float]:
    """Do the steps one after the other; say what each is, what it did and how long it took.

    Parameters
    ----------
    steps
        What to do.
    quietly
        Say it on standard error: a machine reads what is printed.

    Returns
    -------
    list of float
        Seconds of each step.
    """
    wide = len(str(len(steps)))
    seconds = []
    for number, (title, do) in enumerate(steps, start=1):
        click.echo(f"[{number:>{wide}}/{len(steps)}] {say(title)} … ", nl=False, err=quietly)
        (sys.stderr if quietly else sys.stdout).flush()
        begun = time.monotonic()
        said = do()
        seconds.append(time.monotonic() - begun)
        click.echo(f"{say(said)}  {seconds[-1]:.1f} s", err=quietly)
    return seconds
