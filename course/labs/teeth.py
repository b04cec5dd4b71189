"""Tries every misconception that a lab's hidden tests name as if a student had it.

The source notebook runs once, reference solutions and all. While a check cell runs, each
``check.calls`` tells which function it looks at and which misconceptions it could name, as
functions of the task's own signature. Then the cell runs again with each of these in the place
of the student's function: it must lose points, and the feedback must name it.
"""

from __future__ import annotations

import contextlib
import io
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.labs.desks import desk
from course.labs.proof import script
from course.labs.proof.listening import Listener

if TYPE_CHECKING:
    from pathlib import Path

# A check cell ends in a figure at most; nothing is shown on a screen.
os.environ["MPLBACKEND"] = "agg"


@dataclass(frozen=True)
class Bite:
    """What a check makes of one misconception.

    Attributes
    ----------
    cell
        Grade id of the check.
    name
        The misconception.
    lost
        Whether it costs points.
    named
        Whether the feedback names it.
    """

    cell: str
    name: str
    lost: bool
    named: bool


def try_all(source: Path) -> list[Bite]:
    """Run a source notebook and return what its checks make of each misconception.

    Raises
    ------
    Exception
        Whatever a cell of the notebook raises.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    found = []
    with desk(source), contextlib.redirect_stdout(io.StringIO()):
        for cell in script.read(source).cells:
            before, listener = dict(names), Listener()
            with listener.listening():
                cell.run(names)
            if cell.kind == script.CHECK:
                found += tried(cell, before, listener)
    return found


def tried(cell: script.Cell, before: dict[str, Any], heard: Listener) -> list[Bite]:
    """Try the misconceptions that a check could name.

    Parameters
    ----------
    cell
        The check.
    before
        What the notebook had bound before it.
    heard
        What was heard of the check when the reference earned its points.
    """
    wrong = {m.name: (function, m) for function, known in heard.functions for m in known}
    found = []
    for name, (function, misconception) in wrong.items():
        places = [key for key, value in before.items() if value is function]
        again = Listener()
        try:
            with again.listening():
                points = cell.run(before | dict.fromkeys(places, misconception.variant))
        except Exception:  # noqa: BLE001 - a variant may end the check, as a student's function may
            points = 0.0
        found.append(Bite(cell.name, name, points < cell.points, name in again.named))
    return found
