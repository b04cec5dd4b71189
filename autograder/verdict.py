"""What can be said of one graded cell, in the tradition of programming-contest judges."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """The closed list of verdicts; the value is the name used in JSON.

    Points come only with `PASS`, `PARTIAL` and (given by a human) `MANUAL`.

    Examples
    --------
    >>> Verdict("TIMEOUT").earns
    False
    >>> Verdict.of(points=1.5, max_points=2)
    <Verdict.PARTIAL: 'PARTIAL'>
    """

    PASS = "PASS"  # noqa: S105 - a verdict, not a password
    PARTIAL = "PARTIAL"
    FAIL = "FAIL"
    ERROR = "ERROR"
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    OUTPUT = "OUTPUT"
    CRASH = "CRASH"
    MISSING = "MISSING"
    MANUAL = "MANUAL"
    INTERNAL = "INTERNAL"

    @property
    def earns(self) -> bool:
        """Whether a cell with this verdict may carry points given by the machine."""
        return self in (Verdict.PASS, Verdict.PARTIAL)

    @property
    def open(self) -> bool:
        """Whether the mark is still to be given: by a human, or once the grader is mended."""
        return self in (Verdict.MANUAL, Verdict.INTERNAL)

    @classmethod
    def of(cls, points: float, max_points: float) -> Verdict:
        """Return the verdict of a check that ran to its end.

        Parameters
        ----------
        points, max_points
            Points given and points to be had.
        """
        if points >= max_points:
            return cls.PASS
        return cls.PARTIAL if points > 0 else cls.FAIL
