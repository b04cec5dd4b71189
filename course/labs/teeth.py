"""Tries every misconception that a lab's hidden tests name as if a student had it.

The source notebook runs once, reference solutions and all. While a check cell runs, each
``check.calls`` tells which function it looks at and which misconceptions it could name, as
functions of the task's own signature. Then the cell runs again with each of these in the place
of the student's function: it must lose points, and the feedback must name it.

``python -m course.labs.teeth SOURCE`` does so in a process of its own and prints JSON: the code
is the instructor's own and runs with the rights of whoever asks.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.check import Check
from course.labs.desks import desk
from course.labs.regions import handed_in

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


class _Recorder:
    """Notes what the checks of a cell look at; stands in for ``Check.calls`` meanwhile."""

    def __init__(self) -> None:
        self.seen: list[tuple[Any, tuple[Any, ...]]] = []
        self.score: float = 0.0
        self.named: set[str] = set()

    @contextlib.contextmanager
    def listening(self) -> Any:
        calls, score = Check.calls, Check.score
        recorder = self

        def noted_calls(check: Check, function: Any, cases: Any, **options: Any) -> bool:
            options["misconceptions"] = tuple(options.get("misconceptions", ()))
            recorder.seen.append((function, options["misconceptions"]))
            return calls(check, function, cases, **options)

        def noted_score(check: Check) -> float:
            recorder.named = {name for part in check._parts for name, _ in part.pointers}
            recorder.score = score(check)
            return recorder.score

        heard: Any = Check
        heard.calls, heard.score = noted_calls, noted_score
        try:
            yield
        finally:
            heard.calls, heard.score = calls, score


def try_all(source: Path) -> list[Bite]:
    """Run a source notebook and return what its checks make of each misconception.

    Raises
    ------
    Exception
        Whatever a cell of the notebook raises.
    """
    import nbformat

    names: dict[str, Any] = {"__name__": "__main__"}
    found = []
    with desk(source) as own, contextlib.redirect_stdout(io.StringIO()):
        for cell in nbformat.read(own, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            code = compile(handed_in(cell.source), cell.id, "exec")
            meta = cell.metadata.get("nbgrader", {})
            before = dict(names)
            recorder = _Recorder()
            with recorder.listening():
                exec(code, names)  # noqa: S102 - the instructor's own notebook
            if meta.get("grade") and not meta.get("solution"):
                found += _tried(str(meta["grade_id"]), code, before, recorder)
    return found


def _tried(cell: str, code: Any, before: dict[str, Any], full: _Recorder) -> list[Bite]:
    wrong = {m.name: (function, m) for function, known in full.seen for m in known}
    found = []
    for name, (function, misconception) in wrong.items():
        places = [key for key, value in before.items() if value is function]
        again = _Recorder()
        place = before | dict.fromkeys(places, misconception.variant)
        with again.listening():
            exec(code, place)  # noqa: S102 - the instructor's own notebook
        found.append(Bite(cell, name, again.score < full.score, name in again.named))
    return found


if __name__ == "__main__":
    bites = try_all(Path(sys.argv[1]).resolve())
    print(json.dumps([asdict(bite) for bite in bites]))
