"""Releasing an assignment: build its source, make the students' version, hand it out."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from course import assignments, roster, structure
from course.errors import FINDINGS, CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from nbgrader.api import Assignment, Gradebook

    from course.labs.build import Edition
    from course.nbgrader_steps import Nbgrader


@dataclass(frozen=True)
class Released:
    """What a release amounts to.

    Attributes
    ----------
    name
        The assignment.
    tasks, points
        Its graded cells and their points.
    due
        The deadline with its time zone, None when there is none.
    changed
        False when everything was already as it should be.
    edition
        Language of the text; None for an ordinary nbgrader source, which is taken as it is.
    """

    name: str
    tasks: int
    points: float
    due: datetime | None
    changed: bool
    edition: Edition | None = None


def release(nbgrader: Nbgrader, name: str, *, lang: Edition | None = None) -> Released:
    """Release one assignment; doing it twice changes nothing.

    Parameters
    ----------
    nbgrader
        The course.
    name
        The assignment.
    lang
        Language of the text; by default the one of the last release, at first both.

    Raises
    ------
    CrmlabError
        The assignment does not exist or cannot be built, or its tasks changed although
        students have handed in. Nothing is written then.
    """
    course = nbgrader.course
    source = course.root / "source" / name
    with tempfile.TemporaryDirectory(prefix="crmlab-") as scratch:
        built, edition = _build(nbgrader, name, Path(scratch) / name, lang)
        new = structure.of_folder(built)
        with nbgrader.gradebook() as gradebook:
            _refuse_if_changed(nbgrader, gradebook, name, new)
            roster.enter(gradebook, roster.read(course))
        changed = not (_same(built, source) and _is_out(nbgrader, name))
        if changed and built != source:
            _replace(built, source)
    if changed:
        nbgrader.generate_assignment(name)
    due = course.due(name)
    with nbgrader.gradebook() as gradebook:
        naive = due.astimezone(UTC).replace(tzinfo=None) if due else None
        gradebook.update_or_create_assignment(name, duedate=naive)
    if changed:
        nbgrader.release_assignment(name)
    points = [cell.points for cell in new.values() if cell.points is not None]
    return Released(name, len(points), sum(points), due, changed, edition)


def _build(
    nbgrader: Nbgrader, name: str, out_dir: Path, lang: Edition | None
) -> tuple[Path, Edition | None]:
    """Build into a scratch folder; an ordinary nbgrader source is taken as it is."""
    from autograder.notebook_format import nbformat

    course = nbgrader.course
    source = course.root / "source" / name
    if name not in assignments.available(course) and any(source.glob("*.ipynb")):
        return source, None
    assignment = assignments.find(course, name)
    edition = lang or _edition(source) or "both"
    out_dir.mkdir(parents=True)
    assignment.kind.build(assignment.folder, out_dir, lang=edition)
    for path in out_dir.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["crmlab"] = {"edition": edition}
        path.write_text(f"{nbformat.writes(notebook)}\n", encoding="utf-8")
    return out_dir, edition


def _edition(source: Path) -> Edition | None:
    """Return the edition of what was released before, None when nothing was."""
    from autograder.notebook_format import nbformat

    for path in source.glob("*.ipynb"):
        noted = nbformat.read(path, as_version=4).metadata.get("crmlab", {}).get("edition")
        if noted in ("zh", "en", "both"):
            return cast("Edition", noted)
    return None


def _refuse_if_changed(
    nbgrader: Nbgrader, gradebook: Gradebook, name: str, new: structure.Structure
) -> None:
    old = find(gradebook, name)
    if old is None:
        return
    changes = structure.differences(structure.of_gradebook(old), new)
    handed_in = _handed_in(nbgrader, name)
    if changes and handed_in:
        listed = ", ".join(changes[:8]) + (" …" if len(changes) > 8 else "")
        raise CrmlabError(
            Text(
                f"已有 {handed_in} 份提交，题目却变了（{listed}）",
                f"{handed_in} submissions are in, but the tasks changed ({listed})",
            ),
            name,
            Text(
                "恢复原来的题目，或换一个名称发布新作业",
                "put the tasks back, or release the new ones under another name",
            ),
            exit_code=FINDINGS,
        )


def find(gradebook: Gradebook, name: str) -> Assignment | None:
    """Return the gradebook's assignment, None when there is none."""
    return next((found for found in gradebook.assignments if found.name == name), None)


def _handed_in(nbgrader: Nbgrader, name: str) -> int:
    root, course_id = nbgrader.course.root, nbgrader.course.calendar.course
    inbound = (root / "exchange" / course_id / "inbound").glob(f"*+{name}+*")
    students = {path.name.split("+")[0] for path in inbound}
    students |= {path.parent.name for path in (root / "submitted").glob(f"*/{name}")}
    return len(students)


def _is_out(nbgrader: Nbgrader, name: str) -> bool:
    root, course_id = nbgrader.course.root, nbgrader.course.calendar.course
    outbound = root / "exchange" / course_id / "outbound" / name
    with nbgrader.gradebook() as gradebook:
        known = find(gradebook, name) is not None
    return known and outbound.is_dir() and (root / "release" / name).is_dir()


def _same(left: Path, right: Path) -> bool:
    """Compare two folders by content."""
    files = {p.relative_to(left) for p in left.rglob("*") if p.is_file()}
    if not right.is_dir() or files != {
        p.relative_to(right) for p in right.rglob("*") if p.is_file()
    }:
        return False
    return all(filecmp.cmp(left / file, right / file, shallow=False) for file in files)


def _replace(built: Path, source: Path) -> None:
    """Put the built folder in place of the old source in one step."""
    source.parent.mkdir(parents=True, exist_ok=True)
    fresh = source.with_name(f".{source.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(built, fresh)
    if source.exists():
        shutil.rmtree(source)
    fresh.rename(source)
