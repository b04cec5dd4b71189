"""Walks a submission cell by cell through the sandbox and takes values at each judged place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.judge.plan import Place
from autograder.sandbox.session import Taken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nbformat import NotebookNode

    from autograder.engine_outcome import Walk
    from autograder.released import ReleasedCell
    from autograder.sandbox.session import Session, Way

HANDLE = b'{"handle": '
END = ""


def walk(
    session: Session,
    notebook: NotebookNode,
    source: NotebookNode,
    release: Mapping[str, ReleasedCell],
    places: Sequence[Place],
    done: Walk,
) -> None:
    """Run every code cell of a submission; its outputs are put into the notebook.

    Parameters
    ----------
    session
        The student's process.
    notebook
        The repaired submission.
    source
        The instructor's notebook, for the order of the places.
    release
        The released cells by grade_id: of a locked cell only the text that students were given
        is run, whatever text stands in the notebook.
    places
        Where the judge takes values.
    done
        Takes what was found. Where it is ``strict`` every branch is a process of its own.
    """
    steps = _steps(notebook, source, places)
    end, last = _ends(steps, release)
    count = 0
    for number, step in enumerate(steps):
        if isinstance(step, Place):
            _take(session, step, done, last=number == last)
            continue
        name = _name(step)
        given = release.get(name)
        text = given.text if given is not None and given.locked else step.source
        step.outputs, step.execution_count = [], None
        if session.ended() or not text.strip():
            continue
        if number > end:
            step.execution_count = count = count + 1
            continue
        ran = session.run(text, seen=not _is_check(given))
        step.outputs = list(ran.outputs)
        step.execution_count = ran.count
        count = ran.count or count
        done.runs[name or f"#{len(done.runs)}"] = ran
        if session.ended():
            done.death, done.died_at = ran.status, name
    if done.branches:
        session.serve()


def _steps(
    notebook: NotebookNode, source: NotebookNode, places: Sequence[Place]
) -> list[Place | NotebookNode]:
    """Return, in order, the code cells to run and the places where values are taken."""
    waiting = _anchored(source, places)
    steps: list[Place | NotebookNode] = []
    for cell in notebook.cells:
        if name := _name(cell):
            steps += waiting.pop(name, [])
        if cell.cell_type == "code":
            steps.append(cell)
    for rest in waiting.values():
        steps += rest
    return steps


def _ends(
    steps: Sequence[Place | NotebookNode], release: Mapping[str, ReleasedCell]
) -> tuple[int, int]:
    """Return after which step no cell need be run, and which place is the last one of all.

    Grade cells at the end need not: no code of the student's comes after them, and what they show
    comes from the judge. Where a cell is still run after the last place, there is no last one.
    """
    end = place = -1
    for number, step in enumerate(steps):
        if isinstance(step, Place):
            place = number
            continue
        if not _is_check(release.get(_name(step))):
            end = number
    return end, place if place > end else -1


def _is_check(given: ReleasedCell | None) -> bool:
    """Whether a cell is the instructor's grade cell: what it shows comes from the judge."""
    return given is not None and given.locked and given.grade


def _name(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _anchored(source: NotebookNode, places: Sequence[Place]) -> dict[str, list[Place]]:
    """Return the places by the grade_id of the cell before which they lie.

    A plain instructor's cell has no name that a submission could be searched for; its place is
    before the next cell that has one.
    """
    names = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in source.cells]
    found: dict[str, list[Place]] = {}
    for place in places:
        later = (name for name in names[place.index :] if name)
        found.setdefault(next(later, END), []).append(place)
    return found


def _take(session: Session, place: Place, done: Walk, *, last: bool) -> None:
    if session.ended():
        return
    taken = session.take(place.names) if place.names else Taken()
    if session.ended():
        done.death, done.died_at = "crash", place.grade_id
        return
    if HANDLE in taken.payload:
        way: Way = "last" if last else "keep" if taken.settled and not done.strict else "fork"
        done.kept |= way == "keep"
        done.branches[len(done.taken)] = session.branch(way)
    done.taken.append(taken)
