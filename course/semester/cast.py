"""Who plays which scripted student: dealt out, so that every one of them is played."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from course import assignments, fixtures
from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.config import Course
    from course.fixtures.schema import Fixture

Parts = dict[str, dict[str, "Fixture"]]
"""Assignment -> student -> what the student plays."""


def of(course: Course, students: Sequence[str], only: Sequence[str] = ()) -> Parts:
    """Give every student a part in every assignment, in the order of their deadlines.

    Parameters
    ----------
    course
        The course; its own assignments and those shipped with it.
    students
        The students' ids.
    only
        These assignments alone; by default all.

    Raises
    ------
    CrmlabError
        There is no such assignment, or one that is not in the calendar.
    """
    known = assignments.available(course)
    for name in only:
        assignments.find(course, name)
    names = [name for name in known if not only or name in only]
    for name in names:
        if course.due(name) is None:
            raise CrmlabError(
                Text("日历里没有这项作业", "the calendar does not have this assignment"),
                name,
                Text("在 calendar.yaml 里写上发布和截止时间", "give its dates in calendar.yaml"),
            )
    windows = course.calendar.assignments
    names.sort(key=lambda name: (windows[name].due, name))
    return {name: deal(name, fixtures.load_all(known[name].folder), students) for name in names}


def deal(assignment: str, played: Sequence[Fixture], students: Sequence[str]) -> dict[str, Fixture]:
    """Deal fixtures out: each as often as any other, give or take one.

    Who gets which depends on the assignment and the student alone, and differs between
    assignments: nobody is the blank sheet all the year.
    """

    def place(student: str) -> str:
        return hashlib.sha256(f"{assignment}\n{student}".encode()).hexdigest()

    order = sorted(students, key=place)
    dealt = {student: played[number % len(played)] for number, student in enumerate(order)}
    return {student: dealt[student] for student in students}
