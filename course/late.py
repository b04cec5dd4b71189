"""What handing in late costs, for nbgrader and for `crmlab` alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

    from course.config import LatePolicy

_DAY = 86400.0


class LatePenalty(LateSubmissionPlugin):  # type: ignore[misc]
    """A share of the marks for each day begun, nothing left after some days."""

    grace_seconds = Float(0.0, help="no penalty within this time").tag(config=True)
    percent_per_day = Float(0.0, help="taken off for each day begun").tag(config=True)
    zero_after_days = Float(None, allow_none=True, help="nothing is left after this many days").tag(
        config=True
    )

    def late_submission_penalty(
        self,
        student_id: str,  # noqa: ARG002 - nbgrader's signature
        score: float,
        total_seconds_late: float,
    ) -> float:
        """Return the points to take off."""
        return penalty(
            score,
            total_seconds_late,
            grace_seconds=self.grace_seconds,
            percent_per_day=self.percent_per_day,
            zero_after_days=self.zero_after_days,
        )


def penalty(
    score: float,
    seconds_late: float,
    *,
    grace_seconds: float = 0,
    percent_per_day: float = 0,
    zero_after_days: float | None = None,
) -> float:
    """Return the points that lateness takes off `score`.

    Parameters
    ----------
    score : float
        The points earned, not negative.
    seconds_late : float
        Seconds after the deadline; days are counted from the deadline and round up.
    grace_seconds : float
        Nothing is taken off up to here.
    percent_per_day : float
        Per cent of `score` for each day begun.
    zero_after_days : float or None
        The whole score is taken off beyond this many days.

    Examples
    --------
    >>> penalty(40, 26 * 3600, percent_per_day=10)
    8.0
    >>> penalty(40, 600, grace_seconds=900, percent_per_day=10)
    0.0
    >>> penalty(40, 8 * 86400, zero_after_days=7)
    40.0
    """
    if seconds_late <= grace_seconds:
        return 0.0
    if zero_after_days is not None and seconds_late > zero_after_days * _DAY:
        return float(score)
    share = percent_per_day / 100 * math.ceil(seconds_late / _DAY)
    return round(min(share, 1.0) * score, 4)


def settle(gradebook: Gradebook, assignment: str, policy: LatePolicy) -> int:
    """Bring every penalty of an assignment in line with the marks as they are now.

    nbgrader works penalties out when it autogrades, from the marks of that moment; what a
    person gives afterwards would escape.

    Returns
    -------
    int
        How many penalties changed.
    """
    changed = 0
    for submission in gradebook.assignment_submissions(assignment):
        for notebook in submission.notebooks:
            due = penalty(
                notebook.score,
                submission.total_seconds_late,
                grace_seconds=policy.grace.total_seconds(),
                percent_per_day=policy.percent_per_day,
                zero_after_days=policy.zero_after_days,
            )
            if abs((notebook.late_submission_penalty or 0.0) - due) > 1e-9:
                notebook.late_submission_penalty = due
                changed += 1
    gradebook.db.commit()
    return changed
