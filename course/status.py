"""Where each assignment of a course stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course import marks, roster
from course.assignments import available

if TYPE_CHECKING:
    from course.nbgrader_steps import Nbgrader


@dataclass(frozen=True)
class Status:
    """Counts for one assignment; submissions count students."""

    assignment: str
    released: bool
    handed_in: int
    collected: int
    graded: int
    open: int
    feedback: int
    students: int
    due: str


def read(nbgrader: Nbgrader) -> list[Status]:
    """Return the state of every assignment that is released or can be."""
    course = nbgrader.course
    root = course.root
    graded = {each.assignment: each for each in marks.read(nbgrader)}
    inbound = root / "exchange" / course.calendar.course / "inbound"
    size = len(roster.read(course))
    found = []
    for name in sorted(graded.keys() | available(course).keys()):
        submissions = graded[name].submissions if name in graded else ()
        due = course.due(name)
        found.append(
            Status(
                assignment=name,
                released=(root / "release" / name).is_dir(),
                handed_in=len({path.name.split("+")[0] for path in inbound.glob(f"*+{name}+*")}),
                collected=len(list((root / "submitted").glob(f"*/{name}"))),
                graded=len(submissions),
                open=sum(each.open for each in submissions),
                feedback=len(list((root / "feedback").glob(f"*/{name}"))),
                students=size,
                due=due.strftime("%Y-%m-%d %H:%M") if due else "",
            )
        )
    return found
