"""Assignments as they are written: where each lies and which kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from course.config import Course
    from course.labs.build import Edition

SHIPPED = Path(__file__).parents[1] / "assignments"
"""The assignments that come with the course."""


class Kind(Protocol):
    """What a module of `course.kinds` offers."""

    MARKER: str

    def build(self, folder: Path, out_dir: Path, *, lang: Edition) -> None:
        """Write the nbgrader source of the assignment in `folder` into `out_dir`."""


@dataclass(frozen=True)
class Assignment:
    """An assignment's folder and its kind."""

    name: str
    folder: Path
    kind: Kind


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds: the modules of ``course/kinds``."""
    folder = Path(__file__).parent / "kinds"
    stems = sorted(p.stem for p in folder.glob("*.py") if not p.stem.startswith("_"))
    return tuple(cast("Kind", import_module(f"course.kinds.{stem}")) for stem in stems)


def available(course: Course) -> dict[str, Assignment]:
    """Return every assignment that can be released here, by name.

    The course folder's own ``assignments`` come before the ones shipped with the course.
    """
    found: dict[str, Assignment] = {}
    for place in (SHIPPED, course.root / "assignments"):
        folders = sorted(p for p in place.iterdir() if p.is_dir()) if place.is_dir() else []
        for folder in folders:
            for kind in kinds():
                if (folder / kind.MARKER).is_file():
                    found[folder.name] = Assignment(folder.name, folder, kind)
    return found


def find(course: Course, name: str) -> Assignment:
    """Return one assignment.

    Raises
    ------
    CrmlabError
        There is none of that name; the message lists what there is.
    """
    every = available(course)
    if name not in every:
        raise unknown(name, sorted(every))
    return every[name]


def unknown(name: str, known: list[str]) -> CrmlabError:
    """Return the error for an assignment that does not exist."""
    names = ", ".join(known)
    todo = (
        Text(f"可选：{names}", f"choose from: {names}")
        if known
        else Text("先用 crmlab release 发布", "release one first: crmlab release")
    )
    return CrmlabError(Text("没有这项作业", "no such assignment"), name, todo)
