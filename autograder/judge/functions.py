"""What the functions of a source notebook read and change, found in its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from autograder.handles.shared import Common
from autograder.judge.plan import SOLUTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.binding import Statement
    from autograder.judge.plan import Cell


@dataclass(slots=True)
class Functions:
    """Names that functions and classes reach outside of themselves.

    Attributes
    ----------
    instructor
        Read by the instructor's: they are called at later places, where these may be needed.
    reads, writes
        Read, and bound or changed, by the reference solution's: a grade cell has them in common
        with the student's functions.
    files
        Paths that the reference has written so far.
    """

    instructor: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Functions:
        """Look through a notebook's cells."""
        found = cls()
        for cell in cells:
            for statement in cell.statements:
                names = statement.names
                if not (names.defines or "lambda" in statement.code):
                    continue
                if cell.kind != SOLUTION:
                    found.instructor |= names.reads
                    continue
                found.reads |= names.reads
                found.writes |= names.changes | (set(names.binds) - names.defines)
        return found

    def common(self, statements: Iterable[Statement]) -> Common:
        """Return what one piece of the instructor's code has in common with them."""
        changes: set[str] = set()
        speaks = False
        for statement in statements:
            changes |= statement.names.changes
            speaks = speaks or "random" in statement.code or "seed" in statement.code
        return Common(
            frozenset(self.reads), frozenset(self.writes), frozenset(changes), random=speaks
        )
