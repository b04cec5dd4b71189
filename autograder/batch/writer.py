"""Puts graded submissions in place: the one writer of a course's gradebook."""

from __future__ import annotations

import tempfile
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.batch.course import STAGING, remove_tree
from autograder.gradebook import Entry, GradebookError, enter
from autograder.messages import Pair, pair

if TYPE_CHECKING:
    from autograder.batch.course import Course
    from autograder.batch.result import Made, SubmissionResult
    from autograder.gradebook import KnownAssignment


class TimestampError(ValueError):
    """A time of handing in that nobody can read."""


class Writer:
    """Enters results into a course, one after the other.

    Parameters
    ----------
    course
        The course.
    known
        The assignment as the gradebook knows it.
    """

    def __init__(self, course: Course, known: KnownAssignment) -> None:
        self.course = course
        self.known = known

    def settle(self, made: Made, done: Path) -> SubmissionResult:
        """Enter the marks and move the files to ``done``; what cannot be entered has failed.

        Marks come first: an interruption in between leaves the old files, so that the next run
        grades the submission again and ends up with the same.
        """
        result = made.result
        if made.aside is None:
            return result
        try:
            entry = Entry(result.student, read_timestamp(made.timestamp), made.marks)
            enter(self.course.db_url, self.known, entry, self.penalty)
            self._move(made.aside, done)
        except TimestampError:
            error = Pair(
                f"timestamp.txt 里的时间 {made.timestamp!r} 无法识别；请改正或删去这个文件。",
                f"The time {made.timestamp!r} in timestamp.txt cannot be read; correct the file "
                "or remove it.",
            )
            return self._failed(made, error, "")
        except (GradebookError, OSError) as failure:
            error = pair("internal", detail=" ".join(f"{failure}".split())[:300])
            return self._failed(made, error, traceback.format_exc())
        return result

    def _failed(self, made: Made, error: Pair, log: str) -> SubmissionResult:
        if made.aside is not None and made.aside.exists():
            remove_tree(made.aside)
        return replace(made.result, status="failed", reports={}, error=error, log=log)

    def _move(self, aside: Path, done: Path) -> None:
        done.parent.mkdir(parents=True, exist_ok=True)
        if done.exists():
            before = Path(tempfile.mkdtemp(dir=self.course.root / STAGING))
            done.rename(before / "before")
            aside.rename(done)
            remove_tree(before)
        else:
            aside.rename(done)

    def penalty(self, student: str, score: float, seconds: float) -> float | None:
        """Return the points that lateness costs, by nbgrader's configuration."""
        if "plugin_class" not in self.course.config.AssignLatePenalties:
            method = self.course.config.LateSubmissionPlugin.get("penalty_method", "none")
            return score if method == "zero" else None
        taken: float | None = self._plugin.late_submission_penalty(student, score, seconds)
        return taken

    @cached_property
    def _plugin(self) -> Any:
        # nbgrader takes seconds to import: only where somebody is late and the course asks for it
        from nbgrader.preprocessors import AssignLatePenalties

        made = AssignLatePenalties(config=self.course.config)
        made.init_plugin()
        return made.plugin_inst


def read_timestamp(text: str) -> datetime | None:
    """Return a time in UTC without a zone, as the gradebook keeps it; `None` for an empty text.

    Raises
    ------
    TimestampError
        It is no time.

    Examples
    --------
    >>> read_timestamp("2025-03-02 10:00:00.250000 UTC")
    datetime.datetime(2025, 3, 2, 10, 0, 0, 250000)
    >>> read_timestamp("2025-03-02 10:00:00 +0800")
    datetime.datetime(2025, 3, 2, 2, 0)
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" UTC", "+00:00"))
    except ValueError:
        moment = _parsed(text)
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _parsed(text: str) -> datetime:
    """Read the other forms that nbgrader can be configured to write."""
    from dateutil import parser, tz  # type: ignore[import-untyped]

    try:
        made: datetime = parser.parse(text, tzinfos=lambda name, _: tz.gettz(name))
    except (ValueError, OverflowError) as error:
        raise TimestampError(text) from error
    return made
