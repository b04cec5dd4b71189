"""Statistics of a class and of its tasks.

Facility and discrimination are those of classical test theory (Allen & Yen 1979, chapter 6):
the mean share of the points, and the correlation of a task with the rest of the test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from course.marks import Marks


@dataclass(frozen=True)
class ClassStatistics:
    """How the class did, in per cent of the points; None where nobody was graded."""

    graded: int
    mean: float | None
    median: float | None
    sd: float | None
    lowest: float | None
    highest: float | None
    passed: int


@dataclass(frozen=True)
class TaskStatistics:
    """How one task did.

    Attributes
    ----------
    grade_id, max_points, by_hand
        The task.
    n
        How many marks it has; open ones do not count.
    facility
        Mean share of the points, in [0, 1].
    discrimination
        Correlation with the sum of the other tasks; None when one of the two does not vary
        or fewer than three students have every mark.
    none, part, full
        How many got no points, some, all of them.
    still_open
        How many wait for a person.
    """

    grade_id: str
    max_points: float
    by_hand: bool
    n: int
    mean: float | None
    facility: float | None
    discrimination: float | None
    none: int
    part: int
    full: int
    still_open: int


def percents(marks: Marks) -> list[float]:
    """Return every graded submission's score in per cent."""
    whole = marks.max_points
    return [100 * each.score / whole if whole else 0.0 for each in marks.submissions]


def of_class(values: Sequence[float], pass_mark: float) -> ClassStatistics:
    """Summarise scores in per cent.

    Examples
    --------
    >>> of_class([50, 60, 100], pass_mark=60).passed
    2
    """
    if not values:
        return ClassStatistics(0, None, None, None, None, None, 0)
    array = np.asarray(values, dtype=float)
    spread = float(array.std(ddof=1)) if len(array) > 1 else None
    return ClassStatistics(
        graded=len(array),
        mean=float(array.mean()),
        median=float(np.median(array)),
        sd=spread,
        lowest=float(array.min()),
        highest=float(array.max()),
        passed=int((array >= pass_mark).sum()),
    )


def of_tasks(marks: Marks) -> list[TaskStatistics]:
    """Summarise every task of an assignment, in its order."""
    points = point_table(marks)
    return [
        _task(points, column, task.grade_id, task.max_points, task.by_hand)
        for column, task in enumerate(marks.tasks)
    ]


def point_table(marks: Marks) -> NDArray[np.float64]:
    """Return the points, a row per submission and a column per task; NaN where open."""
    rows = [
        [np.nan if cell.points is None else cell.points for cell in each.cells]
        for each in marks.submissions
    ]
    return np.asarray(rows, dtype=float).reshape(len(rows), len(marks.tasks))


def _task(
    points: NDArray[np.float64], column: int, grade_id: str, max_points: float, by_hand: bool
) -> TaskStatistics:
    own = points[:, column]
    given = own[~np.isnan(own)]
    n = len(given)
    full = int((given >= max_points - 1e-9).sum())
    none = int((given <= 1e-9).sum())
    mean = float(given.mean()) if n else None
    return TaskStatistics(
        grade_id=grade_id,
        max_points=max_points,
        by_hand=by_hand,
        n=n,
        mean=mean,
        facility=mean / max_points if mean is not None and max_points else None,
        discrimination=item_rest(points, column),
        none=none,
        part=n - full - none,
        full=full,
        still_open=int(np.isnan(own).sum()),
    )


def item_rest(points: NDArray[np.float64], column: int) -> float | None:
    """Return the correlation of a task with the sum of the others.

    Parameters
    ----------
    points : array, shape (students, tasks)
        Rows with an open mark (NaN) are left out.
    column : int
        The task.

    Returns
    -------
    float or None
        Pearson's r; None when it is not defined.

    Examples
    --------
    >>> item_rest(np.array([[0., 1.], [1., 2.], [2., 3.]]), 0)
    1.0
    """
    rows = points[~np.isnan(points).any(axis=1)]
    if len(rows) < 3 or rows.shape[1] < 2:
        return None
    own = rows[:, column]
    rest = rows.sum(axis=1) - own
    if np.ptp(own) < 1e-12 or np.ptp(rest) < 1e-12:
        return None
    return round(float(np.corrcoef(own, rest)[0, 1]), 10)
