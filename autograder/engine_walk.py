"""Walks a submission cell by cell through the sandbox and takes values at each judged place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.sandbox.session import Taken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nbformat import NotebookNode

    from autograder.engine_outcome import Walk
    from autograder.judge.plan import Place
    from autograder.released import ReleasedCell
    from autograder.sandbox.session import Session

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
        Takes what was found.
    """
    waiting = _anchored(source, places)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        _take(session, waiting.pop(name, []) if name else [], done)
        if cell.cell_type != "code":
            continue
        given = release.get(name)
        text = given.text if given is not None and given.locked else cell.source
        cell.outputs, cell.execution_count = [], None
        if session.ended() or not text.strip():
            continue
        ran = session.run(text)
        cell.outputs = list(ran.outputs)
        cell.execution_count = ran.count
        done.runs[name or f"#{len(done.runs)}"] = ran
        if session.ended():
            done.death, done.died_at = ran.status, name
    for rest in waiting.values():
        _take(session, rest, done)


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


def _take(session: Session, places: Sequence[Place], done: Walk) -> None:
    for place in places:
        if session.ended():
            return
        taken = session.take(place.names) if place.names else Taken()
        if session.ended():
            done.death, done.died_at = "crash", place.grade_id
            return
        if HANDLE in taken.payload and (branch := session.branch()) is not None:
            done.branches[len(done.taken)] = branch
        done.taken.append(taken)
