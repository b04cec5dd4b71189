"""The parts of one task: what was checked, what it is worth, what was found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.check.misconception import as_pair
from autograder.check.show import bundle, show
from autograder.check.words import PROBLEMS
from autograder.messages import Pair
from autograder.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.check.compare import Difference
    from autograder.check.misconception import Misconception


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a task.

    Attributes
    ----------
    what
        What is checked.
    points
        What it is worth; `None`: an equal share of what the other parts leave.
    share
        How much of that was got, 0 to 1.
    name, problem
        What was wrong, for machines and in words; empty and `None` where nothing was.
    pointers
        ``(name, message)`` of the misconceptions that explain it.
    """

    what: Pair
    points: float | None
    share: float
    name: str = ""
    problem: Pair | None = None
    pointers: tuple[tuple[str, Pair], ...] = ()

    def findings(self, worth: float) -> list[Finding]:
        """Return what to tell the student of this part, worth so many points."""
        text = PROBLEMS["passed"] if self.problem is None else self.problem
        said = Finding(
            f"{self.what.zh}：{text.zh}",
            f"{self.what.en}: {text.en}",
            name=self.name,
            points=round(worth * self.share, 4),
            max_points=round(worth, 4),
        )
        return [said, *(Finding(p.zh, p.en, name=name) for name, p in self.pointers)]


def worths(parts: Sequence[Part], total: float) -> list[float]:
    """Return what each part is worth; those without points share the rest of ``total``.

    Examples
    --------
    >>> part = Part(Pair("", ""), None, 1.0)
    >>> worths([part, part], 3)
    [1.5, 1.5]
    """
    fixed = sum(part.points for part in parts if part.points is not None)
    sharing = sum(part.points is None for part in parts)
    if fixed > total + 1e-9:
        msg = (
            f"各项共 {fixed:g} 分，超过本题的 {total:g} 分 / "
            f"the parts make {fixed:g} points, the task has {total:g}"
        )
        raise ValueError(msg)
    rest = (total - fixed) / sharing if sharing else 0.0
    return [rest if part.points is None else part.points for part in parts]


def total_points(parts: Sequence[Part], total: float) -> float:
    """Return the points of all parts, rounded to four digits, never above ``total``.

    Examples
    --------
    >>> thirds = [Part(Pair("", ""), None, 1.0)] * 3
    >>> total_points(thirds, 1), total_points([], 1)
    (1.0, 0.0)
    """
    got = sum(worth * part.share for worth, part in zip(worths(parts, total), parts, strict=True))
    return min(round(float(got), 4), total)


class Parts:
    """The parts of one task as they come; see `autograder.check.task.Check`."""

    def __init__(self, name: str, points: float, *, lang: str | None = None) -> None:
        if lang not in (None, "zh", "en"):
            msg = f'lang 只能是 "zh"、"en" 或 None / lang is "zh", "en" or None, got {lang!r}'
            raise ValueError(msg)
        self.name = name
        self.points = _positive(points)
        self.lang = lang
        self._parts: list[Part] = []
        self._remarks: list[Finding] = []

    def score(self) -> float:
        """Display the findings and return the points: the last expression of a grade cell."""
        total = total_points(self._parts, self.points)
        findings = list(self._remarks)
        for part, worth in zip(self._parts, worths(self._parts, self.points), strict=True):
            findings.extend(part.findings(worth))
        show(bundle(self.name, total, self.points, findings, self.lang))
        return total

    def _add(
        self,
        what: Any,
        points: float | None,
        share: float,
        problem: Difference | None,
        found: Iterable[Misconception] = (),
    ) -> bool:
        number = len(self._parts) + 1
        title = Pair(*(text.format(number=number) for text in PROBLEMS["part"]))
        self._parts.append(
            Part(
                title if what is None else as_pair(what),
                None if points is None else _positive(points),
                share,
                "" if problem is None else problem.name,
                None if problem is None else problem.text,
                tuple((str(m.name), as_pair(m.message)) for m in found),
            )
        )
        worths(self._parts, self.points)  # an author's slip is told at once, where it is
        return problem is None


def _positive(points: float) -> float:
    if not (isinstance(points, (int, float)) and math.isfinite(points) and points >= 0):
        msg = f"points 必须是非负数，得到 {points!r} / points must be 0 or more, got {points!r}"
        raise ValueError(msg)
    return float(points)
