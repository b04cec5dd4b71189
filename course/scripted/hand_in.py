"""Hands the scripted students' work in, each at its own time, through nbgrader's exchange."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.auth import Authenticator
from nbgrader.exchange.default import ExchangeSubmit

from course import fixtures
from course.progress import bar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from course.fixtures.schema import Fixture
    from course.nbgrader_steps import Nbgrader


class _SubmitAt(ExchangeSubmit):  # type: ignore[misc]
    """nbgrader's submission at a stated moment."""

    moment: datetime

    def set_timestamp(self) -> None:
        """Use the stated moment instead of now."""
        self.timestamp = self.moment.strftime(self.timestamp_format)


def hand_in(nbgrader: Nbgrader, assignment: str, cast: Mapping[str, Fixture]) -> int:
    """Hand in what is not in yet.

    Parameters
    ----------
    nbgrader : Nbgrader
        The course; the assignment is released in it.
    assignment : str
        The assignment.
    cast : mapping
        The fixture of each student.

    Returns
    -------
    int
        How many were handed in now.
    """
    course = nbgrader.course
    inbound = course.root / "exchange" / course.calendar.course / "inbound"
    due = course.due(assignment) or datetime.now(UTC)
    done = 0
    with bar(len(cast), assignment) as step:
        for place, (student, fixture) in enumerate(cast.items()):
            if not any(inbound.glob(f"{student}+{assignment}+*")):
                # Those in time come in over the last days, no two at the same moment.
                early = timedelta(hours=3 * (len(cast) - place), minutes=7 * place)
                moment = due + fixture.late if fixture.late else due - early
                _submit(nbgrader, assignment, student, fixture, moment.astimezone(UTC))
                done += 1
            step()
    return done


def _submit(
    nbgrader: Nbgrader, assignment: str, student: str, fixture: Fixture, moment: datetime
) -> None:
    root = nbgrader.course.root
    with tempfile.TemporaryDirectory(prefix="crmlab-") as scratch:
        desk = Path(scratch) / "desk"
        fixtures.hand_in(
            fixture, root / "release" / assignment, root / "source" / assignment, desk / assignment
        )
        step = _SubmitAt(
            coursedir=nbgrader.directory(assignment, student),
            authenticator=Authenticator(config=nbgrader.config),
            config=nbgrader.config,
        )
        step.moment = moment
        step.assignment_dir = str(desk)
        step.cache = str(Path(scratch) / "cache")
        step.start()
