"""The course folder: where it is and what its ``calendar.yaml`` says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from course import documents, durations
from course.errors import CrmlabError
from crm_models.text import Text

CALENDAR = "calendar.yaml"
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def _duration(value: object) -> object:
    return durations.parse(value) if isinstance(value, str) else value


Duration = Annotated[timedelta, BeforeValidator(_duration)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LatePolicy(_Strict):
    """What handing in late costs; the defaults cost nothing.

    Attributes
    ----------
    grace : timedelta
        Nothing is taken off within this time after the deadline.
    percent_per_day : float
        Taken off the marks earned, for each day begun after the deadline.
    zero_after_days : float or None
        No marks are left after this many days.
    """

    grace: Duration = timedelta()
    percent_per_day: float = Field(default=0, ge=0, le=100)
    zero_after_days: float | None = Field(default=None, gt=0)


class Window(_Strict):
    """One assignment's entry: its title and when it is open, in the course's time zone."""

    title: Text
    release: datetime
    due: datetime

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.due <= self.release:
            raise ValueError(
                f"截止 {self.due} 不在发布 {self.release} 之后 | "
                f"due {self.due} is not after release {self.release}"
            )
        return self


class Calendar(_Strict):
    """The contents of ``calendar.yaml``."""

    course: Slug
    title: Text
    timezone: str = "Asia/Shanghai"
    pass_mark: float = Field(default=60, ge=0, le=100)
    late: LatePolicy = LatePolicy()
    assignments: dict[Slug, Window]

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"没有这个时区：{name} | no such time zone: {name}") from error
        return name


@dataclass(frozen=True)
class Course:
    """A course folder.

    Attributes
    ----------
    root : Path
        The folder, absolute.
    calendar : Calendar
        Its calendar.
    """

    root: Path
    calendar: Calendar

    def due(self, assignment: str) -> datetime | None:
        """Return the deadline with its time zone, None when the calendar names none."""
        window = self.calendar.assignments.get(assignment)
        if window is None:
            return None
        due = window.due
        return due if due.tzinfo else due.replace(tzinfo=ZoneInfo(self.calendar.timezone))

    def title(self, assignment: str) -> Text:
        """Return the assignment's title; its name when the calendar has none."""
        window = self.calendar.assignments.get(assignment)
        return Text(assignment, assignment) if window is None else window.title


def find(given: str | None) -> Course:
    """Find the course folder and read its calendar.

    Parameters
    ----------
    given : str or None
        What ``--course`` says; None looks here and then in ``./course``.

    Raises
    ------
    CrmlabError
        When there is no course folder, or its calendar cannot be used.
    """
    places = [Path(given)] if given is not None else [Path(), Path("course")]
    for place in places:
        if (place / CALENDAR).is_file():
            return Course(place.resolve(), read_calendar(place / CALENDAR))
    raise CrmlabError(
        Text(f"这里没有课程文件夹（没有 {CALENDAR}）", f"no course folder (no {CALENDAR})"),
        places[0].resolve(),
        Text(
            "用 --course 指出课程文件夹，或用 crmlab init 新建一个",
            "name it with --course, or make one with crmlab init",
        ),
    )


def read_calendar(path: Path) -> Calendar:
    """Read and check a calendar.

    Raises
    ------
    CrmlabError
        With the file and the field at fault.
    """
    return documents.read(path, Calendar)
