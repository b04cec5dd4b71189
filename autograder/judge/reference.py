"""Runs the source notebook once: setup cells, reference solution and grade cells."""

from __future__ import annotations

import builtins
import os
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, encode
from autograder.handles.shared import Common
from autograder.judge.files import Originals, changed, forget_modules, look, may_cross
from autograder.judge.functions import Functions
from autograder.judge.ownership import Ownership
from autograder.judge.plan import GRADE, SOLUTION, Cell, Place, shows_own_value
from autograder.judge.shell import JudgeShell
from autograder.judge.snapshots import Snapshot, protect
from autograder.judge.timed import run_timed
from autograder.zygote.objects import FILE
from autograder.zygote.shell import shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from autograder.binding import Statement
    from autograder.zygote.shell import CellShell

IMAGE_BYTES = 16 << 20
WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Prepared:
    """One place, with all that grading a submission there needs.

    Attributes
    ----------
    code
        What is run: the full grade cell, or the dependent statements.
    without
        Names whose reference values are removed.
    carry
        Names whose values go on to later places.
    counts
        Whether the last expression may be the points.
    common
        The names that the code has in common with the student's functions.
    """

    place: Place
    code: str
    snapshot: Snapshot
    without: frozenset[str]
    carry: frozenset[str] = frozenset()
    counts: bool = True
    common: Common = field(default_factory=Common)


@dataclass(slots=True)
class Reference:
    """The source notebook after its run.

    Attributes
    ----------
    prepared
        The places where students are judged, in order.
    failed
        The cells that raised an exception.
    files
        Paths that solution and grade cells have written; they have been removed again.
    """

    shell: CellShell
    prepared: list[Prepared] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    files: frozenset[str] = frozenset()


def run_reference(cells: list[Cell], seconds: float, is_wanted: Callable[[], bool]) -> Reference:
    """Run the source's cells in order and prepare every place where students are judged.

    Parameters
    ----------
    cells
        The source's code cells.
    seconds
        Time for one cell; one that takes longer is interrupted and counts as failed.
    is_wanted
        Asked before each cell; the run ends where nobody waits for it any more.
    """
    ran = Reference(shell(lambda _output: None, JudgeShell))
    owners = Ownership()
    inside = Functions.of(cells)
    hidden = set(ran.shell.user_ns)
    folder = Path.cwd()
    originals, seen = Originals(folder), look(folder)
    for cell in cells:
        if not is_wanted():
            break
        statements = cell.statements
        namespace = ran.shell.user_ns
        if cell.kind == GRADE:
            _prepare_grade(ran, cell, owners, inside)
        touched = {name for item in statements for name in item.names.changes}
        if cell.kind == SOLUTION:  # what its calls do to their arguments is only seen afterwards
            touched |= {name for item in statements for name in item.names.reads}
        before = dict(namespace)
        images = _images(namespace, touched) if cell.kind == SOLUTION else {}
        protect([item.snapshot for item in ran.prepared], namespace, touched)
        snapshot = Snapshot.take(namespace)
        with _silent(ran.shell):
            error = run_timed(ran.shell, cell.code, seconds)
        if error is not None:
            ran.failed.append({"cell": cell.grade_id, "error": f"{type(error).__name__}: {error}"})
        if cell.kind == SOLUTION:
            _note_solution(cell, owners, before, namespace, images, hidden)
        elif cell.kind != GRADE:
            _prepare_setup(ran, cell, statements, owners, inside, snapshot)
        wrote, seen = changed(seen, now := look(folder)), now
        if cell.kind == SOLUTION or any(map(owners.depends, statements)):
            inside.files |= wrote
            owners.files |= wrote if cell.kind != GRADE else set()
    originals.put_back(inside.files)
    forget_modules(inside.files)
    ran.files = frozenset(inside.files)
    crossing = frozenset(filter(may_cross, ran.files))
    solution = "\n".join(cell.code for cell in cells if cell.kind == SOLUTION)
    named = frozenset(path for path in crossing if Path(path).name in solution)
    for prepared in ran.prepared:
        prepared.common = replace(prepared.common, files=crossing, named=named)
    return ran


@contextmanager
def _silent(shell: CellShell) -> Iterator[None]:
    """Keep what the reference prints to itself, and draw no figure that nobody will see."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        kept = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = nowhere
        try:
            with shell.unseen():
                yield
        finally:
            sys.stdout, sys.stderr = kept


def _needed(
    statements: Sequence[Statement], owners: Ownership, inside: Functions, namespace: dict[str, Any]
) -> dict[str, str]:
    """Return the names to take: the student's among those that may be read here.

    A name that nobody has made (the reference solution may be missing or broken) can only be
    the student's.
    """
    files = dict.fromkeys((FILE + path for path in sorted(owners.files) if may_cross(path)), "")
    reads = set(inside.instructor)
    known = {*namespace, *owners.taken, *dir(builtins), "get_ipython", "display"}
    unknown: set[str] = set()
    for statement in statements:
        # also what only a text names, such as patch("__main__.name")
        reads |= statement.names.reads | owners.student.keys() & set(WORD.findall(statement.code))
        unknown |= statement.names.reads - known
        known |= statement.names.binds.keys()
        if statement.names.reads_everything:
            return {**owners.student, **files}
    taken = {name: origin for name, origin in owners.student.items() if name in reads}
    return {**taken, **files, **dict.fromkeys(unknown - inside.instructor, "")}


def _prepare_grade(ran: Reference, cell: Cell, owners: Ownership, inside: Functions) -> None:
    statements = cell.statements
    names = _needed(statements, owners, inside, ran.shell.user_ns)
    place = Place(cell.index, GRADE, cell.grade_id, cell.points, names)
    without = frozenset(owners.taken)
    snapshot = Snapshot.take(ran.shell.user_ns)
    counts = not shows_own_value(cell, owners.student)
    derived_before = set(owners.derived)
    owners.instructor(statements)
    carry = frozenset(owners.derived - derived_before | _bound(statements) & owners.derived)
    common = inside.common(statements)
    ran.prepared.append(Prepared(place, cell.code, snapshot, without, carry, counts, common))


def _prepare_setup(
    ran: Reference,
    cell: Cell,
    statements: Sequence[Statement],
    owners: Ownership,
    inside: Functions,
    snapshot: Snapshot,
) -> None:
    taken, names = frozenset(owners.taken), dict(owners.student)
    dependent = owners.instructor(statements)
    if not dependent:
        return
    earlier = Ownership()
    earlier.student, earlier.files = names, set(owners.files)
    place = Place(
        cell.index,
        cell.kind,
        cell.grade_id,
        0.0,
        _needed(dependent, earlier, inside, snapshot.names),
    )
    code = "\n".join(statement.code for statement in dependent)
    # the cell's other statements have been run by the reference: their values are the judge's own
    own = {k: v for k, v in ran.shell.user_ns.items() if k not in owners.taken}
    merged = Snapshot({**snapshot.names, **own}, snapshot.random, snapshot.numpy)
    carry = frozenset(_bound(dependent) | {n for item in dependent for n in item.names.changes})
    common = inside.common(dependent)
    carried = carry & owners.derived
    ran.prepared.append(Prepared(place, code, merged, taken, carried, common=common))


def _bound(statements: Sequence[Statement]) -> set[str]:
    return {name for statement in statements for name in statement.names.binds}


def _note_solution(
    cell: Cell,
    owners: Ownership,
    before: dict[str, Any],
    after: dict[str, Any],
    images: dict[str, bytes],
    hidden: set[str],
) -> None:
    """Note what a solution cell bound or changed: by its text, and by what its run has done."""
    binds: dict[str, str] = dict.fromkeys(cell.binds, "")
    changes: set[str] = set()
    for statement in cell.statements:
        binds.update(statement.names.binds)
        changes |= statement.names.changes
    module = type(sys)
    for name, value in after.items():
        if name in hidden or name.startswith("_"):
            continue
        if name not in before or before[name] is not value:  # star imports, exec, magics
            binds.setdefault(name, "")
        elif name in images and images[name] != _image(value):
            changes.add(name)
    changes = {name for name in changes if not isinstance(after.get(name), module)}
    owners.solution(binds, changes)


def _images(namespace: dict[str, Any], names: set[str]) -> dict[str, bytes]:
    """Return pictures of values that may be changed in place, to see whether they were."""
    images = {name: _image(namespace[name]) for name in names & namespace.keys()}
    return {name: image for name, image in images.items() if image}


def _image(value: Any) -> bytes:
    try:
        return encode(value, limit=IMAGE_BYTES)
    except RefusedError:
        return b""
