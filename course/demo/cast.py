"""Who plays which scripted student: ``course/demo_class.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from course import assignments, documents, fixtures
from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from course.config import Course
    from course.fixtures.schema import Fixture

FILE = Path(__file__).parents[1] / "demo_class.yaml"


class Cast(BaseModel):
    """The demo's class.

    Attributes
    ----------
    students
        Student id -> assignment -> name of the fixture that the student hands in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    students: dict[str, dict[str, str]] = Field(min_length=1)

    @property
    def assignments(self) -> list[str]:
        """The assignments in the order in which they first occur."""
        return list(dict.fromkeys(name for parts in self.students.values() for name in parts))


def read(path: Path = FILE) -> Cast:
    """Read who plays whom.

    Raises
    ------
    CrmlabError
        The file does not fit.
    """
    return documents.read(path, Cast)


def parts(course: Course, cast: Cast, assignment: str) -> dict[str, Fixture]:
    """Return the fixture of each student who hands the assignment in.

    Raises
    ------
    CrmlabError
        A fixture that is named does not exist.
    """
    folder = assignments.find(course, assignment).folder
    known = {fixture.name: fixture for fixture in fixtures.load_all(folder)}
    found = {}
    for student, played in cast.students.items():
        name = played.get(assignment)
        if name is None:
            continue
        if name not in known:
            raise CrmlabError(
                Text(f"没有样例 {name}", f"there is no fixture {name}"),
                f"{FILE.name}: {student}.{assignment}",
                Text(f"可选：{', '.join(known)}", f"choose from: {', '.join(known)}"),
            )
        found[student] = known[name]
    return found
